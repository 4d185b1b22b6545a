import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeBatches, QUIET_MS } from './batches.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('ChangeBatches', () => {
  it('gives what changed once nothing changes for a while, each path once', async () => {
    const batches = new ChangeBatches();
    let batch: string[] | undefined;
    void batches.next().then((value) => (batch = value));
    for (const path of ['/b', '/a', '/b']) {
      batches.add(path);
      await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
    }
    expect(batch).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(batch).toEqual(['/b', '/a']);
  });

  it('keeps what changes while nobody waits', async () => {
    const batches = new ChangeBatches();
    batches.add('/a');
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    batches.add('/b');
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(await batches.next()).toEqual(['/a', '/b']);
    batches.add('/c');
    const next = batches.next();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(await next).toEqual(['/c']);
  });

  it('ends who waits, and is over', async () => {
    const batches = new ChangeBatches();
    const next = batches.next();
    batches.add('/a');
    batches.close();
    expect(await next).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
    batches.add('/b');
    expect(vi.getTimerCount()).toBe(0);
  });
});
