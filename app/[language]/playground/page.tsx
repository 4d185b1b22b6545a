import type { Metadata } from 'next';
import { Playground } from '@/components/workspace/Playground.tsx';

export const metadata: Metadata = {
  title: 'Playground',
  description: 'Terminals on a Linux machine with Docker, in this tab.',
};

export default function PlaygroundPage() {
  return <Playground />;
}
