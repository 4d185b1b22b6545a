'use client';

import { usePathname } from 'next/navigation';
import type { Language } from '@/lessons/language.ts';
import { splitPath } from './paths.ts';
import { words, type Words } from './words/words.ts';

/** Of the page that is shown: its path says it. */
export function useLanguage(): Language {
  return splitPath(usePathname() ?? '/').language;
}

/** What the interface says, in the page's language. */
export function useWords(): Words {
  return words[useLanguage()];
}
