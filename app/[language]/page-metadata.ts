import type { Metadata } from 'next';
import { DEFAULT_LANGUAGE, LANGUAGE_TAGS, pathIn } from '@/components/language/paths.ts';
import { LANGUAGES, type Language } from '@/lessons/language.ts';

interface Page {
  readonly language: Language;
  /** Without the language: '/lessons'. */
  readonly path: string;
  /** Of the page alone; without it the page is called as the site is. */
  readonly title?: string;
  readonly description: string;
}

/** What a page says of itself to search engines, and where it is in other languages. */
export function pageMetadata({ language, path, title, description }: Page): Metadata {
  const languages = LANGUAGES.map((other) => [LANGUAGE_TAGS[other], pathIn(other, path)] as const);
  return {
    title,
    description,
    alternates: {
      canonical: pathIn(language, path),
      languages: { ...Object.fromEntries(languages), 'x-default': pathIn(DEFAULT_LANGUAGE, path) },
    },
    openGraph: { type: 'website', siteName: 'Slipway', title, description, locale: LANGUAGE_TAGS[language] },
  };
}
