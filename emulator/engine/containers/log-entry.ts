import type { OutputStream } from '../raw-stream.ts';

/** One line (its newline included), or a part of a line longer than 16 KB. */
export interface LogEntry {
  readonly stream: OutputStream;
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  readonly bytes: Uint8Array;
}

/**
 * On disk, integers big-endian: u8 stream (1 stdout, 2 stderr) · three zero bytes · u32 size of the whole entry ·
 * u64 nanoseconds · bytes · u32 size again, so that the log can be walked backwards.
 */
const HEADER_BYTES = 16;
export const ENTRY_OVERHEAD_BYTES = HEADER_BYTES + 4;

export function encodeEntry(
  stream: OutputStream,
  ns: bigint,
  parts: readonly Uint8Array[],
  sizeBytes: number,
): Uint8Array {
  const size = ENTRY_OVERHEAD_BYTES + sizeBytes;
  const entry = new Uint8Array(size);
  const view = new DataView(entry.buffer);
  entry[0] = stream === 'stdout' ? 1 : 2;
  view.setUint32(4, size);
  view.setBigUint64(8, ns);
  let at = HEADER_BYTES;
  for (const part of parts) {
    entry.set(part, at);
    at += part.length;
  }
  view.setUint32(size - 4, size);
  return entry;
}

/** Of the entry that begins at bytes[0]; never less than the overhead. */
export function entrySizeAt(bytes: Uint8Array): number {
  return Math.max(new DataView(bytes.buffer, bytes.byteOffset).getUint32(4), ENTRY_OVERHEAD_BYTES);
}

export function decodeEntry(bytes: Uint8Array): LogEntry {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    stream: bytes[0] === 1 ? 'stdout' : 'stderr',
    ns: view.getBigUint64(8),
    bytes: bytes.subarray(HEADER_BYTES, bytes.length - 4),
  };
}
