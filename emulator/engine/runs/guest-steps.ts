import type { GuestStep, GuestSteps } from '../guest.ts';
import type { Attributes } from './run.ts';

/** A step of the agent in the engine's time. */
export interface TimedStep {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
}

/** When the engine asked the agent something, and had the answer, by its own clock. */
export interface Asked {
  readonly sentMs: number;
  readonly answeredMs: number;
}

/**
 * The steps of one run of a container among all that the agent remembers of it: those from the 'start' nearest to when
 * the engine asked for it. Undefined when the agent does not remember it.
 *
 * @param launch CONTAINER_START and its STARTED; `answeredMs` NaN when there was none
 * @param query CONTAINER_STEPS itself
 */
export function stepsOfRun(
  { nowMs, steps }: GuestSteps,
  launch: Asked,
  query: Asked,
): { steps: readonly GuestStep[]; isWhole: boolean } | undefined {
  const offsetMs = (query.sentMs + query.answeredMs) / 2 - nowMs;
  const starts = steps.flatMap(({ step }, index) => (step === 'start' ? [index] : []));
  const distance = (index: number) => Math.abs(steps[index]!.atMs + offsetMs - launch.sentMs);
  const first = starts.reduce<number | undefined>(
    (best, index) => (best === undefined || distance(index) < distance(best) ? index : best),
    undefined,
  );
  // Another run's: this one is forgotten, or has not come to the agent.
  if (first === undefined || distance(first) > MAX_DISTANCE_MS) return undefined;
  const next = starts.find((index) => index > first);
  const own = steps.slice(first, next);
  // The two clocks differ by no more than this: the agent did not begin before it was asked, nor tell before it was done.
  const created = own.find(({ step }) => step === 'created');
  const earliest = launch.sentMs - own[0]!.atMs;
  const latest = created && !Number.isNaN(launch.answeredMs) ? launch.answeredMs - created.atMs : Infinity;
  const shiftMs = Math.max(earliest, Math.min(offsetMs, latest));
  return {
    steps: own.map((step) => ({ ...step, atMs: step.atMs + shiftMs })),
    isWhole: own.some(({ step }) => step === 'cleaned'),
  };
}

/** Far more than the clocks differ, far less than two starts of one container are apart. */
const MAX_DISTANCE_MS = 50;

/**
 * Each step with its beginning, which is the end of the one before. What comes after the program has begun and is not of
 * its end belongs to something else (`docker network connect`).
 */
export function timedSteps(steps: readonly GuestStep[]): TimedStep[] {
  const timed: TimedStep[] = [];
  const atOf = (name: string) => steps.find(({ step }) => step === name)?.atMs;
  const beganMs = atOf('begin') ?? Infinity;
  let previousMs = steps[0]?.atMs ?? 0;
  for (const { step, atMs, detail } of steps) {
    if (step === 'start' || (atMs > beganMs && !ENDING.includes(step))) continue;
    // The clean-up begins with the process's end, whenever its output is delivered.
    const startMs = step === 'cleaned' ? (atOf('exit') ?? previousMs) : previousMs;
    timed.push({ name: step, startMs, endMs: atMs, attributes: attributesOf(step, detail) });
    previousMs = atMs;
  }
  return timed;
}

const ENDING: readonly string[] = ['exit', 'closed', 'cleaned'];

function attributesOf(step: string, detail: string): Attributes {
  const [first = '', ...rest] = detail.split(' ');
  const [second = '', third = '', mac = '', address = '', gateway = ''] = rest;
  if (step === 'overlay') return { target: first, options: second };
  if (step === 'namespace') return { path: first };
  if (step === 'pair') return { host: first, bridge: second, name: third, mac, address, gateway };
  if (step === 'crun') return { command: detail };
  if (step === 'created') return { pid: Number(first), cgroup: second, namespaces: rest.slice(1) };
  if (step === 'cleaned') return { result: detail };
  return {};
}
