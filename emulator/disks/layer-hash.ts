import { createSHA256, type IHasher } from 'hash-wasm';

/** Held in memory at most, of each layer under way. */
const WHOLE_BYTES = 16 * 1024 * 1024;

/**
 * SHA-256 of bytes that come in pieces. The platform's own is many times as fast as any in WebAssembly, and does it on
 * another thread, but takes bytes whole only: what is not large waits for its end.
 */
export class LayerHash {
  private waiting: Uint8Array[] | undefined = [];
  private waitingBytes = 0;

  private constructor(private readonly hasher: IHasher) {
    // Missing where the page is served without TLS from another host than localhost.
    if (globalThis.crypto?.subtle === undefined) this.waiting = undefined;
  }

  static async create(): Promise<LayerHash> {
    return new LayerHash(await createSHA256());
  }

  /** The bytes may be changed afterwards. */
  update(bytes: Uint8Array): void {
    if (this.waiting && this.waitingBytes + bytes.length > WHOLE_BYTES) {
      for (const piece of this.waiting) this.hasher.update(piece);
      this.waiting = undefined;
    }
    if (!this.waiting) return void this.hasher.update(bytes);
    this.waiting.push(bytes.slice());
    this.waitingBytes += bytes.length;
  }

  /** In hex. Call it once. */
  async digest(): Promise<string> {
    if (!this.waiting) return this.hasher.digest('hex');
    const whole = new Uint8Array(this.waitingBytes);
    let at = 0;
    for (const piece of this.waiting) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.waiting = undefined;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
