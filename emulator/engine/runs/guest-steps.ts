import type { GuestStep, GuestSteps } from '../guest.ts';
import type { Attributes } from './run.ts';

/** A step of the agent in the engine's time. */
export interface TimedStep {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
}

/** What the engine knows of a run by its own clock. */
export interface EngineTimes {
  /** CONTAINER_START was sent. */
  readonly sentMs: number;
  /** The process was there; undefined when there was none, or not yet. */
  readonly startedMs: number | undefined;
  /** Its end was known; undefined before. */
  readonly endedMs: number | undefined;
  /** CONTAINER_STEPS was answered. */
  readonly askedMs: number;
  /** How many times the container was started after this run. */
  readonly laterStarts: number;
  /** The guest is still at it. */
  readonly isStarting: boolean;
}

/**
 * The steps of one run among all that the agent remembers of its container, in the engine's time. The guest's clock is
 * another one, and not quite as fast: the start and the end are each put where the engine saw them. Undefined when the
 * agent does not remember the run.
 */
export function stepsOfRun(
  { nowMs, steps }: GuestSteps,
  times: EngineTimes,
): { steps: readonly GuestStep[]; isWhole: boolean } | undefined {
  const starts = steps.flatMap(({ step }, index) => (step === 'start' ? [index] : []));
  const first = starts.at(-1 - times.laterStarts);
  if (first === undefined) return undefined;
  const own = steps.slice(
    first,
    starts.find((index) => index > first),
  );
  const atOf = (name: string) => own.find(({ step }) => step === name)?.atMs;
  // The run before: this one has not come to the agent.
  if (times.isStarting && atOf('begin') !== undefined) return undefined;
  const [created, exit, closed] = [atOf('created'), atOf('exit'), atOf('closed')];
  // The agent did not begin before it was asked, nor tell before it was done.
  const earliest = times.sentMs - own[0]!.atMs;
  const latest = created !== undefined && times.startedMs !== undefined ? times.startedMs - created : Infinity;
  const startShiftMs = Math.max(earliest, Math.min(times.askedMs - nowMs, latest));
  // CLOSE is sent when the output is.
  const endShiftMs = times.endedMs !== undefined && closed !== undefined ? times.endedMs - closed : startShiftMs;
  const inTime = (step: GuestStep) => {
    const isEnd = exit !== undefined && step.atMs >= exit;
    return { ...step, atMs: step.atMs + (isEnd ? endShiftMs : startShiftMs) };
  };
  return { steps: own.map(inTime), isWhole: atOf('cleaned') !== undefined };
}

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
