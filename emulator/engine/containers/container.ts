import { formatTime, ZERO_TIME } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import type { ExecSession } from '../exec/exec-session.ts';
import type { GuestProcess } from '../guest.ts';
import { Mutex } from '../mutex.ts';
import type { Health } from './health.ts';
import { LogFile, type LogLimits } from './log-file.ts';
import { logLimits } from './log-options.ts';
import { ProcessIo } from './process-io.ts';
import type { ContainerRecord, ContainerState } from './record.ts';

export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

/** Body of POST /containers/{id}/wait. */
export interface WaitResult {
  readonly StatusCode: number;
  readonly Error: { readonly Message: string } | null;
}

/** One container: its record, and what lives only while this engine does. */
export class Container {
  /** Start, restart and removal of one container happen one after the other. */
  readonly lifecycle = new Mutex();
  readonly log: LogFile;
  readonly io: ProcessIo;
  readonly execs = new Map<string, ExecSession>();
  process: GuestProcess | undefined;
  /** What `--link` adds to /etc/hosts and to the environment, in the run that is on or was last. */
  linked: { readonly hosts: readonly string[]; readonly environment: readonly string[] } = {
    hosts: [],
    environment: [],
  };
  /** Ends the health checks of this run. */
  stopHealthChecks: (() => void) | undefined;
  /** Set while `docker restart` stops it: neither removal nor restart policy apply then. */
  restarting = false;
  /** `docker restart` has stopped it and starts it again. */
  betweenRuns = false;
  removing = false;
  /** A start came as far as the guest and failed there: some of its folders may be left. */
  launchFailed = false;
  /** Stops the wait before a restart by policy. */
  cancelRestart: (() => void) | undefined;
  private readonly waiters = new Set<{ condition: WaitCondition; resolve: (result: WaitResult) => void }>();

  constructor(
    private readonly context: EngineContext,
    public record: ContainerRecord,
  ) {
    const logFolder = `logs/${record.id}`;
    this.log = new LogFile(
      context.store,
      logFolder,
      context.clock,
      (error) => context.report(`writing the log of container ${record.id}`, error),
      record.wasStarted,
      limitsOf(record),
    );
    const logged = record.hostConfig.LogConfig.Type !== 'none';
    this.io = new ProcessIo(logged ? { write: (stream, bytes) => this.log.append(stream, bytes) } : undefined);
  }

  get id(): string {
    return this.record.id;
  }

  get state(): ContainerState {
    return this.record.state;
  }

  /** Of the run that is on, or was last; undefined without a health check. */
  get health(): Health | undefined {
    return this.record.health;
  }

  /** As in inspect: a paused container counts. */
  get isRunning(): boolean {
    return this.state.status === 'running' || this.state.status === 'paused';
  }

  get isPaused(): boolean {
    return this.state.status === 'paused';
  }

  update(change: Partial<ContainerRecord>): void {
    this.record = { ...this.record, ...change };
    if (!this.removing) this.context.records.put(`containers/${this.id}`, this.record);
  }

  updateState(change: Partial<ContainerState>, rest: Partial<ContainerRecord> = {}): void {
    this.update({ ...rest, state: { ...this.state, ...change } });
  }

  /** 'start', 'die', … with the attributes Docker gives: image, name, labels, and those of the action. */
  publish(action: string, attributes: Readonly<Record<string, string>> = {}): void {
    const { config, name, isHidden } = this.record;
    if (isHidden) return;
    this.context.events.publish('container', action, this.id, {
      ...config.Labels,
      ...attributes,
      ...(config.Image === '' ? {} : { image: config.Image }),
      name,
    });
  }

  started(process: GuestProcess): void {
    this.process = process;
    this.updateState(
      {
        status: 'running',
        exitCode: 0,
        error: '',
        oomKilled: false,
        startedAt: formatTime(this.context.clock.nowNs()),
        finishedAt: this.record.wasStarted ? this.state.finishedAt : ZERO_TIME,
      },
      { wasStarted: true, manuallyStopped: false },
    );
  }

  exited(exitCode: number, oomKilled: boolean): void {
    this.process = undefined;
    const finishedAt = formatTime(this.context.clock.nowNs());
    this.updateState({ status: 'exited', exitCode, oomKilled, finishedAt });
  }

  /** Resolves when the condition holds, with the exit code then. */
  wait(condition: WaitCondition, signal?: AbortSignal): Promise<WaitResult> {
    if (condition === 'not-running' && !this.isRunning) return Promise.resolve(this.result());
    return new Promise((resolve) => {
      const waiter = { condition, resolve };
      this.waiters.add(waiter);
      signal?.addEventListener('abort', () => this.waiters.delete(waiter));
    });
  }

  /**
   * Tells those who wait: 'exit' for the end of a run, 'removed' for all that are left. As with dockerd, the error of a
   * start is no error of waiting for the removal.
   */
  notify(what: 'exit' | 'removed'): void {
    const result = what === 'exit' ? this.result() : { Error: null, StatusCode: this.state.exitCode };
    for (const waiter of [...this.waiters]) {
      if (what === 'exit' && waiter.condition === 'removed') continue;
      this.waiters.delete(waiter);
      waiter.resolve(result);
    }
  }

  private result(): WaitResult {
    const { exitCode, error } = this.state;
    return { Error: error === '' ? null : { Message: error }, StatusCode: exitCode };
  }
}

/** Options that are wrong are told when the container starts. */
function limitsOf(record: ContainerRecord): LogLimits | undefined {
  try {
    return logLimits(record.hostConfig.LogConfig.Config);
  } catch {
    return undefined;
  }
}
