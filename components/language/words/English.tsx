'use client';

import { useEffect, type ReactNode } from 'react';
import { speak } from '../spoken.ts';
import { WordsContext } from '../words-context.ts';
import { en } from './en.ts';

export function English({ children }: { children: ReactNode }) {
  useEffect(() => speak({ language: 'en', words: en }), []);
  return <WordsContext value={en}>{children}</WordsContext>;
}
