import type { Language } from '../../../../lessons/language.ts';
import type { en } from './en.ts';

/** What completions and hovers say of Dockerfiles and compose files. Problems are in Docker's words. */
export type LanguageWords = typeof en;

/** With the editor, and of the page's language alone. */
const LANGUAGES = {
  en: () => import('./en.ts').then(({ en }) => en),
  zh: () => import('./zh.ts').then(({ zh }) => zh),
} satisfies Readonly<Record<Language, () => Promise<LanguageWords>>>;

export const loadWords = (language: Language): Promise<LanguageWords> => LANGUAGES[language]();
