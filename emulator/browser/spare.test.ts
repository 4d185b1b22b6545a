import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Spare } from './spare.ts';

let made: { isDiscarded: boolean }[];
const restore = async () => {
  const machine = {
    isDiscarded: false,
    take: async () => undefined,
    discard: async () => void (machine.isDiscarded = true),
  };
  made.push(machine);
  return machine;
};
beforeEach(() => {
  made = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test('is given once', async () => {
  const spare = new Spare(restore);
  spare.prepare();
  spare.prepare();
  expect(await spare.take()).toBe(made[0]);
  expect([await spare.take(), made.length]).toEqual([undefined, 1]);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(made[0]!.isDiscarded).toBe(false);
});

test('is discarded when nobody takes it for a minute, counted from the last time it was wanted', async () => {
  const spare = new Spare(restore);
  spare.prepare();
  await vi.advanceTimersByTimeAsync(50_000);
  spare.prepare();
  await vi.advanceTimersByTimeAsync(50_000);
  expect(made.map(({ isDiscarded }) => isDiscarded)).toEqual([false]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(made.map(({ isDiscarded }) => isDiscarded)).toEqual([true]);
  expect(await spare.take()).toBe(undefined);
});

test('one that cannot be had is none', async () => {
  const spare = new Spare(() => Promise.reject(new Error('no memory')));
  spare.prepare();
  expect(await spare.take()).toBe(undefined);
  await spare.discard();
});
