import type { Metadata } from 'next';
import { CoveragePage } from '@/components/docs/CoveragePage.tsx';
import { loadCoverage } from './coverage-data.ts';

export const metadata: Metadata = {
  title: 'What is covered',
  description: 'Which of Docker’s commands, flags and API endpoints Slipway has, and why it has not the others.',
};

export default async function CoverageRoute() {
  return <CoveragePage coverage={await loadCoverage()} />;
}
