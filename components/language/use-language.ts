'use client';

import { usePathname } from 'next/navigation';
import { useContext } from 'react';
import type { Language } from '@/lessons/language.ts';
import { splitPath } from './paths.ts';
import { WordsContext } from './words-context.ts';
import type { Words } from './words/words.ts';

/** Of the page that is shown: its path says it. */
export function useLanguage(): Language {
  return splitPath(usePathname() ?? '/').language;
}

/** What the interface says, in the page's language. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('useWords: nothing above gives words (app/[language]/layout.tsx does)');
  return words;
}
