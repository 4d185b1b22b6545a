import { joined } from '../../bytes.ts';
import { CliError } from '../errors.ts';

type Sink = (bytes: Uint8Array) => Promise<void>;

/**
 * Splits the stream of a container without a tty: frames of 8 bytes header (stream number, three zeros, length as a
 * big-endian 32-bit number) and payload (Engine API, ContainerAttach, "Stream format"). Resolves at its end.
 */
export async function copyMultiplexed(source: ReadableStream<Uint8Array>, stdout: Sink, stderr: Sink): Promise<void> {
  const header = new Uint8Array(8);
  let headerLength = 0;
  let remaining = 0;
  let sink = stdout;
  let failure: Uint8Array[] | undefined;

  const startFrame = (): void => {
    remaining = new DataView(header.buffer).getUint32(4);
    headerLength = 0;
    const stream = header[0] ?? 0;
    if (stream > 3) throw new CliError(`Unrecognized input header: ${stream}`);
    if (stream === 3) failure = [];
    sink = stream === 2 ? stderr : stdout;
  };

  for await (const chunk of iterate(source)) {
    let offset = 0;
    const gathered = new Gathered();
    while (offset < chunk.length) {
      if (remaining === 0) {
        const taken = chunk.subarray(offset, offset + 8 - headerLength);
        header.set(taken, headerLength);
        headerLength += taken.length;
        offset += taken.length;
        if (headerLength === 8) startFrame();
        continue;
      }
      const payload = chunk.subarray(offset, offset + remaining);
      remaining -= payload.length;
      offset += payload.length;
      if (failure) failure.push(payload.slice());
      else await gathered.add(sink, payload);
      if (failure && remaining === 0) {
        await gathered.deliver();
        throw new CliError(`error from daemon in stream: ${await new Blob(failure as BlobPart[]).text()}`);
      }
    }
    await gathered.deliver();
  }
}

/** Neighbouring payloads for one sink become one: a thousand lines of a log are not a thousand messages. */
class Gathered {
  #sink: Sink | undefined;
  #payloads: Uint8Array[] = [];

  async add(sink: Sink, payload: Uint8Array): Promise<void> {
    if (sink !== this.#sink) await this.deliver();
    this.#sink = sink;
    this.#payloads.push(payload);
  }

  async deliver(): Promise<void> {
    const payloads = this.#payloads;
    this.#payloads = [];
    if (payloads.length > 0) await this.#sink?.(joined(payloads));
  }
}

export async function* iterate(source: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = source.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

export async function copyRaw(source: ReadableStream<Uint8Array>, sink: Sink): Promise<void> {
  for await (const chunk of iterate(source)) await sink(chunk);
}
