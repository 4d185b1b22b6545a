import type { Language } from '@/lessons/language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Words = typeof en;

export const words: Readonly<Record<Language, Words>> = { en, zh };
