import type { Clock } from '../clock.ts';
import { formatTime } from '../clock.ts';
import { randomId, type RandomBytes } from '../random.ts';
import type { OutputStream } from '../raw-stream.ts';
import type { Problem } from './dockerfile/ast.ts';

/** client.SolveStatus of BuildKit, as `--progress=rawjson` prints it. */
export interface SolveStatus {
  readonly vertexes?: readonly VertexStatus[];
  readonly statuses?: readonly {
    readonly id: string;
    readonly vertex: string;
    readonly name: string;
    readonly current: number;
    readonly total?: number;
    readonly timestamp: string;
    readonly started?: string;
    readonly completed?: string;
  }[];
  readonly logs?: readonly {
    readonly vertex: string;
    /** 1 stdout, 2 stderr. */
    readonly stream: number;
    /** base64 */
    readonly data: string;
    readonly timestamp: string;
  }[];
  readonly warnings?: readonly {
    readonly vertex: string;
    readonly level: number;
    /** base64 */
    readonly short: string;
    readonly detail?: readonly string[];
    readonly url?: string;
    readonly sourceInfo?: { readonly filename: string; readonly data: string };
    readonly range?: readonly { readonly start: { readonly line: number }; readonly end: { readonly line: number } }[];
  }[];
}

interface VertexStatus {
  readonly digest: string;
  readonly name: string;
  readonly inputs?: readonly string[];
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

/** The progress of a build as BuildKit tells it. */
export class Trace {
  constructor(
    private readonly clock: Clock,
    private readonly random: RandomBytes,
    private readonly send: (status: SolveStatus) => void,
  ) {}

  /** Announces a step; it is not begun. */
  vertex(name: string, inputs: readonly Vertex[] = []): Vertex {
    const vertex = new Vertex(`sha256:${randomId(this.random)}`, name, inputs, this.clock, this.send);
    vertex.announce();
    return vertex;
  }

  /** Does one thing that is a step. */
  async step<T>(name: string, work: (vertex: Vertex) => Promise<T> | T): Promise<T> {
    const vertex = this.vertex(name);
    return vertex.run(() => work(vertex));
  }

  warn(vertex: Vertex, problem: Problem, filename: string, source: string): void {
    const { code, message, description, url, lines } = problem;
    this.send({
      warnings: [
        {
          vertex: vertex.digest,
          level: 1,
          short: base64(`${code}: ${message} (line ${lines.start})`),
          ...(description ? { detail: [base64(description)] } : {}),
          ...(url ? { url } : {}),
          sourceInfo: { filename, data: base64(source) },
          range: [{ start: { line: lines.start }, end: { line: lines.end } }],
        },
      ],
    });
  }
}

export class Vertex {
  private started: string | undefined;
  private isOver = false;

  constructor(
    readonly digest: string,
    readonly name: string,
    private readonly inputs: readonly Vertex[],
    private readonly clock: Clock,
    private readonly send: (status: SolveStatus) => void,
  ) {}

  announce(): void {
    this.tell({});
  }

  begin(): void {
    this.started ??= this.now();
    this.tell({});
  }

  /** Begins, does it, and ends well or with the error that is thrown. */
  async run<T>(work: () => Promise<T> | T): Promise<T> {
    this.begin();
    try {
      const result = await work();
      this.done();
      return result;
    } catch (error) {
      this.failed(error);
      throw error;
    }
  }

  cached(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.started ??= this.now();
    this.tell({ completed: this.started, cached: true });
  }

  done(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.tell({ completed: this.now() });
  }

  failed(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.tell({ completed: this.now(), error: error instanceof Error ? error.message : String(error) });
  }

  log(stream: OutputStream, bytes: Uint8Array): void {
    const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    this.send({ logs: [{ vertex: this.digest, stream: stream === 'stdout' ? 1 : 2, data, timestamp: this.now() }] });
  }

  /** Something that is done within the step: 'transferring context: 12kB'. Call with `done` at its end. */
  status(name: string, current: number, done: boolean, total?: number): void {
    const timestamp = this.now();
    const times = { started: this.started ?? timestamp, ...(done ? { completed: timestamp } : {}) };
    const size = total === undefined ? {} : { total };
    this.send({ statuses: [{ id: name, vertex: this.digest, name, current, ...size, timestamp, ...times }] });
  }

  private tell(change: Partial<VertexStatus>): void {
    const { digest, name, inputs, started } = this;
    const links = inputs.length === 0 ? {} : { inputs: inputs.map((each) => each.digest) };
    this.send({ vertexes: [{ digest, name, ...links, ...(started ? { started } : {}), ...change }] });
  }

  private now(): string {
    return formatTime(this.clock.nowNs());
  }
}

export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
