'use client';

import dynamic from 'next/dynamic';
import { useLanguage } from '@/components/language/use-language.ts';
import type { Language } from '@/lessons/language.ts';

/** As `SpeakLanguage` has it: the words of the page's language come along, and no others. */
const SPEAKERS = {
  en: dynamic(async () => (await import('./words/English.tsx')).English, { ssr: false }),
  zh: dynamic(async () => (await import('./words/Chinese.tsx')).Chinese, { ssr: false }),
} satisfies Record<Language, unknown>;

/** The inspector; it is loaded when it is opened first. */
export function Inspector() {
  const Speaker = SPEAKERS[useLanguage()];
  return <Speaker />;
}
