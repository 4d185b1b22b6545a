import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Pairing } from './pairings.ts';
import type { Played } from './play.ts';
import type { Scenario } from './scenario.ts';

const key = (pairing: Pairing, scenario: Scenario) => `${pairing.name} ${scenario.id}`;

/**
 * What all pairings gave. With a journal (a file, a JSON line a play) a run that was broken off goes on where it was:
 * what is there of the same steps is not played again.
 */
export class Outcomes {
  readonly #outcomes = new Map<string, Played | Error>();

  constructor(private readonly journal?: string) {
    if (journal === undefined || !existsSync(journal)) return;
    for (const line of readFileSync(journal, 'utf8').split('\n').filter(Boolean)) {
      const { name, played } = JSON.parse(line) as { name: string; played: Played };
      this.#outcomes.set(name, played);
    }
  }

  set(pairing: Pairing, scenario: Scenario, outcome: Played | Error): void {
    const name = key(pairing, scenario);
    this.#outcomes.set(name, outcome);
    if (this.journal === undefined || outcome instanceof Error) return;
    appendFileSync(this.journal, `${JSON.stringify({ name, played: outcome })}\n`);
  }

  get(pairing: Pairing, scenario: Scenario): Played | Error {
    return this.#outcomes.get(key(pairing, scenario)) ?? new Error('was not played');
  }

  has(pairing: Pairing, scenario: Scenario): boolean {
    const outcome = this.get(pairing, scenario);
    if (outcome instanceof Error) return false;
    return JSON.stringify(outcome.steps.map(({ command }) => command)) === JSON.stringify(scenario.steps);
  }
}
