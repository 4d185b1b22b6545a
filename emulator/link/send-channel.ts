import { MAX_PAYLOAD_BYTES } from './protocol.ts';

interface Waiting {
  bytes: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The sending end of a channel: sends what the credit allows and keeps the rest. */
export class SendChannel {
  #creditBytes = 0;
  #waiting: Waiting[] = [];
  #ending = false;
  #over = false;
  #error: Error | undefined;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #sendEnd: () => void;

  constructor(send: (bytes: Uint8Array) => void, sendEnd: () => void) {
    this.#send = send;
    this.#sendEnd = sendEnd;
  }

  /** Resolves once all of it was within the credit and is on its way. Writes after the end are dropped, as EPIPE is. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.#error) return Promise.reject(this.#error);
    if (this.#over || this.#ending || bytes.length === 0) return Promise.resolve();
    if (this.#waiting.length === 0) {
      bytes = this.#sendAllowed(bytes);
      if (bytes.length === 0) return Promise.resolve();
    }
    return new Promise((resolve, reject) => this.#waiting.push({ bytes, resolve, reject }));
  }

  /** END, after what is still waiting. */
  end(): void {
    if (this.#ending || this.#over) return;
    this.#ending = true;
    this.#endWhenEmpty();
  }

  grant(bytes: number): void {
    if (this.#over) return;
    this.#creditBytes += bytes;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      first.bytes = this.#sendAllowed(first.bytes);
      if (first.bytes.length > 0) return;
      this.#waiting.shift();
      first.resolve();
    }
    this.#endWhenEmpty();
  }

  /** Resolves when nothing waits for credit any more. */
  drained(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ bytes: new Uint8Array(0), resolve, reject }));
  }

  /** The stream is over. Without an error what still waits counts as written: nobody is there to read it. */
  finish(error?: Error): void {
    this.#over = true;
    this.#error = error;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { resolve, reject } of waiting) {
      if (error) reject(error);
      else resolve();
    }
  }

  #sendAllowed(bytes: Uint8Array): Uint8Array {
    while (bytes.length > 0 && this.#creditBytes > 0) {
      const piece = bytes.subarray(0, Math.min(bytes.length, this.#creditBytes, MAX_PAYLOAD_BYTES));
      this.#creditBytes -= piece.length;
      this.#send(piece);
      bytes = bytes.subarray(piece.length);
    }
    return bytes;
  }

  #endWhenEmpty(): void {
    if (!this.#ending || this.#over || this.#waiting.length > 0) return;
    this.#over = true;
    this.#sendEnd();
  }
}
