'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { Language } from '@/lessons/language.ts';

/** Words have functions in them, which no server can send: so each language is a module, and one of them is loaded. */
const SPEAKERS = {
  en: dynamic(() => import('./words/English.tsx').then(({ English }) => English)),
  zh: dynamic(() => import('./words/Chinese.tsx').then(({ Chinese }) => Chinese)),
} satisfies Record<Language, unknown>;

/** Gives `useWords` the words of a language. */
export function SpeakLanguage({ language, children }: { language: Language; children: ReactNode }) {
  const Speaker = SPEAKERS[language];
  return <Speaker>{children}</Speaker>;
}
