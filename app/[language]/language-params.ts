import type { Language } from '@/lessons/language.ts';

/** Of every page: `proxy.ts` leads to one of the languages there are. */
export interface LanguageParams {
  readonly params: Promise<{ language: Language }>;
}
