import { SlipwayError } from '../errors.ts';
import type { RawFrame } from './frames.ts';
import { HEADER_BYTES, MAX_PAYLOAD_BYTES } from './protocol.ts';

/**
 * Cuts a byte stream into frames, however it is chunked. Throws SlipwayError 'corrupt' when the framing is lost;
 * nothing can be read from the connection after that.
 */
export class FrameParser {
  #header = new Uint8Array(HEADER_BYTES);
  #headerLength = 0;
  #payload: Uint8Array | undefined;
  #payloadLength = 0;
  readonly #onFrame: (frame: RawFrame) => void;

  /** `onFrame`'s payload is valid during the call, or for as long as the pushed chunk is left alone. */
  constructor(onFrame: (frame: RawFrame) => void) {
    this.#onFrame = onFrame;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      at += this.#payload ? this.#fillPayload(chunk, at) : this.#fillHeader(chunk, at);
    }
  }

  #fillHeader(chunk: Uint8Array, at: number): number {
    const taken = Math.min(HEADER_BYTES - this.#headerLength, chunk.length - at);
    this.#header.set(chunk.subarray(at, at + taken), this.#headerLength);
    this.#headerLength += taken;
    if (this.#headerLength < HEADER_BYTES) return taken;
    const view = new DataView(this.#header.buffer);
    const length = view.getUint32(0, true);
    if (length > MAX_PAYLOAD_BYTES) throw new SlipwayError('corrupt', `malformed frame: ${length} bytes of payload`);
    if (view.getUint16(6, true) !== 0) throw new SlipwayError('corrupt', 'malformed frame: reserved bytes are set');
    if (at + taken + length <= chunk.length) {
      // The whole payload is in this chunk: no copy.
      this.#emit(chunk.subarray(at + taken, at + taken + length));
      return taken + length;
    }
    this.#payload = new Uint8Array(length);
    this.#payloadLength = 0;
    return taken;
  }

  #fillPayload(chunk: Uint8Array, at: number): number {
    const payload = this.#payload!;
    const taken = Math.min(payload.length - this.#payloadLength, chunk.length - at);
    payload.set(chunk.subarray(at, at + taken), this.#payloadLength);
    this.#payloadLength += taken;
    if (this.#payloadLength === payload.length) this.#emit(payload);
    return taken;
  }

  #emit(payload: Uint8Array): void {
    const view = new DataView(this.#header.buffer);
    const frame = { type: view.getUint8(4), channel: view.getUint8(5), stream: view.getUint32(8, true), payload };
    this.#headerLength = 0;
    this.#payload = undefined;
    this.#onFrame(frame);
  }
}
