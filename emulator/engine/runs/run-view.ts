import type { Guest } from '../guest.ts';
import { stepsOfRun, timedSteps } from './guest-steps.ts';
import type { Attributes, Run } from './run.ts';

/** An item of GET /slipway/runs. */
export interface RunSummary {
  /** Counts from 1 in this session of the engine. */
  readonly Number: number;
  /** A container that was made, or one that was there and was started again. */
  readonly Kind: 'run' | 'start';
  /** What was typed, without 'docker'; null for clients that say nothing of it. */
  readonly Command: readonly string[] | null;
  /** As it was asked for. */
  readonly Image: string;
  /** '' while there is none. */
  readonly ContainerId: string;
  readonly ContainerName: string;
  readonly State: Run['state'];
  /** Why it came to nothing; ''. */
  readonly Error: string;
  /** null before the end. */
  readonly ExitCode: number | null;
  /** RFC 3339 */
  readonly StartedAt: string;
}

/** GET /slipway/runs/{number}. All times are milliseconds since the run began. */
export interface RunView extends RunSummary {
  readonly NowMs: number;
  readonly ImageId: string;
  /** The program and its arguments. */
  readonly Argv: readonly string[];
  /** In the guest; 0 before it runs. */
  readonly Pid: number;
  readonly OomKilled: boolean;
  /** The guest has told all of it, up to the clean-up after the end. */
  readonly Whole: boolean;
  /** The container is gone. */
  readonly Removed: boolean;
  readonly StdoutBytes: number;
  readonly StderrBytes: number;
  readonly Requests: readonly {
    readonly Method: string;
    readonly Path: string;
    /** 0 without an answer. */
    readonly Status: number;
    readonly StartMs: number;
    readonly EndMs: number | null;
  }[];
  readonly Spans: readonly SpanView[];
}

export interface SpanView {
  /** A SpanName (run.ts), or 'guest.' and a step of CONTAINER_STEPS (link/protocol.ts). */
  readonly Name: string;
  readonly StartMs: number;
  /** null while it goes on. */
  readonly EndMs: number | null;
  readonly Attributes: Attributes;
  readonly Error: string;
}

export function runSummary(run: Run): RunSummary {
  return {
    Number: run.number,
    Kind: run.kind,
    Command: run.client?.argv ?? null,
    Image: run.image,
    ContainerId: run.containerId,
    ContainerName: run.containerName,
    State: run.state,
    Error: run.error,
    ExitCode: run.exitCode ?? null,
    StartedAt: run.startedAt,
  };
}

/** With what the guest did for it, which is asked for here and not before: nobody pays for what nobody looks at. */
export async function runView(run: Run, all: readonly Run[], guest: Guest, nowMs: () => number): Promise<RunView> {
  await readGuestSteps(run, all, guest, nowMs);
  const since = (ms: number) => Math.round((ms - run.startMs) * 1000) / 1000;
  const engineSpans = run.spans.map(({ name, startMs, endMs, attributes, error }) => ({
    Name: name,
    StartMs: since(startMs),
    EndMs: endMs === undefined ? null : since(endMs),
    Attributes: attributes,
    Error: error,
  }));
  const guestSpans = timedSteps(run.guestSteps?.steps ?? []).map(({ name, startMs, endMs, attributes }) => ({
    Name: `guest.${name}`,
    StartMs: since(startMs),
    EndMs: since(endMs),
    Attributes: attributes,
    Error: '',
  }));
  return {
    ...runSummary(run),
    NowMs: since(nowMs()),
    ImageId: run.imageId,
    Argv: run.argv,
    Pid: run.pid ?? 0,
    OomKilled: run.oomKilled,
    Whole: run.guestSteps?.isWhole ?? false,
    Removed: run.removed,
    StdoutBytes: run.outputBytes.stdout,
    StderrBytes: run.outputBytes.stderr,
    Requests: run.requests.map(({ method, path, status, startMs, endMs }) => ({
      Method: method,
      Path: path,
      Status: status,
      StartMs: since(startMs),
      EndMs: endMs === undefined ? null : since(endMs),
    })),
    Spans: [...engineSpans, ...guestSpans].sort((a, b) => a.StartMs - b.StartMs),
  };
}

async function readGuestSteps(run: Run, all: readonly Run[], guest: Guest, nowMs: () => number): Promise<void> {
  const launch = run.span('container.start');
  if (!launch || run.guestSteps?.isWhole) return;
  const answer = await guest.containerSteps(run.containerId);
  const isLater = (other: Run) => other.containerId === run.containerId && other.number > run.number;
  const found = stepsOfRun(answer, {
    sentMs: launch.startMs,
    startedMs: launch.error === '' ? launch.endMs : undefined,
    endedMs: run.span('container.release')?.startMs,
    askedMs: nowMs(),
    laterStarts: all.filter((other) => isLater(other) && other.span('container.start')).length,
    isStarting: launch.endMs === undefined,
  });
  run.guestSteps = found ?? run.guestSteps;
}
