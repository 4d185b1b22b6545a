import type { Metadata } from 'next';
import { pageWords } from '@/components/language/words/page-words.ts';
import { words } from '@/components/language/words/words.ts';
import { Playground } from '@/components/workspace/Playground.tsx';
import { languageOf, type LanguageParams } from '../language-params.ts';
import { pageMetadata } from '../page-metadata.ts';

export async function generateMetadata(given: LanguageParams): Promise<Metadata> {
  const language = await languageOf(given);
  const description = pageWords[language].pages.playgroundAbout;
  return pageMetadata({ language, path: '/playground', title: words[language].site.playground, description });
}

export default function PlaygroundPage() {
  return <Playground />;
}
