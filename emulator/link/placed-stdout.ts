import type { GuestProcess } from '../engine/guest.ts';
import { SlipwayError } from '../errors.ts';
import type { LentPlaces } from './placed-output.ts';
import { MAX_PLACED_BYTES } from './protocol.ts';

/** How many a program takes by turns (guest/agent/placed-output.h). */
export const OUTPUT_PLACES = 2;

const LENGTH_BYTES = 4;
const TAKEN = new Uint8Array([1]);

/**
 * A process that hands over its output in `places`, as one whose stdout it comes from; they are released when the
 * process has ended and nothing of it is left to read. Rejects as `start` does.
 */
export async function processThatPlaces(
  places: LentPlaces,
  start: (env: readonly string[]) => Promise<GuestProcess>,
  env: readonly string[],
): Promise<GuestProcess> {
  try {
    const process = await start([...env, `SLIPWAY_OUTPUT=${places.offsets.join(',')}`]);
    const pieces = new Pieces(process, places);
    const over = [process.exit, pieces.over];
    void Promise.allSettled(over).then(() => places.release());
    return { ...process, stdin: new WritableStream<Uint8Array>(), stdout: pieces.readable };
  } catch (error) {
    places.release();
    throw error;
  }
}

/** What lies in the places, in the order in which stdout tells of it. */
class Pieces {
  readonly over: Promise<void>;
  readonly readable: ReadableStream<Uint8Array>;
  readonly #lengths: ReadableStreamDefaultReader<Uint8Array>;
  readonly #acknowledge: WritableStreamDefaultWriter<Uint8Array>;
  /** Of the next length, what has come. */
  #record: number[] = [];
  #waiting = new Uint8Array(0);
  #count = 0;

  constructor(
    process: GuestProcess,
    private readonly places: LentPlaces,
  ) {
    this.#lengths = process.stdout.getReader();
    this.#acknowledge = process.stdin.getWriter();
    let end!: () => void;
    this.over = new Promise((resolve) => (end = resolve));
    this.readable = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            const piece = await this.#next();
            if (piece) return controller.enqueue(piece);
            end();
            controller.close();
          } catch (error) {
            end();
            throw error;
          }
        },
        cancel: (reason) => {
          end();
          return this.#lengths.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  async #next(): Promise<Uint8Array | undefined> {
    const length = await this.#nextLength();
    if (length === undefined) return undefined;
    if (length === 0 || length > MAX_PLACED_BYTES) {
      throw new SlipwayError('corrupt', `malformed message: a piece of ${length} bytes`);
    }
    const piece = this.places.take(this.#count++ % OUTPUT_PLACES, length);
    // It may have ended after its last.
    this.#acknowledge.write(TAKEN).catch(() => {});
    return piece;
  }

  /** Undefined at the end. */
  async #nextLength(): Promise<number | undefined> {
    while (this.#record.length < LENGTH_BYTES) {
      if (this.#waiting.length === 0) {
        const { value, done } = await this.#lengths.read();
        if (done) {
          if (this.#record.length > 0) throw new SlipwayError('corrupt', 'malformed message: unexpected end');
          return undefined;
        }
        this.#waiting = value as Uint8Array<ArrayBuffer>;
      }
      const missing = LENGTH_BYTES - this.#record.length;
      this.#record.push(...this.#waiting.subarray(0, missing));
      this.#waiting = this.#waiting.subarray(missing);
    }
    const length = new DataView(Uint8Array.from(this.#record).buffer).getUint32(0, true);
    this.#record = [];
    return length;
  }
}
