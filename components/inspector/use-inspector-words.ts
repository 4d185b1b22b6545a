'use client';

import { createContext, useContext } from 'react';
import type { en } from './words/en.ts';

export type InspectorWords = typeof en;

/** Given by `Inspector`. Not among the words of the site, which every page loads: these come with the inspector. */
export const InspectorWordsContext = createContext<InspectorWords | undefined>(undefined);

/** What the inspector says, in the page's language. */
export function useInspectorWords(): InspectorWords {
  const words = useContext(InspectorWordsContext);
  if (words === undefined) throw new Error('useInspectorWords: nothing above gives words (Inspector.tsx does)');
  return words;
}
