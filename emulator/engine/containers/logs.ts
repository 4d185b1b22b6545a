import { formatTime } from '../clock.ts';
import { frameOutput } from '../raw-stream.ts';
import type { Container } from './container.ts';
import type { LogEntry } from './log-entry.ts';

export interface LogOptions {
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Nanoseconds since 1970; undefined for no bound. */
  readonly since: bigint | undefined;
  readonly until: bigint | undefined;
  readonly timestamps: boolean;
  /** Room for what `--log-opt env` and `labels` add before each line, which is nothing: the space that ends it. */
  readonly details: boolean;
  /** The last entries; undefined for all. */
  readonly tail: number | undefined;
  readonly follow: boolean;
  /** Frames (raw-stream.ts) unless the container has a terminal. */
  readonly framed: boolean;
  readonly signal: AbortSignal | undefined;
}

/** GET /containers/{id}/logs: what was logged, then, with `follow`, what is being logged until the container stops. */
export async function* readLogs(container: Container, options: LogOptions): AsyncGenerator<Uint8Array> {
  const { log } = container;
  const release = log.retain();
  const change = new ChangeSignal();
  const unwatch = log.watch(change.notify);
  options.signal?.addEventListener('abort', change.notify);
  try {
    if (options.follow) void container.wait('not-running', options.signal).then(change.notify);
    let at = options.tail === undefined ? 0 : await log.tailOffset(options.tail);
    const stop = options.follow ? Infinity : await log.endOffset();
    while (at < stop && !options.signal?.aborted) {
      const running = container.isRunning;
      const { entries, next } = await log.readFrom(at);
      at = next;
      for (const entry of entries) {
        if (options.until !== undefined && entry.ns > options.until) return;
        if (!options[entry.stream] || (options.since !== undefined && entry.ns < options.since)) continue;
        yield format(entry, options);
      }
      if (entries.length > 0) continue;
      if (!running) return;
      await change.next();
    }
  } finally {
    unwatch();
    options.signal?.removeEventListener('abort', change.notify);
    release();
  }
}

function format(entry: LogEntry, options: LogOptions): Uint8Array {
  let bytes = entry.bytes;
  if (options.timestamps || options.details) {
    const before = `${options.timestamps ? `${fixedTime(entry.ns)} ` : ''}${options.details ? ' ' : ''}`;
    const head = new TextEncoder().encode(before);
    bytes = new Uint8Array(head.length + entry.bytes.length);
    bytes.set(head);
    bytes.set(entry.bytes, head.length);
  }
  return options.framed ? frameOutput(entry.stream, bytes) : bytes;
}

/** With all nine decimals, so that lines align. */
function fixedTime(ns: bigint): string {
  const [seconds, fraction = ''] = formatTime(ns).slice(0, -1).split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}Z`;
}

/** Remembers that something changed between two waits. */
class ChangeSignal {
  private changed = false;
  private wake: (() => void) | undefined;

  readonly notify = (): void => {
    this.changed = true;
    this.wake?.();
  };

  async next(): Promise<void> {
    if (!this.changed) await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
    this.changed = false;
  }
}
