import { describe, expect, it } from 'vitest';
import { timeScale } from './time-scale.ts';

const work = (...times: [number, number][]) => times.map(([startMs, endMs]) => ({ startMs, endMs }));

describe('the common scale', () => {
  it('is even while there is work, with small pauses in it', () => {
    const { parts, at } = timeScale(work([0, 100], [150, 300], [200, 400]), 0);
    expect(parts).toEqual([{ fromMs: 0, toMs: 400, from: 0, to: 1, isFolded: false }]);
    expect([at(0), at(100), at(400), at(-5), at(900)]).toEqual([0, 0.25, 1, 0, 1]);
  });

  it('folds what is long and empty, wherever it is', () => {
    const { parts, at } = timeScale(work([0, 200], [10_000, 10_200]), 3_600_000);
    expect(parts.map(({ fromMs, toMs, isFolded }) => [fromMs, toMs, isFolded])).toEqual([
      [0, 200, false],
      [200, 10_000, true],
      [10_000, 10_200, false],
      [10_200, 3_600_000, true],
    ]);
    expect(at(200)).toBeCloseTo(0.43);
    expect(at(10_000)).toBeCloseTo(0.5);
    expect(at(3_600_000)).toBeCloseTo(1);
    // Time never runs backwards on it.
    const places = [0, 100, 200, 5000, 10_000, 10_100, 20_000, 3_600_000].map(at);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it.each([
    [[[0, 400]], [0, 100, 200, 300, 400]],
    [[[0, 1350]], [0, 500, 1000]],
    [[[0, 4]], [0, 1, 2, 3, 4]],
  ] as [[number, number][], number[]][])('has round times for %j', (times, ticks) => {
    expect(timeScale(work(...times), 0).ticks.map(({ ms }) => ms)).toEqual(ticks);
  });

  it('leaves half of the width to work, however many pauses there are', () => {
    const many = Array.from({ length: 30 }, (_, index): [number, number] => [index * 1000, index * 1000 + 1]);
    const { parts } = timeScale(work(...many), 0);
    const open = parts.filter(({ isFolded }) => !isFolded).reduce((sum, { from, to }) => sum + to - from, 0);
    expect(open).toBeCloseTo(0.5);
    expect(parts.at(-1)!.to).toBeCloseTo(1);
  });

  it('is there without any work', () => {
    expect(timeScale([], 0).at(0)).toBe(0);
    expect(timeScale([], 50).parts).toHaveLength(1);
  });
});
