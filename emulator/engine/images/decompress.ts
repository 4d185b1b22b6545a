import { Decompress } from 'fzstd';
import { SlipwayError } from '../../errors.ts';
import { MediaType } from '../../registry/types.ts';

/** Undoes a layer's compression by its magic bytes, whatever its media type says (as containerd does). */
export function decompressor(firstBytes: Uint8Array): TransformStream<Uint8Array, Uint8Array> {
  const type = compressedType(firstBytes);
  if (type === MediaType.OCI_LAYER_GZIP) return gunzip();
  return type === MediaType.OCI_LAYER_ZSTD ? unzstd() : new TransformStream();
}

/** The media type of a layer that begins so; undefined for one that is not compressed. */
export function compressedType([a, b, c, d]: Uint8Array): string | undefined {
  if (a === 0x1f && b === 0x8b) return MediaType.OCI_LAYER_GZIP;
  return a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd ? MediaType.OCI_LAYER_ZSTD : undefined;
}

/** The stream without its compression, if it has one. */
export async function decompressed(source: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const reader = source.getReader();
  const first = await reader.read();
  const whole = new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(first.value);
    },
    async pull(controller) {
      const { value, done } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return first.done ? whole : whole.pipeThrough(decompressor(first.value));
}

function gunzip(): TransformStream<Uint8Array, Uint8Array> {
  const stream = new DecompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>;
  return stream;
}

function unzstd(): TransformStream<Uint8Array, Uint8Array> {
  let decoder: Decompress;
  const corrupt = (cause: unknown) => new SlipwayError('corrupt', `zstd: ${(cause as Error).message}`, { cause });
  return new TransformStream({
    start(controller) {
      decoder = new Decompress((bytes) => controller.enqueue(bytes));
    },
    transform(bytes) {
      try {
        decoder.push(bytes);
      } catch (cause) {
        throw corrupt(cause);
      }
    },
    flush() {
      try {
        decoder.push(new Uint8Array(), true);
      } catch (cause) {
        throw corrupt(cause);
      }
    },
  });
}
