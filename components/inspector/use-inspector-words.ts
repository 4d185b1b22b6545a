'use client';

import { useLanguage } from '@/components/language/use-language.ts';
import { inspector as en } from '@/components/language/words/en/inspector.ts';
import { inspector as zh } from '@/components/language/words/zh/inspector.ts';

/** Not among the words of the site, which every page loads: these come with the inspector. */
const words = { en: { inspector: en }, zh: { inspector: zh } } as const;

/** What the inspector says, a section a file. */
export interface InspectorWords {
  readonly inspector: typeof en;
}

/** What the inspector says, in the page's language. */
export function useInspectorWords(): InspectorWords {
  return words[useLanguage()];
}
