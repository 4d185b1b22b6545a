import { Control, MAX_PLACED_BYTES } from './protocol.ts';
import type { LinkStream } from './link-stream.ts';

/** Places for large pieces that the guest can read, or write, at once (`disks/disk-window.ts`). */
export interface OutputWindow {
  readonly maxBytes: number;
  /** Undefined when there is no room. `bytes` are the window's until they are released. */
  place(bytes: Uint8Array): { readonly offset: number; readonly length: number; release(): void } | undefined;
  /** Places that the guest may write, of `maxBytes` each. Undefined when there is no room. */
  lend(count: number): LentPlaces | undefined;
}

export interface LentPlaces {
  readonly offsets: readonly number[];
  /** Takes what lies at the beginning of one of them away. */
  take(place: number, length: number): Uint8Array;
  /** When the guest writes there no more. */
  release(): void;
}

type Placed = NonNullable<ReturnType<OutputWindow['place']>>;

/** Less goes over the link as fast. */
const PLACED_FROM_BYTES = 64 * 1024;
/** The next is there while the guest writes the one before. */
const UNDER_WAY_MAX = 2;

/** What a `docker` command prints: small pieces as DATA, large ones in the window, in the order they were written. */
export class PlacedOutput {
  /** The oldest first. */
  readonly #underWay: Placed[] = [];
  readonly #stream: LinkStream;
  readonly #window: OutputWindow | undefined;
  #last: Promise<void> = Promise.resolve();
  /** Writes that are not over, while one of them is large. */
  #writing = 0;
  #hasEnded = false;
  #isOver = false;
  #waiting: (() => void)[] = [];

  /** `window`: none when the client cannot read there. */
  constructor(stream: LinkStream, window: OutputWindow | undefined) {
    this.#stream = stream;
    this.#window = window;
  }

  /** Resolves when it is on its way. Channel 1 is stdout, 2 stderr. `bytes` are the output's from now on. */
  write(channel: 1 | 2, bytes: Uint8Array): Promise<void> {
    if (this.#hasEnded) return Promise.resolve();
    const isLarge = channel === 1 && bytes.length >= PLACED_FROM_BYTES;
    const window = isLarge ? this.#window : undefined;
    if (!window && this.#writing === 0) return this.#stream.write(channel, bytes);
    this.#writing++;
    const writing = this.#last
      .catch(() => {})
      .then(() => (window ? this.#place(window, bytes) : this.#stream.write(channel, bytes)))
      .finally(() => this.#writing--);
    this.#last = writing;
    return writing;
  }

  /** What is written from now on is dropped, as by a process that a signal killed. */
  end(): void {
    this.#hasEnded = true;
  }

  /** The guest has read as much of what was placed. */
  taken(length: number): void {
    if (this.#underWay[0]?.length !== length) return this.#stream.reset(`${length} bytes were not placed`);
    this.#underWay.shift()!.release();
    this.#wake();
  }

  /** When all that was written is sent or taken, or nobody is there to take it. */
  async settled(): Promise<void> {
    await this.#last.catch(() => {});
    await this.#atMost(0);
  }

  /** The stream is over: nobody takes anything any more. */
  stop(): void {
    this.#isOver = true;
    for (const placed of this.#underWay.splice(0)) placed.release();
    this.#wake();
  }

  async #place(window: OutputWindow, bytes: Uint8Array): Promise<void> {
    const limit = Math.min(window.maxBytes, MAX_PLACED_BYTES);
    // DATA that waits for credit was written before.
    await this.#stream.drained(1);
    for (let at = 0; at < bytes.length; at += limit) {
      await this.#atMost(UNDER_WAY_MAX - 1);
      if (this.#isOver) return;
      const piece = bytes.subarray(at, at + limit);
      const placed = window.place(piece);
      if (placed) {
        this.#underWay.push(placed);
        this.#stream.control({ kind: Control.PLACED, offset: placed.offset, length: placed.length });
      } else {
        await this.#stream.write(1, piece);
      }
    }
  }

  async #atMost(count: number): Promise<void> {
    while (this.#underWay.length > count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
