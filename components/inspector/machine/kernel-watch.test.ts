import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NAMESPACES, type CgroupFigures } from './kernel-report.ts';
import { addSamples, KernelWatch } from './kernel-watch.ts';

const namespaces = Object.fromEntries(NAMESPACES.map((kind) => [kind, 1]));
const REPORT = { namespaces, groups: [], leftOut: 0 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A machine that takes `tookMs` for each report. */
function watchOf(tookMs: number) {
  const reads: number[] = [];
  const watch = new KernelWatch({
    async read() {
      reads.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      return JSON.stringify({ ...REPORT, atMs: performance.now() });
    },
  });
  return { watch, reads };
}

test('reads as long as somebody follows, and not for two twice', async () => {
  const { watch, reads } = watchOf(10);
  const stop = [watch.follow(), watch.follow()];
  await vi.advanceTimersByTimeAsync(1_400);
  expect(reads).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_600);
  expect(reads).toHaveLength(2);
  stop[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reads).toHaveLength(3);
  stop[1]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toHaveLength(3);
});

test('a slow machine is asked more rarely', async () => {
  const { watch, reads } = watchOf(100);
  const stop = watch.follow();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(reads).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(reads).toHaveLength(2);
  stop();
});

test('after a flock of events it reads once, when it is over', async () => {
  const { watch, reads } = watchOf(1);
  const stop = watch.follow();
  await vi.advanceTimersByTimeAsync(500);
  for (let event = 0; event < 5; event += 1) {
    watch.touch();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(reads).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(350);
  expect(reads).toHaveLength(2);
  stop();
});

test('events without end do not keep it from reading', async () => {
  const { watch, reads } = watchOf(1);
  const stop = watch.follow();
  await vi.advanceTimersByTimeAsync(10);
  for (let event = 0; event < 17; event += 1) {
    watch.touch();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(reads).toHaveLength(2);
  stop();
});

test('an event while it reads is not lost', async () => {
  const { watch, reads } = watchOf(100);
  const stop = watch.follow();
  await vi.advanceTimersByTimeAsync(50);
  watch.touch();
  await vi.advanceTimersByTimeAsync(500);
  expect(reads).toHaveLength(2);
  stop();
});

test('nobody follows: events start nothing', async () => {
  const { watch, reads } = watchOf(1);
  watch.touch();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(reads).toHaveLength(0);
});

test('a failure is said, what was known stays, and it goes on', async () => {
  let answer = JSON.stringify({ ...REPORT, atMs: 1 });
  const watch = new KernelWatch({ read: () => Promise.resolve(answer) });
  const stop = watch.follow();
  await vi.advanceTimersByTimeAsync(100);
  answer = 'nonsense';
  await vi.advanceTimersByTimeAsync(1_500);
  expect(watch.get().failure?.detail).toMatch(/nonsense/);
  expect(watch.get().report?.atMs).toBe(1);
  answer = JSON.stringify({ ...REPORT, atMs: 3 });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(watch.get().failure).toBeUndefined();
  stop();
});

test('what a machine answers that is gone is not shown', async () => {
  const { watch } = watchOf(100);
  const stop = watch.follow();
  await vi.advanceTimersByTimeAsync(50);
  watch.clear();
  await vi.advanceTimersByTimeAsync(100);
  expect(watch.get().report).toBeUndefined();
  stop();
});

function group(path: string, atMs: number) {
  const figures = { atMs, memoryBytes: 1, cpuUsageUs: 0 } as CgroupFigures;
  return { path, figures, processes: [] };
}

test('samples are of the last minute, with one before its beginning', () => {
  let samples = addSamples(new Map(), { atMs: 0, groups: [group('/docker/a', 0)] });
  for (const atMs of [20_000, 50_000, 90_000])
    samples = addSamples(samples, { atMs, groups: [group('/docker/a', atMs), group('/docker/a/below', atMs)] });
  expect([...samples.keys()]).toEqual(['/docker/a']);
  expect(samples.get('/docker/a')?.map(({ atMs }) => atMs)).toEqual([20_000, 50_000, 90_000]);
});

test('samples of a container that is gone go', () => {
  const samples = addSamples(new Map([['/docker/a', []]]), { atMs: 0, groups: [group('/docker/b', 1)] });
  expect([...samples.keys()]).toEqual(['/docker/b']);
});
