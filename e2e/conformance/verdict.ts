import type { StepDifference } from './compare.ts';
import type { KnownDifference } from './known-differences.ts';
import type { Scenario } from './scenario.ts';

/**
 * 'identical' and 'known' pass; 'different' (beyond what is known) and 'gone' (a known difference that is no more, so
 * its entry must go) fail.
 */
export type Verdict = 'identical' | 'known' | 'different' | 'gone';

export interface Result {
  readonly scenario: Scenario;
  readonly pairing: string;
  readonly verdict: Verdict;
  readonly differences: readonly StepDifference[];
  readonly tookMs: number;
}

export function judge(differences: readonly StepDifference[], known: KnownDifference | undefined): Verdict {
  if (known === undefined) return differences.length === 0 ? 'identical' : 'different';
  if (differences.length === 0) return 'gone';
  if (known.steps === 'all') return 'known';
  const found = differences.map(({ command }) => command);
  if (!found.every((command) => known.steps.includes(command))) return 'different';
  return known.steps.every((command) => typeof command === 'string' && found.includes(command)) ? 'known' : 'gone';
}

export const passes = (verdict: Verdict): boolean => verdict === 'identical' || verdict === 'known';
