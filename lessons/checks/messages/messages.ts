import type { Language } from '../../language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Messages = typeof en;

export const messages: Readonly<Record<Language, Messages>> = { en, zh };
