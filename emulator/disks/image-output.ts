import type { StoreFile } from './store.ts';

/** One call of the store for this much: a call costs more than copying. */
const WINDOW_BYTES = 1024 * 1024;

/** A file written from front to back in big pieces; places already passed can still be written. */
export class ImageOutput {
  private readonly window = new Uint8Array(WINDOW_BYTES);
  private windowAt = 0;
  private filled = 0;

  constructor(private readonly file: StoreFile) {}

  /** Where the next `append` goes. */
  get endAt(): number {
    return this.windowAt + this.filled;
  }

  append(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const piece = bytes.subarray(done, done + WINDOW_BYTES - this.filled);
      this.window.set(piece, this.filled);
      this.advance(piece.length);
      done += piece.length;
    }
  }

  /** Appends zeros; returns where they begin. */
  reserve(length: number): number {
    const at = this.endAt;
    for (let left = length; left > 0;) {
      const size = Math.min(left, WINDOW_BYTES - this.filled);
      this.window.fill(0, this.filled, this.filled + size);
      this.advance(size);
      left -= size;
    }
    return at;
  }

  /** `at` + length lies before `endAt`. */
  writeAt(at: number, bytes: Uint8Array): void {
    const inFile = Math.min(bytes.length, Math.max(0, this.windowAt - at));
    if (inFile > 0) this.file.write(bytes.subarray(0, inFile), at);
    if (inFile < bytes.length) this.window.set(bytes.subarray(inFile), at + inFile - this.windowAt);
  }

  flush(): void {
    if (this.filled === 0) return;
    this.file.write(this.window.subarray(0, this.filled), this.windowAt);
    this.windowAt += this.filled;
    this.filled = 0;
  }

  private advance(length: number): void {
    this.filled += length;
    if (this.filled === WINDOW_BYTES) this.flush();
  }
}
