import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { OTHERS } from './pairings.ts';
import type { Result } from './verdict.ts';

const FILE = fileURLToPath(new URL('known-differences.yaml', import.meta.url));

const Entry = z.strictObject({
  scenario: z.string(),
  /** Of OTHERS by name. */
  pairings: z.array(z.enum(OTHERS.map(({ name }) => name) as [string, ...string[]])).min(1),
  /** The steps that may differ, as the scenario has them; 'all' when the first of them decides all that follows. */
  steps: z.union([z.literal('all'), z.array(z.string()).min(1)]),
  what: z.string(),
  reason: z.string(),
});

export type KnownDifference = z.infer<typeof Entry>;

export function readKnownDifferences(text = readFileSync(FILE, 'utf8')): KnownDifference[] {
  return z.array(Entry).parse(parse(text) ?? []);
}

/** Entries for what differs and is not known; pairings that differ in the same steps share one. */
export function proposals(results: readonly Result[]): string {
  const entries = new Map<string, KnownDifference>();
  for (const { scenario, pairing, verdict, differences } of results) {
    if (verdict !== 'different') continue;
    const steps = differences.map(({ command }) => command);
    const key = JSON.stringify([scenario.id, steps]);
    const entry = entries.get(key);
    if (entry) entry.pairings.push(pairing);
    else entries.set(key, { scenario: scenario.id, pairings: [pairing], steps, what: '?', reason: '?' });
  }
  return stringify([...entries.values()], { lineWidth: 0 });
}
