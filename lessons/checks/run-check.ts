import type { Expectation, Hint } from '../format/schema.ts';
import type { Language } from '../language.ts';
import { look } from './conditions.ts';
import type { LessonMachine } from './machine.ts';

/** `why` says what is not so, in a sentence with values from the machine: plain text. `hint` is the author's: Markdown. */
export type CheckResult =
  { readonly passed: true } | { readonly passed: false; readonly why: string; readonly hint: string | undefined };

/** Looks at the effects of a step, in order, up to the first that is missing. Rejects when the machine cannot be asked. */
export async function runCheck(
  check: readonly Expectation[],
  machine: LessonMachine,
  language: Language,
): Promise<CheckResult> {
  for (const { condition, hint } of check) {
    const why = await look(condition, machine, language);
    if (why !== undefined) return { passed: false, why, hint };
  }
  return { passed: true };
}

/** Those hints that fit the machine as it is now, in their order. */
export async function hintsNow(
  hints: readonly Hint[],
  machine: LessonMachine,
  language: Language,
): Promise<readonly string[]> {
  const fitting: string[] = [];
  for (const { when, say } of hints) {
    if (when === undefined || (await look(when, machine, language)) === undefined) fitting.push(say);
  }
  return fitting;
}
