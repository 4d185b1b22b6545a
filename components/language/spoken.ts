import type { Language } from '../../lessons/language.ts';
import type { Words } from './words/words.ts';

export interface Spoken {
  readonly language: Language;
  readonly words: Words;
}

let spoken: Spoken | undefined;

/** For `words/English.tsx` and its like: from now on the page is in this language. */
export function speak(now: Spoken): void {
  spoken = now;
}

/** The page's language, for what is written outside of React: into the terminal, by Monaco. Else there is `useWords`. */
export function spokenNow(): Spoken {
  if (spoken === undefined) throw new Error('spokenNow: the page is not there yet');
  return spoken;
}
