import type { LanguageWords } from '../words/words.ts';

/** What a flag of an instruction is for; '' where nothing is said of it. */
export function flagWords({ flags }: LanguageWords['dockerfile'], instruction: string, flag: string): string {
  return flags[`${instruction} ${flag}`] ?? flags[flag] ?? '';
}
