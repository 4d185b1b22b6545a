/** BuildKit's client.SolveStatus as the engine sends it (engine/api/build.ts). */
export interface SolveStatus {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly started?: string;
    readonly completed?: string;
    readonly cached?: boolean;
    readonly error?: string;
  }[];
  readonly statuses?: readonly {
    readonly id: string;
    readonly vertex: string;
    readonly name: string;
    readonly current: number;
    readonly total?: number;
    readonly started?: string;
    readonly completed?: string;
  }[];
  readonly logs?: readonly { readonly vertex: string; readonly data: string; readonly timestamp: string }[];
  readonly warnings?: readonly { readonly vertex: string; readonly short: string; readonly url?: string }[];
}

export interface StatusLine {
  readonly name: string;
  readonly current: number;
  readonly total: number;
  readonly startedMs: number | undefined;
  readonly completedMs: number | undefined;
}

export interface LogLine {
  readonly text: string;
  /** Since the step began. */
  readonly seconds: number;
}

/** One step. */
export interface TraceVertex {
  readonly digest: string;
  readonly name: string;
  startedMs: number | undefined;
  completedMs: number | undefined;
  isCached: boolean;
  error: string | undefined;
  readonly statuses: Map<string, StatusLine>;
  readonly logs: LogLine[];
  /** A line that is not ended yet. */
  pending: string;
  readonly decoder: TextDecoder;
}

const ms = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** What is known of a build so far. */
export class TraceModel {
  readonly vertices = new Map<string, TraceVertex>();
  readonly warnings: string[] = [];
  firstMs: number | undefined;

  /** `namePrefix`: before the names of all steps, within their brackets: '[web 1/2] FROM busybox'. */
  constructor(private readonly namePrefix = '') {}

  /** Takes a message in; returns the steps it is about. */
  update(status: SolveStatus): TraceVertex[] {
    const touched = new Set<TraceVertex>();
    for (const { digest, name, started, completed, cached, error } of status.vertexes ?? []) {
      const vertex = this.vertices.get(digest) ?? newVertex(digest, this.shownName(name));
      this.vertices.set(digest, vertex);
      vertex.startedMs ??= ms(started);
      this.firstMs ??= vertex.startedMs;
      if (completed !== undefined) vertex.completedMs = ms(completed);
      if (cached) vertex.isCached = true;
      vertex.error ??= error;
      touched.add(vertex);
    }
    for (const { id, vertex: digest, name, current, total = 0, started, completed } of status.statuses ?? []) {
      const vertex = this.vertices.get(digest);
      if (!vertex) continue;
      vertex.statuses.set(id, { name, current, total, startedMs: ms(started), completedMs: ms(completed) });
      touched.add(vertex);
    }
    for (const { vertex: digest, data, timestamp } of status.logs ?? []) {
      const vertex = this.vertices.get(digest);
      if (!vertex) continue;
      addLog(vertex, data, Date.parse(timestamp));
      touched.add(vertex);
    }
    for (const { short } of status.warnings ?? []) this.warnings.push(textOf(short));
    return [...touched];
  }

  private shownName(name: string): string {
    if (this.namePrefix === '') return name;
    return name.startsWith('[') ? `[${this.namePrefix} ${name.slice(1)}` : `[${this.namePrefix}] ${name}`;
  }

  get completed(): number {
    return [...this.vertices.values()].filter(({ completedMs }) => completedMs !== undefined).length;
  }
}

function newVertex(digest: string, name: string): TraceVertex {
  return {
    digest,
    name,
    startedMs: undefined,
    completedMs: undefined,
    isCached: false,
    error: undefined,
    statuses: new Map(),
    logs: [],
    pending: '',
    decoder: new TextDecoder(),
  };
}

function addLog(vertex: TraceVertex, data: string, atMs: number): void {
  const lines = (vertex.pending + vertex.decoder.decode(bytesOf(data), { stream: true })).split('\n');
  vertex.pending = lines.pop() ?? '';
  const seconds = Math.max(0, (atMs - (vertex.startedMs ?? atMs)) / 1000);
  for (const text of lines) vertex.logs.push({ text: text.replace(/\r$/, ''), seconds });
}

/** A last line without its end counts, too. */
export function endLogs(vertex: TraceVertex): void {
  if (vertex.pending === '') return;
  vertex.logs.push({ text: vertex.pending, seconds: vertex.logs.at(-1)?.seconds ?? 0 });
  vertex.pending = '';
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function textOf(base64: string): string {
  return new TextDecoder().decode(bytesOf(base64));
}

/** '1.2s', '1m3s' */
export function secondsText(seconds: number): string {
  return `${Math.max(0, seconds).toFixed(1)}s`;
}
