export interface Timing {
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Milliseconds of several runs in brief; never of none. */
export function timing(runsMs: readonly number[]): Timing {
  const sorted = [...runsMs].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no runs to take the median of');
  return { medianMs: middle, minMs: sorted[0]!, maxMs: sorted.at(-1)! };
}
