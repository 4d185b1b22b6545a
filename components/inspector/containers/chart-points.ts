import { HISTORY_MS, type Sample } from '../machine/kernel-watch.ts';

/** A value at a place of the chart's width: 0 is the beginning of the minute, 1 now. */
export interface Point {
  readonly x: number;
  readonly value: number;
}

/** 1 is now; what was before the minute lies left of the edge, so that the line begins there. */
function place(atMs: number, nowMs: number): number {
  return 1 - (nowMs - atMs) / HISTORY_MS;
}

export function memoryPoints(samples: readonly Sample[]): readonly Point[] {
  const nowMs = samples.at(-1)?.atMs ?? 0;
  return samples.map(({ atMs, memoryBytes }) => ({ x: place(atMs, nowMs), value: memoryBytes }));
}

/** Processors in use between each two readings: steps, as a counter says no more. */
export function cpuPoints(samples: readonly Sample[]): readonly Point[] {
  const nowMs = samples.at(-1)?.atMs ?? 0;
  return samples.flatMap(({ atMs, cpuUsageUs }, index) => {
    const before = samples[index - 1];
    if (before === undefined || atMs <= before.atMs) return [];
    // A group of the same name may have begun anew.
    const value = Math.max(0, cpuUsageUs - before.cpuUsageUs) / 1000 / (atMs - before.atMs);
    return [
      { x: place(before.atMs, nowMs), value },
      { x: place(atMs, nowMs), value },
    ];
  });
}

/** A round number at or above `value`, of the shape 1, 2 or 5 times a power of `base`. */
export function roundCeiling(value: number, smallest: number, base: 2 | 10 = 10): number {
  let ceiling = smallest;
  const steps = base === 2 ? [2] : [2, 2.5, 2];
  for (let index = 0; ceiling < value; index += 1) ceiling *= steps[index % steps.length] ?? 2;
  return ceiling;
}
