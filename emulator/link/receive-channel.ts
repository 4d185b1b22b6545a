/** Bytes the other side may have under way on one channel of one stream. */
export const WINDOW_BYTES = 262_144;

export interface ReceiveOptions {
  /** Grants nothing before somebody reads: for stdin, of which nothing may be taken that nobody asked for. */
  readonly lazy?: boolean;
  /** The reader lost interest. Default: what comes is thrown away, so that the sender does not block on it. */
  readonly onCancel?: () => void;
}

/**
 * The receiving end of a channel as a ReadableStream. What was granted and what waits to be read never add up to
 * more than the window, so a slow reader holds the sender back and memory is bounded.
 */
export class ReceiveChannel {
  readonly readable: ReadableStream<Uint8Array>;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  /** Granted and not yet used by the sender. */
  #outstandingBytes = 0;
  #over = false;
  #canceled = false;
  readonly #highWaterMark: number;
  readonly #grant: (bytes: number) => void;

  constructor(grant: (bytes: number) => void, options: ReceiveOptions = {}) {
    this.#grant = grant;
    this.#highWaterMark = options.lazy ? 0 : WINDOW_BYTES;
    this.readable = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#replenish(),
        cancel: () => {
          this.#canceled = true;
          if (options.onCancel) options.onCancel();
          else this.#replenish();
        },
      },
      { highWaterMark: this.#highWaterMark, size: (chunk) => chunk.length },
    );
    if (!options.lazy) this.#replenish();
  }

  /** False when the sender had no credit for it. */
  push(bytes: Uint8Array): boolean {
    if (bytes.length > this.#outstandingBytes || this.#over) return false;
    this.#outstandingBytes -= bytes.length;
    if (this.#canceled) this.#replenish();
    else if (bytes.length > 0) this.#controller.enqueue(bytes);
    return true;
  }

  /** No more bytes come. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    if (!this.#canceled) this.#controller.close();
  }

  fail(error: Error): void {
    if (this.#over) return;
    this.#over = true;
    if (!this.#canceled) this.#controller.error(error);
  }

  #replenish(): void {
    if (this.#over) return;
    const waitingBytes = this.#canceled ? 0 : this.#highWaterMark - (this.#controller.desiredSize ?? 0);
    const freeBytes = WINDOW_BYTES - waitingBytes - this.#outstandingBytes;
    // Half a window at a time, so that a stream of small chunks does not double the number of frames.
    if (freeBytes < WINDOW_BYTES / 2) return;
    this.#outstandingBytes += freeBytes;
    this.#grant(freeBytes);
  }
}
