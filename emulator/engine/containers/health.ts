import { formatTime, parseTime } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import { ExecSession } from '../exec/exec-session.ts';
import { randomId } from '../random.ts';
import type { AccountCache } from './account-cache.ts';
import type { Container } from './container.ts';
import { probeCommand, type Healthcheck } from './healthcheck.ts';

/** `State.Health` of inspect. */
export interface Health {
  readonly Status: 'starting' | 'healthy' | 'unhealthy';
  readonly FailingStreak: number;
  /** The last five. */
  readonly Log: readonly HealthResult[];
}

export interface HealthResult {
  readonly Start: string;
  readonly End: string;
  /** 0 is healthy; -1 when the probe could not be run or took too long. */
  readonly ExitCode: number;
  readonly Output: string;
}

const DEFAULT_MS = 30_000;
const DEFAULT_RETRIES = 3;
const KEPT_RESULTS = 5;
const MAX_OUTPUT_BYTES = 4096;
const SIGKILL = 9;

/** Runs the container's health check until the returned function is called. Nothing where it has none. */
export function watchHealth(context: EngineContext, accounts: AccountCache, container: Container): () => void {
  const { config } = container.record;
  const check = config.Healthcheck as Healthcheck | undefined;
  const command = probeCommand(check, config.Shell);
  if (!check || !command) return () => {};
  // What was found before stays to be read, as with dockerd.
  container.update({ health: { Status: 'starting', FailingStreak: 0, Log: container.health?.Log ?? [] } });
  let stopped = false;
  let cancelTimer = () => {};
  const intervalMs = milliseconds(check.Interval);
  const next = () => {
    cancelTimer = context.clock.after(intervalMs, () => {
      context.background(`checking the health of container ${container.id}`, round());
    });
  };
  const round = async () => {
    if (!container.isPaused) {
      const result = await probe(context, accounts, container, command, milliseconds(check.Timeout));
      if (!stopped) record(context, container, check, result);
    }
    if (!stopped) next();
  };
  next();
  return () => {
    stopped = true;
    cancelTimer();
  };
}

function milliseconds(ns: number | undefined): number {
  return ns ? ns / 1_000_000 : DEFAULT_MS;
}

/** What a result means (moby: daemon/health.go, handleProbeResult). */
function record(context: EngineContext, container: Container, check: Healthcheck, result: HealthResult): void {
  const before = container.health!;
  const Log = [...before.Log, result].slice(-KEPT_RESULTS);
  const after = statusAfter(container, check, before, result.ExitCode === 0, result.Start);
  container.update({ health: { ...after, Log } });
  if (after.Status !== before.Status) container.publish(`health_status: ${after.Status}`);
}

function statusAfter(
  container: Container,
  check: Healthcheck,
  before: Health,
  passed: boolean,
  start: string,
): Pick<Health, 'Status' | 'FailingStreak'> {
  if (passed) return { Status: 'healthy', FailingStreak: 0 };
  const age = (parseTime(start) ?? 0n) - (parseTime(container.state.startedAt) ?? 0n);
  const excused = before.Status === 'starting' && age < BigInt(Math.trunc(check.StartPeriod ?? 0));
  const FailingStreak = before.FailingStreak + (excused ? 0 : 1);
  const over = !excused && FailingStreak >= (check.Retries || DEFAULT_RETRIES);
  return { Status: over ? 'unhealthy' : before.Status, FailingStreak };
}

async function probe(
  context: EngineContext,
  accounts: AccountCache,
  container: Container,
  command: readonly string[],
  timeoutMs: number,
): Promise<HealthResult> {
  const Start = formatTime(context.clock.nowNs());
  const session = new ExecSession(context, randomId(context.random), container, {
    User: container.record.config.User,
    Privileged: false,
    Tty: false,
    AttachStdin: false,
    AttachStdout: true,
    AttachStderr: true,
    DetachKeys: '',
    Env: [],
    WorkingDir: '',
    Cmd: command,
    ConsoleSize: undefined,
  });
  container.execs.set(session.id, session);
  session.publish('exec_create');
  const output = new LimitedText();
  const ended = new Promise<void>((resolve) => {
    session.io.attach({ write: (_, bytes) => output.add(bytes), end: resolve });
  });
  const result = (ExitCode: number, Output: string): HealthResult => ({
    Start,
    End: formatTime(context.clock.nowNs()),
    ExitCode,
    Output,
  });
  try {
    const image = context.images.ofContainer(container.record.image);
    await session.start(() => accounts.execUser(container, image, container.record.config.User), undefined);
    if (await within(context, ended, timeoutMs)) return result(session.exitCode ?? -1, output.text());
    session.process?.signal(SIGKILL);
    return result(-1, `Health check exceeded timeout (${goSeconds(timeoutMs)})`);
  } catch (error) {
    return result(-1, error instanceof Error ? error.message : String(error));
  } finally {
    container.execs.delete(session.id);
  }
}

/** False when the time passed first. */
function within(context: EngineContext, work: Promise<void>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = context.clock.after(ms, () => resolve(false));
    void work.then(() => {
      cancel();
      resolve(true);
    });
  });
}

/** As Go prints a time.Duration up to a minute: '1.5s', '300ms', '1m0s'. */
function goSeconds(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const minutes = Math.floor(ms / 60_000);
  return `${minutes > 0 ? `${minutes}m` : ''}${(ms % 60_000) / 1000}s`;
}

class LimitedText {
  private readonly chunks: Uint8Array[] = [];
  private sizeBytes = 0;

  add(bytes: Uint8Array): undefined {
    const room = MAX_OUTPUT_BYTES - this.sizeBytes;
    if (room > 0) this.chunks.push(bytes.slice(0, room));
    this.sizeBytes += bytes.length;
  }

  text(): string {
    const decoder = new TextDecoder();
    const text = this.chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
    return this.sizeBytes > MAX_OUTPUT_BYTES ? `${text}...` : text;
  }
}
