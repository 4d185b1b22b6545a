import type { Metadata } from 'next';
import { pageWords } from '@/components/language/words/page-words.ts';
import { PreviewWindow } from '@/components/preview/PreviewWindow.tsx';
import { languageOf, type LanguageParams } from '../language-params.ts';

export async function generateMetadata(given: LanguageParams): Promise<Metadata> {
  return { title: pageWords[await languageOf(given)].pages.preview, robots: { index: false } };
}

export default function PreviewPage() {
  return <PreviewWindow />;
}
