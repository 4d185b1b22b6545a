import type { Metadata } from 'next';
import { PreviewWindow } from '@/components/preview/PreviewWindow.tsx';

export const metadata: Metadata = { title: 'Preview', robots: { index: false } };

export default function PreviewPage() {
  return <PreviewWindow />;
}
