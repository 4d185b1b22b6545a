'use client';

import { createContext } from 'react';
import type { Words } from './words/words.ts';

/** What the interface says, in the page's language: given by `SpeakLanguage`. */
export const WordsContext = createContext<Words | undefined>(undefined);
