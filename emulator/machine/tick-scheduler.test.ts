import { afterEach, describe, expect, test, vi } from 'vitest';
import { createTickScheduler } from './tick-scheduler.ts';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe.each([
  ['with setImmediate', true],
  ['with a message port', false],
])('tick scheduler %s', (_, hasImmediate) => {
  afterEach(() => vi.unstubAllGlobals());

  const create = (callback: (tick: number) => void) => {
    if (!hasImmediate) vi.stubGlobal('setImmediate', undefined);
    return createTickScheduler(callback);
  };

  test('a short delay comes before a long one, and a plan replaces the one before', async () => {
    const ticks: number[] = [];
    const scheduler = create((tick) => ticks.push(tick));
    scheduler.plan(60_000, 1);
    scheduler.plan(0, 2);
    await wait(20);
    scheduler.plan(5, 3);
    await wait(50);
    expect(ticks).toEqual([2, 3]);
    scheduler.stop();
  });

  test('nothing comes after stop', async () => {
    const callback = vi.fn();
    const scheduler = create(callback);
    scheduler.plan(5, 1);
    scheduler.stop();
    await wait(30);
    expect(callback).not.toHaveBeenCalled();
  });
});
