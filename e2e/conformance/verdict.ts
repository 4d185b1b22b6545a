import { compare, type StepDifference } from './compare.ts';
import type { KnownDifference } from './known-differences.ts';
import { referenceOf, type Pairing, type Scope } from './pairings.ts';
import type { Outcomes } from './outcomes.ts';
import type { Played } from './play.ts';
import type { Scenario } from './scenario.ts';

/**
 * 'identical' and 'known' pass; 'different' (beyond what is known) and 'gone' (a known difference that is no more, so
 * its entry must go) fail. 'measure': a pairing that others are compared with, and nothing more.
 */
export type Verdict = 'identical' | 'known' | 'different' | 'gone' | 'measure';

export interface Result {
  readonly scenario: Scenario;
  readonly pairing: string;
  readonly verdict: Verdict;
  readonly differences: readonly StepDifference[];
}

export const passes = (verdict: Verdict): boolean => verdict !== 'different' && verdict !== 'gone';

export function judge(
  scenario: Scenario,
  pairing: Pairing,
  scope: Scope,
  outcomes: Outcomes,
  known: readonly KnownDifference[],
): Result {
  const result = (verdict: Verdict, differences: readonly StepDifference[] = []): Result => ({
    scenario,
    pairing: pairing.name,
    verdict,
    differences,
  });
  const reference = referenceOf(pairing, scope, scenario);
  const [expected, actual] = [outcomes.get(reference, scenario), outcomes.get(pairing, scenario)];
  for (const outcome of [expected, actual])
    if (outcome instanceof Error)
      return result('different', [{ command: '(all)', lines: [outcome.stack ?? outcome.message] }]);
  if (!isPlayed(expected) || !isPlayed(actual)) throw new Error('an error is no play');
  if (reference === pairing) {
    // The reference itself must come to its end, else it is no measure.
    const open = expected.steps.find(({ code }) => code === undefined);
    if (!open) return result('measure');
    return result('different', [
      { command: open.command, lines: [`did not end in time\n${open.stdout}\n${open.stderr}`] },
    ]);
  }
  const differences = compare(expected, actual);
  return result(verdictOf(differences, entriesFor(scenario, pairing, scope, known), scope), differences);
}

const isPlayed = (outcome: Played | Error): outcome is Played => !(outcome instanceof Error);

/** Compared by engine, a client of ours may differ in what either client may differ in on that engine. */
function entriesFor(
  scenario: Scenario,
  { name, engine }: Pairing,
  scope: Scope,
  known: readonly KnownDifference[],
): KnownDifference[] {
  const isMeant = (pairing: string) => (scope === 'engines' ? pairing.endsWith(`-${engine}`) : pairing === name);
  return known.filter((entry) => entry.scenario === scenario.id && entry.pairings.some(isMeant));
}

/** The list is kept with a client of our release; with another, an entry may be of no use. */
export function verdictOf(
  differences: readonly StepDifference[],
  entries: readonly KnownDifference[],
  scope: Scope,
): Verdict {
  const found = differences.map(({ command }) => command);
  const isCovered = (command: string) =>
    entries.some(({ steps }) => steps === 'all' || steps.some((step) => step === command));
  if (!found.every(isCovered)) return 'different';
  const isUsed = ({ steps }: KnownDifference) =>
    steps === 'all' ? found.length > 0 : steps.every((step) => found.includes(step));
  if (scope === 'clients and engines' && !entries.every(isUsed)) return 'gone';
  return found.length === 0 ? 'identical' : 'known';
}
