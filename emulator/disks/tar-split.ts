import { corrupt } from './tar-header.ts';
import type { TarEntry, TarSink } from './tar-reader.ts';
import { TarReader } from './tar-reader.ts';

/** A piece of a layer's image. */
export interface ImageRange {
  readonly at: number;
  readonly length: number;
}

/** Writes an image from an archive, and says where the data of the entry before goes: [] when it is not kept. */
export interface ImageWriter extends TarSink {
  readonly dataPlaces: readonly ImageRange[];
}

/** A record has no more of the archive than this, so that a reader needs little at a time. */
const MAX_LITERAL_BYTES = 64 * 1024;
/** u32 bytes of the literal · u32 ranges that follow it. */
const RECORD_BYTES = 8;
/** u64 at · u64 length */
const RANGE_BYTES = 16;
/** What the compressor is given at a time. */
const BATCH_BYTES = 64 * 1024;
/** What an archive is given back in. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Unpacks an archive into an image and keeps what the image has not: headers, padding and the end, as they stood, and
 * where the files' data between them went. `joinTar` makes the same bytes of both again; so a layer needs no archive
 * beside it (what Docker's tar-split is for).
 *
 * Kept are records, gzipped together: a literal, then the ranges of the image that follow it in the archive.
 */
export class TarSplitter implements TarSink {
  private readonly tar = new TarReader(this);
  private readonly compressor = new CompressionStream('gzip');
  private readonly input = (this.compressor.writable as WritableStream<Uint8Array>).getWriter();
  private readonly compressed: Promise<ArrayBuffer>;
  /** Records on their way to the compressor. */
  private batch = new Uint8Array(BATCH_BYTES);
  private filled = 0;
  /** What is pushed now, and where in it the next literal begins. */
  private chunk = new Uint8Array(0);
  private literalAt = 0;
  /** The next data is the first of its entry. */
  private beginsData = false;

  constructor(private readonly image: ImageWriter) {
    this.compressed = new Response(this.compressor.readable).arrayBuffer();
    this.compressed.catch(() => {}); // of one that was given up
  }

  push(chunk: Uint8Array): void {
    this.chunk = chunk as Uint8Array<ArrayBuffer>;
    this.literalAt = 0;
    this.tar.push(chunk);
    this.literal(chunk.length, []);
  }

  /** The archive is over; errors as TarReader.end's. */
  end(): void {
    this.tar.end();
  }

  /** After `end`: what `joinTar` needs. */
  async finish(): Promise<Uint8Array> {
    this.flush();
    await this.input.close();
    return new Uint8Array(await this.compressed);
  }

  /** Gives up. */
  abort(): void {
    this.input.abort().catch(() => {});
  }

  entry(entry: TarEntry): void {
    this.image.entry(entry);
    this.beginsData = true;
  }

  data(bytes: Uint8Array): void {
    this.image.data(bytes);
    const places = this.image.dataPlaces;
    if (places.length === 0) return;
    // The reader hands on pieces of what it was given.
    const at = bytes.byteOffset - this.chunk.byteOffset;
    if (this.beginsData) this.literal(at, places);
    this.beginsData = false;
    this.literalAt = at + bytes.length;
  }

  private literal(end: number, ranges: readonly ImageRange[]): void {
    while (end - this.literalAt > MAX_LITERAL_BYTES) this.record(this.literalAt + MAX_LITERAL_BYTES, []);
    if (end > this.literalAt || ranges.length > 0) this.record(end, ranges);
  }

  private record(end: number, ranges: readonly ImageRange[]): void {
    const literal = this.chunk.subarray(this.literalAt, end);
    this.literalAt = end;
    const head = new Uint8Array(RECORD_BYTES);
    const places = new Uint8Array(ranges.length * RANGE_BYTES);
    const view = new DataView(head.buffer);
    view.setUint32(0, literal.length, true);
    view.setUint32(4, ranges.length, true);
    const placesView = new DataView(places.buffer);
    for (const [index, { at, length }] of ranges.entries()) {
      placesView.setBigUint64(index * RANGE_BYTES, BigInt(at), true);
      placesView.setBigUint64(index * RANGE_BYTES + 8, BigInt(length), true);
    }
    for (const part of [head, literal, places]) this.put(part);
  }

  private put(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const piece = bytes.subarray(done, done + BATCH_BYTES - this.filled);
      this.batch.set(piece, this.filled);
      this.filled += piece.length;
      done += piece.length;
      if (this.filled === BATCH_BYTES) this.flush();
    }
  }

  private flush(): void {
    if (this.filled === 0) return;
    // It fails only when it is given up.
    this.input.write(this.batch.subarray(0, this.filled)).catch(() => {});
    this.batch = new Uint8Array(BATCH_BYTES);
    this.filled = 0;
  }
}

/**
 * The archive that a TarSplitter was given, byte for byte. Errors 'corrupt' in the stream when `split` is damaged.
 *
 * @param split what `finish` returned
 * @param read fills `into` with bytes of the image
 */
export function joinTar(split: Uint8Array, read: (at: number, into: Uint8Array) => void): ReadableStream<Uint8Array> {
  const chunks = joined(split, read);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await chunks.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}

async function* joined(
  split: Uint8Array,
  read: (at: number, into: Uint8Array) => void,
): AsyncGenerator<Uint8Array, undefined> {
  let out = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  for await (const { literal, ranges } of recordsOf(split)) {
    for (let done = 0; done < literal.length;) {
      const piece = literal.subarray(done, done + CHUNK_BYTES - filled);
      out.set(piece, filled);
      filled += piece.length;
      done += piece.length;
      if (filled < CHUNK_BYTES) continue;
      yield out;
      out = new Uint8Array(CHUNK_BYTES);
      filled = 0;
    }
    for (const { at, length } of ranges) {
      for (let done = 0; done < length;) {
        const size = Math.min(length - done, CHUNK_BYTES - filled);
        read(at + done, out.subarray(filled, filled + size));
        filled += size;
        done += size;
        if (filled < CHUNK_BYTES) continue;
        yield out;
        out = new Uint8Array(CHUNK_BYTES);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield out.subarray(0, filled);
  return undefined;
}

interface SplitRecord {
  readonly literal: Uint8Array;
  readonly ranges: readonly ImageRange[];
}

async function* recordsOf(split: Uint8Array): AsyncGenerator<SplitRecord, void> {
  const stream = new Blob([split as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = (stream as ReadableStream<Uint8Array>).getReader();
  let rest = new Uint8Array(0);
  try {
    for (;;) {
      const { value, done } = await reader.read().catch((cause: unknown) => {
        throw corrupt(`the layer's headers are damaged: ${(cause as Error).message}`);
      });
      if (done) break;
      const bytes = new Uint8Array(rest.length + value.length);
      bytes.set(rest);
      bytes.set(value, rest.length);
      let at = 0;
      for (let record = recordAt(bytes, at); record; record = recordAt(bytes, at)) {
        at += RECORD_BYTES + record.literal.length + record.ranges.length * RANGE_BYTES;
        yield record;
      }
      rest = bytes.subarray(at);
    }
    if (rest.length > 0) throw corrupt("the layer's headers are damaged: unexpected EOF");
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Undefined when it is not whole yet. */
function recordAt(bytes: Uint8Array, at: number): SplitRecord | undefined {
  if (bytes.length - at < RECORD_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const literalBytes = view.getUint32(at, true);
  const count = view.getUint32(at + 4, true);
  const rangesAt = at + RECORD_BYTES + literalBytes;
  if (rangesAt + count * RANGE_BYTES > bytes.length) return undefined;
  const ranges = Array.from({ length: count }, (_, index) => ({
    at: Number(view.getBigUint64(rangesAt + index * RANGE_BYTES, true)),
    length: Number(view.getBigUint64(rangesAt + index * RANGE_BYTES + 8, true)),
  }));
  return { literal: bytes.subarray(at + RECORD_BYTES, rangesAt), ranges };
}
