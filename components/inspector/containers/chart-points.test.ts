import { describe, expect, test } from 'vitest';
import { cpuPoints, memoryPoints, roundCeiling } from './chart-points.ts';

const sample = (atMs: number, cpuUsageUs: number, memoryBytes = 0) => ({ atMs, cpuUsageUs, memoryBytes });

test('the newest is at the right edge, a minute before it at the left', () => {
  expect(memoryPoints([sample(0, 0, 1), sample(30_000, 0, 2), sample(60_000, 0, 3)])).toEqual([
    { x: 0, value: 1 },
    { x: 0.5, value: 2 },
    { x: 1, value: 3 },
  ]);
});

describe('processors in use', () => {
  test.each([
    ['nothing yet', [], []],
    ['one reading says nothing', [sample(0, 5_000_000)], []],
    ['half a processor for two seconds', [sample(0, 0), sample(2_000, 1_000_000)], [0.5, 0.5]],
    ['a group that began anew', [sample(0, 9_000_000), sample(1_000, 10)], [0, 0]],
    ['twice the same moment', [sample(1_000, 0), sample(1_000, 10)], []],
  ])('%s', (_, samples, expected) => expect(cpuPoints(samples).map(({ value }) => value)).toEqual(expected));
});

test.each([
  [0, 1, 10, 1],
  [1.5, 1, 10, 2],
  [3, 1, 10, 5],
  [7, 1, 10, 10],
  [11, 1, 10, 20],
  [3_000_000, 1_048_576, 2, 4_194_304],
] as const)('%d is below %d × %d^n = %d', (value, smallest, base, expected) =>
  expect(roundCeiling(value, smallest, base)).toBe(expected),
);
