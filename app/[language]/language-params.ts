import { notFound } from 'next/navigation';
import { isLanguage } from '@/components/language/paths.ts';
import type { Language } from '@/lessons/language.ts';

/** Of every page. The language may be anything: `proxy.ts` does not see addresses that look like files. */
export interface LanguageParams {
  readonly params: Promise<{ language: string }>;
}

/** The page's language; where there is none, there is no such page. */
export async function languageOf({ params }: LanguageParams): Promise<Language> {
  const { language } = await params;
  if (!isLanguage(language)) notFound();
  return language;
}
