import type { LanguageWords } from '../words/words.ts';
import { describe } from './schema.ts';

/** What a key is for; '' where nothing is said of it. */
export function aboutKey(path: readonly string[], words: LanguageWords['compose']): string {
  const described = describe(path);
  return described === '' ? (words.undescribed[path.at(-1) ?? ''] ?? '') : words.described(described);
}
