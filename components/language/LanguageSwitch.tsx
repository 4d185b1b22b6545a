'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '@/lessons/language.ts';
import { LANGUAGE_COOKIE, LANGUAGE_TAGS, pathIn, splitPath } from './paths.ts';

/** Where there is little room. */
const SHORT_NAMES: Readonly<Record<Language, string>> = { en: 'En', zh: '中' };

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** To this page in the other language, which is remembered. The machine goes on: no page is loaded. */
export function LanguageSwitch() {
  const { language, path } = splitPath(usePathname() ?? '/');
  useEffect(() => {
    // The document came in the language of the first page.
    document.documentElement.lang = LANGUAGE_TAGS[language];
  }, [language]);
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <Link
      key={other}
      href={pathIn(other, path)}
      lang={LANGUAGE_TAGS[other]}
      hrefLang={LANGUAGE_TAGS[other]}
      onClick={() => {
        document.cookie = `${LANGUAGE_COOKIE}=${other}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
      }}
      className="inline-flex items-center justify-center rounded-md px-1.5 py-1.5 sm:px-2.5 text-sm whitespace-nowrap text-ink-soft transition-colors hover:bg-wash hover:text-ink"
    >
      <span aria-hidden className="sm:hidden">
        {SHORT_NAMES[other]}
      </span>
      <span className="max-sm:sr-only">{LANGUAGE_NAMES[other]}</span>
    </Link>
  ));
}
