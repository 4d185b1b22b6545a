'use client';

import type { ReactNode } from 'react';
import { WordsContext } from '../words-context.ts';
import { en } from './en.ts';

export function English({ children }: { children: ReactNode }) {
  return <WordsContext value={en}>{children}</WordsContext>;
}
