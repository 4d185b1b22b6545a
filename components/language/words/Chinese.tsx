'use client';

import type { ReactNode } from 'react';
import { WordsContext } from '../words-context.ts';
import { zh } from './zh.ts';

export function Chinese({ children }: { children: ReactNode }) {
  return <WordsContext value={zh}>{children}</WordsContext>;
}
