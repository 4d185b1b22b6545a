import type { Language } from '@/lessons/language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Words = typeof en;

/** For the server. In the browser `useWords` has them: only those of the page's language are loaded there. */
export const words: Readonly<Record<Language, Words>> = { en, zh };
