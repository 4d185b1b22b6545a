import { beforeEach, expect, test } from 'vitest';
import { StepCheckpoints, type CheckpointMachine } from './step-checkpoints.ts';

interface FakeContainer {
  Id: string;
  State: { Status: string };
  HostConfig: { AutoRemove: boolean };
}

const container = (Id: string, Status: string, AutoRemove = false): FakeContainer => ({
  Id,
  State: { Status },
  HostConfig: { AutoRemove },
});

/** The newest first, as the engine lists them. */
let present: FakeContainer[];
let images: object[];
let asked: string[];
let known: Set<number>;
let isMadeByHand: boolean;
const machine = {
  api: async ({ method, path }: { method: string; path: string }) => {
    if (method === 'POST') {
      asked.push(path);
      return { status: path.includes('broken') ? 500 : 204, body: { message: 'no such image' } };
    }
    if (path.startsWith('/containers/json')) return { status: 200, body: present };
    if (path === '/images/json') return { status: 200, body: images };
    if (path === '/volumes') return { status: 200, body: { Volumes: null } };
    return { status: 200, body: present.find(({ Id }) => path === `/containers/${Id}/json`) };
  },
  runCommand: async () => ({ code: isMadeByHand ? 0 : 1, stdout: '', stderr: '' }),
  checkpoint: async () => {
    const next = Math.max(0, ...known) + 1;
    known.add(next);
    return next;
  },
  rollBack: async (checkpoint: number) => {
    asked.push(`back to ${checkpoint}`);
    return known.has(checkpoint);
  },
} as unknown as CheckpointMachine;

let steps: StepCheckpoints;
beforeEach(() => {
  present = [];
  images = [];
  asked = [];
  known = new Set();
  isMadeByHand = false;
  steps = new StepCheckpoints();
});

test('starts what ran, and pauses what was paused', async () => {
  present = [container('c', 'paused'), container('b', 'exited'), container('a', 'running')];
  await steps.take(machine, 'one', ['x']);
  expect(await steps.goBack(machine, 'one', 'x')).toBe(true);
  expect(asked).toEqual(['back to 1', '/containers/a/start', '/containers/c/start', '/containers/c/pause']);
  expect(await steps.goBack(machine, 'one', 'x')).toBe(true);
});

test('later checkpoints are over, earlier ones stay', async () => {
  await steps.take(machine, 'one', ['a']);
  await steps.take(machine, 'one', ['b', 'c']);
  await steps.take(machine, 'two', ['a']);
  expect(await steps.goBack(machine, 'one', 'c')).toBe(true);
  expect([steps.has('one', 'a'), steps.has('one', 'b'), steps.has('two', 'a')]).toEqual([true, true, false]);
});

test('one that was given up is none', async () => {
  await steps.take(machine, 'one', ['a']);
  known.clear();
  expect(await steps.goBack(machine, 'one', 'a')).toBe(false);
  expect(steps.has('one', 'a')).toBe(false);
  expect(await steps.goBack(machine, 'one', 'never')).toBe(false);
});

test('a container that removes itself would not come back', async () => {
  await steps.take(machine, 'one', ['a']);
  present = [container('x', 'running', true)];
  await steps.take(machine, 'one', ['a']);
  expect(steps.has('one', 'a')).toBe(false);
  present = [container('x', 'exited', true)];
  await steps.take(machine, 'one', ['a']);
  expect(steps.has('one', 'a')).toBe(true);
});

test('mounts and control groups made by hand would not come back', async () => {
  isMadeByHand = true;
  await steps.take(machine, 'one', ['a']);
  expect(steps.has('one', 'a')).toBe(false);
  isMadeByHand = false;
  await steps.take(machine, 'one', ['a']);
  expect(steps.has('one', 'a')).toBe(true);
});

test('a lesson begins on an empty machine', async () => {
  images = [{}];
  await steps.takeWhenEmpty(machine, 'one', 'a');
  expect(steps.has('one', 'a')).toBe(false);
  images = [];
  await steps.takeWhenEmpty(machine, 'one', 'a');
  expect(steps.has('one', 'a')).toBe(true);
});

test('a container that does not start is told', async () => {
  present = [container('broken', 'running')];
  await steps.take(machine, 'one', ['a']);
  await expect(steps.goBack(machine, 'one', 'a')).rejects.toThrow('no such image');
});
