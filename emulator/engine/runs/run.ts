import type { GuestStep } from '../guest.ts';

/**
 * What one part of a run was. Times come from one monotonic clock in the engine; names and attributes are those of
 * `engine/api/runs.ts`, which documents them.
 */
export type SpanName =
  | 'image.lookup'
  | 'image.pull'
  | 'image.layer'
  | 'container.create'
  | 'container.prepare'
  | 'network.address'
  | 'ports.publish'
  | 'container.start'
  | 'container.output'
  | 'container.release'
  | 'container.remove';

export type Attributes = Readonly<Record<string, string | number | readonly string[]>>;

export interface Span {
  readonly name: SpanName;
  readonly startMs: number;
  /** Undefined while it goes on. */
  endMs: number | undefined;
  attributes: Attributes;
  /** Why it failed; '' when it did not. */
  error: string;
}

/** One request of the Engine API that belongs to a run. */
export interface RunRequest {
  readonly method: string;
  /** As the client wrote it. */
  readonly path: string;
  readonly client: RunClient | undefined;
  readonly startMs: number;
  endMs: number | undefined;
  /** 0 while there is no answer. */
  status: number;
}

/** A `docker` command that asks through the engine's transport; the same object in all its requests. */
export interface RunClient {
  /** Without 'docker'. */
  readonly argv: readonly string[];
}

/** What a run keeps of its container's record. */
export interface RunContainer {
  readonly id: string;
  readonly name: string;
  /** The ID; '' without one. */
  readonly image: string;
  readonly path: string;
  readonly args: readonly string[];
}

export type RunState = 'preparing' | 'created' | 'starting' | 'running' | 'exited' | 'failed';

/** A container of many layers and ports stays within these; what is beyond is not kept. */
const MAX_SPANS = 200;
const MAX_REQUESTS = 40;

/** One way of a container from the wish to its end: `docker run`, or a start of one that was there. */
export class Run {
  state: RunState = 'preparing';
  error = '';
  containerId = '';
  containerName = '';
  imageId = '';
  /** The program and its arguments. */
  argv: readonly string[] = [];
  removed = false;
  exitCode: number | undefined;
  oomKilled = false;
  pid: number | undefined;
  /** Bytes that the program wrote. */
  readonly outputBytes = { stdout: 0, stderr: 0 };
  readonly spans: Span[] = [];
  readonly requests: RunRequest[] = [];
  #output: Span | undefined;
  /** Once the guest has told all: to the clean-up after the end. */
  guestSteps: { readonly steps: readonly GuestStep[]; readonly isWhole: boolean } | undefined;

  /**
   * @param number counts from 1 in this session
   * @param image as it was asked for
   */
  constructor(
    readonly number: number,
    readonly kind: 'run' | 'start',
    readonly client: RunClient | undefined,
    readonly image: string,
    /** By the engine's monotonic clock, and when that was: RFC 3339. */
    readonly startMs: number,
    readonly startedAt: string,
    private readonly nowMs: () => number,
    private readonly changed: () => void,
  ) {}

  begin(name: SpanName, attributes: Attributes = {}, startMs = this.nowMs()): Span {
    const span: Span = { name, startMs, endMs: undefined, attributes, error: '' };
    if (this.spans.length < MAX_SPANS) this.spans.push(span);
    this.changed();
    return span;
  }

  end(span: Span, attributes: Attributes = {}): void {
    span.endMs = this.nowMs();
    span.attributes = { ...span.attributes, ...attributes };
    this.changed();
  }

  fail(span: Span, error: unknown): void {
    span.error = messageOf(error);
    this.end(span);
  }

  /** The span of some work, which may fail. */
  measure<T>(name: SpanName, work: () => T, describe: (result: T) => Attributes): T {
    const span = this.begin(name);
    try {
      const result = work();
      this.end(span, describe(result));
      return result;
    } catch (error) {
      this.fail(span, error);
      throw error;
    }
  }

  /** The same for work that takes time. */
  async measureAsync<T>(name: SpanName, work: () => Promise<T>, describe: (result: T) => Attributes): Promise<T> {
    const span = this.begin(name);
    try {
      const result = await work();
      this.end(span, describe(result));
      return result;
    } catch (error) {
      this.fail(span, error);
      throw error;
    }
  }

  become(state: RunState): void {
    this.state = state;
    this.changed();
  }

  /** It came to nothing: what was under way is over, and the last of it is what failed. */
  failed(error: unknown): void {
    this.error = messageOf(error);
    const open = this.spans.filter(({ endMs }) => endMs === undefined);
    for (const span of open) {
      if (span === open.at(-1)) span.error = this.error;
      span.endMs = this.nowMs();
    }
    this.become('failed');
  }

  /** Its process is there, with this number in the guest. */
  running(pid: number): void {
    this.pid = pid;
    this.become('running');
  }

  /** The program has written. */
  wrote(stream: 'stdout' | 'stderr', bytes: number): void {
    this.outputBytes[stream] += bytes;
    this.#output ??= this.begin('container.output');
    this.#output.endMs = this.nowMs();
  }

  exited(exitCode: number, oomKilled: boolean): void {
    this.exitCode = exitCode;
    this.oomKilled = oomKilled;
    this.become('exited');
  }

  /** Its container is there. */
  made(record: RunContainer): void {
    this.containerId = record.id;
    this.containerName = record.name;
    this.imageId = record.image;
    this.argv = [record.path, ...record.args];
    this.become('created');
  }

  asked(request: RunRequest): void {
    if (this.requests.length < MAX_REQUESTS && !this.requests.includes(request)) this.requests.push(request);
  }

  span(name: SpanName): Span | undefined {
    return this.spans.findLast((span) => span.name === name);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
