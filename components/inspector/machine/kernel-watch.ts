import { reasonOf, type Reason } from '../../language/reason.ts';
import { parseKernelReport, type KernelReport } from './kernel-report.ts';

/** Figures of a container's cgroup at a moment. */
export interface Sample {
  readonly atMs: number;
  readonly memoryBytes: number;
  readonly cpuUsageUs: number;
}

export interface KernelView {
  /** undefined before the first one. */
  readonly report: KernelReport | undefined;
  /** By the cgroup's path, the oldest first, of the last minute. */
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  /** Why the last reading failed. */
  readonly failure: Reason | undefined;
}

export interface KernelWatchParts {
  /** Runs the guest's `kernel-report`; its output. */
  read(): Promise<string>;
}

/** So long a chart is. */
export const HISTORY_MS = 60_000;
/** Between two readings, while nothing happens. */
const EVERY_MS = 1_500;
/** A reading takes the machine's time from what it works at: at most a fiftieth. */
const SHARE = 50;
const MAX_WAIT_MS = 10_000;
/** After the last of a flock of events: what the learner started is not held up by looking at it. */
const AFTER_EVENT_MS = 400;
/** Events without end put it off no longer than this. */
const MAX_PUT_OFF_MS = 1_500;

const EMPTY: KernelView = { report: undefined, samples: new Map(), failure: undefined };

/** Reads what the kernel says again and again, as long as somebody follows. The view is replaced, never changed. */
export class KernelWatch {
  #view = EMPTY;
  #followers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;
  #isStale = false;
  /** When the first event came that was not read after; undefined for none. */
  #touchedMs: number | undefined;
  /** Of a machine that went away: what it still answers counts no more. */
  #generation = 0;
  readonly #parts: KernelWatchParts;
  readonly #callbacks = new Set<() => void>();

  constructor(parts: KernelWatchParts) {
    this.#parts = parts;
  }

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): KernelView => this.#view;
  getOnServer = (): KernelView => EMPTY;

  /** Reads until the returned function is called. */
  follow(): () => void {
    this.#followers += 1;
    if (this.#followers === 1) this.#schedule(0);
    return () => {
      this.#followers -= 1;
      if (this.#followers === 0) clearTimeout(this.#timer);
    };
  }

  /** Something happened: it is read soon. */
  touch(): void {
    if (this.#isReading) this.#isStale = true;
    if (this.#isReading || this.#followers === 0) return;
    this.#touchedMs ??= performance.now();
    const leftMs = this.#touchedMs + MAX_PUT_OFF_MS - performance.now();
    this.#schedule(Math.max(0, Math.min(AFTER_EVENT_MS, leftMs)));
  }

  /** Another machine: what was seen of the one before is forgotten. */
  clear(): void {
    this.#generation += 1;
    this.#set(EMPTY);
  }

  #schedule(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), waitMs);
  }

  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#isStale = false;
    this.#touchedMs = undefined;
    const startedMs = performance.now();
    const generation = this.#generation;
    try {
      const report = parseKernelReport(await this.#parts.read());
      if (generation === this.#generation)
        this.#set({ report, samples: addSamples(this.#view.samples, report), failure: undefined });
    } catch (error) {
      const failure = reasonOf(error);
      if (generation === this.#generation) this.#set({ ...this.#view, failure });
    }
    this.#isReading = false;
    if (this.#followers === 0) return;
    const tookMs = performance.now() - startedMs;
    this.#schedule(this.#isStale ? AFTER_EVENT_MS : Math.min(MAX_WAIT_MS, Math.max(EVERY_MS, SHARE * tookMs)));
  }

  #set(view: KernelView): void {
    this.#view = view;
    this.#callbacks.forEach((callback) => callback());
  }
}

/** With the report's figures, without those of groups that are gone and of before the last minute. */
export function addSamples(
  samples: KernelView['samples'],
  { atMs, groups }: Pick<KernelReport, 'atMs' | 'groups'>,
): KernelView['samples'] {
  const result = new Map<string, readonly Sample[]>();
  for (const { path, figures } of groups) {
    if (figures === undefined || !/^\/docker\/[^/]+$/.test(path)) continue;
    const before = samples.get(path) ?? [];
    // One before the minute stays: the line begins at the edge.
    const first = before.findIndex((_, index) => (before[index + 1]?.atMs ?? atMs) >= atMs - HISTORY_MS);
    const { atMs: readMs, memoryBytes, cpuUsageUs } = figures;
    result.set(path, [...(first < 0 ? [] : before.slice(first)), { atMs: readMs, memoryBytes, cpuUsageUs }]);
  }
  return result;
}
