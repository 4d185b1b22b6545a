import type { Step } from './peer.ts';

export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** 'run --rm busybox true' → a step; single quotes keep spaces together. */
export function step(line: string, more: Partial<Step> = {}): Step {
  const argv = (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", ''));
  return { argv, ...more };
}

export const each = (lines: string): Step[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => step(line));
