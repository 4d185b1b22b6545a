import { spokenNow } from '@/components/language/spoken.ts';
import type { Language } from '@/lessons/language.ts';

type Monaco = typeof import('./setup.ts');

let loading: Promise<Monaco> | undefined;

/** What Monaco itself says (its menus and its search). English is in its code. */
const MESSAGES: Readonly<Partial<Record<Language, () => Promise<unknown>>>> = {
  zh: () => import('monaco-editor/nls/lang/zh-cn'),
};

/**
 * Monaco with our languages and themes: some megabytes, loaded when the first file is opened, and once. Its own words
 * stay those of the page it was loaded on until the next load: it takes them when its modules run.
 */
export function loadMonaco(): Promise<Monaco> {
  loading ??= load().catch((error: unknown) => {
    // Another try may find the network back.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Monaco> {
  await MESSAGES[spokenNow().language]?.();
  return import('./setup.ts');
}
