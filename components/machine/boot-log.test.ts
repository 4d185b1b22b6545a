import { expect, test } from 'vitest';
import type { BootState } from '@/emulator/browser/sandbox-client.ts';
import { advanceBootLog, EMPTY_BOOT_LOG } from './boot-log.ts';

const loading = (receivedBytes: number): BootState => ({
  kind: 'loading',
  part: 'state',
  receivedBytes,
  totalBytes: 10,
});
const start = (states: [number, BootState][]) =>
  states.reduce((log, [atMs, state]) => advanceBootLog(log, state, atMs), EMPTY_BOOT_LOG);

test('keeps when loading ended and each step began', () => {
  const log = start([
    [5, loading(0)],
    [20, loading(10)],
    [21, { kind: 'starting', step: 'restore' }],
    [90, { kind: 'starting', step: 'disk' }],
  ]);
  expect(log).toMatchObject({ startedAtMs: 5, loadedAtMs: 20, receivedBytes: 10 });
  expect(log.steps).toEqual([
    { step: 'restore', startedAtMs: 21 },
    { step: 'disk', startedAtMs: 90 },
  ]);
});

test('bytes that arrive while the machine starts do not turn it back', () => {
  const log = start([
    [0, loading(3)],
    [1, { kind: 'starting', step: 'restore' }],
    [2, loading(7)],
  ]);
  expect(log.state).toEqual({ kind: 'starting', step: 'restore' });
  expect(log.receivedBytes).toBe(7);
});

test('a new boot forgets the old one', () => {
  const log = start([
    [0, loading(10)],
    [1, { kind: 'starting', step: 'restore' }],
    [2, { kind: 'failed', step: 'restore', errorKind: 'internal', message: '', canBootCold: true }],
    [50, loading(0)],
  ]);
  expect(log).toMatchObject({ startedAtMs: 50, steps: [], loadedAtMs: undefined });
});

test('a machine that starts again on what is loaded begins anew', () => {
  const log = start([
    [0, loading(10)],
    [1, { kind: 'starting', step: 'restore' }],
    [2, { kind: 'ready', cold: false, sinceLoadMs: 2 }],
    [50, { kind: 'starting', step: 'restore' }],
    [51, { kind: 'starting', step: 'restore' }],
    [60, { kind: 'starting', step: 'disk' }],
  ]);
  expect(log).toMatchObject({ startedAtMs: 50, loadedAtMs: 50, receivedBytes: 10 });
  expect(log.steps).toEqual([
    { step: 'restore', startedAtMs: 50 },
    { step: 'disk', startedAtMs: 60 },
  ]);
});
