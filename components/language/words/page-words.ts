import type { Language } from '@/lessons/language.ts';
import { coverage as coverageEn } from './en/coverage.ts';
import { front as frontEn } from './en/front.ts';
import { pages as pagesEn } from './en/pages.ts';
import { coverage as coverageZh } from './zh/coverage.ts';
import { front as frontZh } from './zh/front.ts';
import { pages as pagesZh } from './zh/pages.ts';

const en = { pages: pagesEn, front: frontEn, coverage: coverageEn };

export type PageWords = typeof en;

/** What pages say that the server alone renders: none of it is in the client's JavaScript. */
export const pageWords: Readonly<Record<Language, PageWords>> = {
  en,
  zh: { pages: pagesZh, front: frontZh, coverage: coverageZh },
};
