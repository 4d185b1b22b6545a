import { Gunzip } from 'fflate';
import { Decompress } from 'fzstd';
import { SlipwayError } from '../../errors.ts';
import { MediaType } from '../../registry/types.ts';
import type { Guest } from '../guest.ts';
import { decompressedByGuest, guestProgramFor } from './guest-decompress.ts';

/**
 * Undoes a layer's compression by its magic bytes, whatever its media type says (as containerd does). Of gzip a browser
 * takes one member only; `decompressed` and `gunzipMembers` take all.
 */
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

/** The stream without its compression, if it has one; with a guest bzip2 and xz, too. */
export async function decompressed(
  source: ReadableStream<Uint8Array>,
  guest?: Pick<Guest, 'spawn'>,
): Promise<ReadableStream<Uint8Array>> {
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
  if (first.done) return whole;
  const program = guestProgramFor(first.value);
  if (guest && program !== undefined) return decompressedByGuest(guest, program, whole);
  const isGzip = compressedType(first.value) === MediaType.OCI_LAYER_GZIP;
  return whole.pipeThrough(isGzip ? await gunzipMembers() : decompressor(first.value));
}

/** The platform's own, which is fast. A browser's takes one member and refuses what follows (Compression Streams, 4.2). */
function gunzip(): TransformStream<Uint8Array, Uint8Array> {
  return new DecompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>;
}

let readsMembers: Promise<boolean> | undefined;

/** Two empty members in a row. */
const TWO_MEMBERS = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** gzip of any number of members (RFC 1952, 2.2): by the platform where it can, else in JavaScript. */
export async function gunzipMembers(): Promise<TransformStream<Uint8Array, Uint8Array>> {
  readsMembers ??= new Response(
    new Blob([Uint8Array.from([...TWO_MEMBERS, ...TWO_MEMBERS])]).stream().pipeThrough(gunzip()),
  )
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  return (await readsMembers) ? gunzip() : gunzipInScript();
}

/** Checks no checksum: what it gives is held against a digest, or is an archive that says itself when it is broken. */
export function gunzipInScript(): TransformStream<Uint8Array, Uint8Array> {
  let decoder: Gunzip;
  const push = (bytes: Uint8Array, isLast: boolean) => {
    try {
      decoder.push(bytes, isLast);
    } catch (cause) {
      throw new SlipwayError('corrupt', isLast ? 'unexpected EOF' : `gzip: ${(cause as Error).message}`, { cause });
    }
  };
  return new TransformStream({
    start(controller) {
      decoder = new Gunzip((bytes) => {
        if (bytes.length > 0) controller.enqueue(bytes);
      });
    },
    transform: (bytes) => push(bytes, false),
    flush: () => push(new Uint8Array(), true),
  });
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
