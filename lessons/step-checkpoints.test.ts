import { beforeEach, expect, test } from 'vitest';
import { StepCheckpoints, type CheckpointMachine } from './step-checkpoints.ts';

let images: object[];
let known: { checkpoint: number; note: string }[];
let isMadeByHand: boolean;
/** Keeps checkpoints as the store does. */
const machine = {
  api: async ({ path }: { path: string }) => {
    if (path === '/containers/json?all=1') return { status: 200, body: [] };
    if (path === '/images/json') return { status: 200, body: images };
    return { status: 200, body: { Volumes: null } };
  },
  runCommand: async () => ({ code: isMadeByHand ? 0 : 1, stdout: '', stderr: '' }),
  checkpoints: async () => known,
  checkpoint: async (note: string) => {
    const checkpoint = (known.at(-1)?.checkpoint ?? 0) + 1;
    known.push({ checkpoint, note });
    return checkpoint;
  },
  rollBack: async (checkpoint: number) => {
    known = known.filter((each) => each.checkpoint <= checkpoint);
    return true;
  },
} as unknown as CheckpointMachine;

let steps: StepCheckpoints;
beforeEach(() => {
  images = [];
  known = [];
  isMadeByHand = false;
  steps = new StepCheckpoints();
});

const has = (lesson: string, step: string) => steps.has(machine, lesson, step);

test('later checkpoints are over, earlier ones stay', async () => {
  await steps.take(machine, 'one', ['a']);
  await steps.take(machine, 'one', ['b', 'c']);
  await steps.take(machine, 'two', ['a']);
  expect(await steps.goBack(machine, 'one', ['a', 'b', 'c'])).toBe(2);
  expect([await has('one', 'a'), await has('one', 'b'), await has('two', 'a')]).toEqual([true, true, false]);
});

test('the last one that was taken of a step counts, also for another page', async () => {
  for (const step of ['a', 'b', 'a']) await steps.take(machine, 'one', [step]);
  expect(await new StepCheckpoints().goBack(machine, 'one', ['a'])).toBe(0);
  expect(known).toHaveLength(3);
});

test('one that was given up is none', async () => {
  await steps.take(machine, 'one', ['a']);
  known.length = 0;
  expect([await steps.goBack(machine, 'one', ['a']), await has('one', 'a')]).toEqual([undefined, false]);
});

test('without one of the step itself it is the last one before', async () => {
  for (const step of ['a', 'b', 'd']) await steps.take(machine, 'one', [step]);
  expect(await steps.goBack(machine, 'one', ['a', 'b', 'c'])).toBe(1);
  expect([await has('one', 'b'), await has('one', 'd')]).toEqual([true, false]);
});

test('mounts and control groups made by hand would not come back', async () => {
  isMadeByHand = true;
  await steps.take(machine, 'one', ['a']);
  expect(await has('one', 'a')).toBe(false);
  isMadeByHand = false;
  await steps.take(machine, 'one', ['a']);
  expect(await has('one', 'a')).toBe(true);
});

test('a lesson begins on an empty machine, once', async () => {
  images = [{}];
  await steps.takeFirst(machine, 'one', 'a');
  expect(await has('one', 'a')).toBe(false);
  images = [];
  await steps.takeFirst(machine, 'one', 'a');
  await steps.takeFirst(machine, 'one', 'a');
  expect(known).toHaveLength(1);
});
