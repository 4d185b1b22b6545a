import { joined } from '../../bytes.ts';
import { formatTime } from '../clock.ts';
import { frameOutput } from '../raw-stream.ts';
import type { Container } from './container.ts';
import { logAttributes } from './log-attributes.ts';
import type { LogEntry } from './log-entry.ts';

export interface LogOptions {
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Nanoseconds since 1970; undefined for no bound. */
  readonly since: bigint | undefined;
  readonly until: bigint | undefined;
  readonly timestamps: boolean;
  /** What `--log-opt` adds (log-attributes.ts) before each line. */
  readonly details: boolean;
  /** The last entries; undefined for all. */
  readonly tail: number | undefined;
  readonly follow: boolean;
  /** Frames (raw-stream.ts) unless the container has a terminal. */
  readonly framed: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * GET /containers/{id}/logs: what was logged, then, with `follow`, what is being logged until the container stops; what
 * is there together comes together.
 */
export async function* readLogs(container: Container, options: LogOptions): AsyncGenerator<Uint8Array> {
  const { log } = container;
  const attributes = options.details ? `${logAttributes(container.record)} ` : '';
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
      const inTime = entries.filter(({ ns }) => options.until === undefined || ns <= options.until);
      const wanted = inTime.filter(
        ({ stream, ns }) => options[stream] && (options.since === undefined || ns >= options.since),
      );
      if (wanted.length > 0) yield joined(wanted.map((entry) => format(entry, options, attributes)));
      if (inTime.length < entries.length) return;
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

function format(entry: LogEntry, options: LogOptions, attributes: string): Uint8Array {
  let bytes = entry.bytes;
  if (options.timestamps || options.details) {
    const before = `${options.timestamps ? `${fixedTime(entry.ns)} ` : ''}${attributes}`;
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
