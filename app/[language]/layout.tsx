import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { SpeakLanguage } from '@/components/language/SpeakLanguage.tsx';
import { pageWords } from '@/components/language/words/page-words.ts';
import { languageOf, type LanguageParams } from './language-params.ts';

export async function generateMetadata(given: LanguageParams): Promise<Metadata> {
  const { pages } = pageWords[await languageOf(given)];
  return { title: { default: pages.site, template: '%s · Slipway' }, description: pages.about };
}

export default async function LanguageLayout({ children, ...given }: LanguageParams & { children: ReactNode }) {
  return <SpeakLanguage language={await languageOf(given)}>{children}</SpeakLanguage>;
}
