import { expect, it } from 'vitest';
import { formatDuration } from './format-time.ts';

it.each([
  [0, '0 ms'],
  [0.04, '< 0.1 ms'],
  [0.42, '0.4 ms'],
  [9.96, '10 ms'],
  [812.4, '812 ms'],
  [999.7, '1 s'],
  [1349, '1.35 s'],
  [12_340, '12.3 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
])('%d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
