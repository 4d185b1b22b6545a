import { humanSize } from '../format/units.ts';
import { endLogs, secondsText, type StatusLine, type TraceModel, type TraceVertex } from './trace-model.ts';

/** `--progress=plain`: each step's lines begin with its number, steps one after the other as they have something to say. */
export class PlainTrace {
  private readonly numbers = new Map<TraceVertex, number>();
  private readonly printedLogs = new Map<TraceVertex, number>();
  private readonly printedStatuses = new Set<string>();
  private readonly over = new Set<TraceVertex>();
  private current: TraceVertex | undefined;

  constructor(
    private readonly write: (text: string) => Promise<void>,
    private readonly driver: string,
  ) {}

  begin(): Promise<void> {
    return this.write(`#0 building with ${JSON.stringify('default')} instance using ${this.driver} driver\n`);
  }

  async update(_model: TraceModel, touched: readonly TraceVertex[]): Promise<void> {
    for (const vertex of touched) await this.print(vertex);
  }

  async end(): Promise<void> {}

  private async print(vertex: TraceVertex): Promise<void> {
    if (vertex.startedMs === undefined || this.over.has(vertex)) return;
    const isDone = vertex.completedMs !== undefined;
    if (isDone) endLogs(vertex);
    const lines: string[] = [];
    for (const [id, status] of vertex.statuses) {
      const key = `${vertex.digest} ${id} ${status.completedMs !== undefined}`;
      if (this.printedStatuses.has(key)) continue;
      this.printedStatuses.add(key);
      lines.push(`${statusText(status)}${status.completedMs === undefined ? '' : ` ${doneText(status)}`}`);
    }
    const printed = this.printedLogs.get(vertex) ?? 0;
    for (const { text, seconds } of vertex.logs.slice(printed)) lines.push(`${seconds.toFixed(3)} ${text}`);
    this.printedLogs.set(vertex, vertex.logs.length);
    if (isDone) {
      const seconds = ((vertex.completedMs ?? 0) - vertex.startedMs) / 1000;
      if (vertex.error !== undefined) lines.push(isCanceled(vertex) ? 'CANCELED' : `ERROR: ${vertex.error}`);
      else lines.push(vertex.isCached ? 'CACHED' : `DONE ${secondsText(seconds)}`);
      this.over.add(vertex);
    }
    const isNew = !this.numbers.has(vertex);
    const number = this.numbers.get(vertex) ?? this.numbers.size + 1;
    this.numbers.set(vertex, number);
    if (lines.length === 0 && !isNew) return;
    // A step that another one interrupts begins anew with its name.
    const heading = this.current === vertex ? '' : `\n#${number} ${vertex.name}\n`;
    this.current = vertex;
    await this.write(heading + lines.map((line) => `#${number} ${line}\n`).join(''));
  }
}

/** 'transferring context: 12kB' */
export function statusText({ name, current, total }: StatusLine): string {
  if (current === 0) return name;
  return total > 0 ? `${name} ${humanSize(current)} / ${humanSize(total)}` : `${name} ${humanSize(current)}`;
}

function doneText({ startedMs, completedMs }: StatusLine): string {
  const seconds = startedMs === undefined || completedMs === undefined ? 0 : (completedMs - startedMs) / 1000;
  return seconds >= 0.05 ? `${seconds.toFixed(1)}s done` : 'done';
}

export function isCanceled({ error }: TraceVertex): boolean {
  return error === 'context canceled';
}
