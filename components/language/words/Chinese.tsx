'use client';

import { useEffect, type ReactNode } from 'react';
import { speak } from '../spoken.ts';
import { WordsContext } from '../words-context.ts';
import { zh } from './zh.ts';

export function Chinese({ children }: { children: ReactNode }) {
  useEffect(() => speak({ language: 'zh', words: zh }), []);
  return <WordsContext value={zh}>{children}</WordsContext>;
}
