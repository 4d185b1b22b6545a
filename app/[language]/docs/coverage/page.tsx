import type { Metadata } from 'next';
import { CoveragePage } from '@/components/docs/CoveragePage.tsx';
import { pageWords } from '@/components/language/words/page-words.ts';
import { languageOf, type LanguageParams } from '../../language-params.ts';
import { pageMetadata } from '../../page-metadata.ts';
import { loadCoverage } from './coverage-data.ts';

export async function generateMetadata(given: LanguageParams): Promise<Metadata> {
  const language = await languageOf(given);
  const { pages, coverage } = pageWords[language];
  return pageMetadata({ language, path: '/docs/coverage', title: coverage.title, description: pages.coverageAbout });
}

export default async function CoverageRoute(given: LanguageParams) {
  const language = await languageOf(given);
  return <CoveragePage coverage={await loadCoverage()} language={language} />;
}
