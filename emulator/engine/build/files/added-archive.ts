import { decompressed } from '../../images/decompress.ts';
import type { Guest } from '../../guest.ts';
import { readArchive, type ArchiveTree } from './archive-tree.ts';

const BLOCK_BYTES = 512;

/**
 * Whether ADD unpacks a file: it begins as a tar archive does, after its compression is undone, whatever its name
 * (moby: isArchivePath).
 */
export async function isTarArchive(bytes: Uint8Array, guest: Guest): Promise<boolean> {
  if (bytes.length === 0) return false;
  const reader = (await decompressed(streamOf(bytes), guest)).getReader();
  const header = new Uint8Array(BLOCK_BYTES);
  let length = 0;
  try {
    while (length < BLOCK_BYTES) {
      const { value, done } = await reader.read();
      if (done) return false;
      const part = value.subarray(0, BLOCK_BYTES - length);
      header.set(part, length);
      length += part.length;
    }
  } catch {
    // What only looked like something compressed is a file as any.
    return false;
  } finally {
    await reader.cancel().catch(() => {});
  }
  return isTarHeader(header);
}

/** Errors: 'corrupt'. */
export async function unpackedTree(bytes: Uint8Array, guest: Guest): Promise<ArchiveTree> {
  return readArchive(await decompressed(streamOf(bytes), guest));
}

/** By its checksum, with the field of the checksum as spaces: old archives have no magic. */
function isTarHeader(header: Uint8Array): boolean {
  const stored = String.fromCharCode(...header.subarray(148, 156));
  const checksum = parseInt(stored.replace(/[\0 ].*$/s, '').trim() || stored.trim(), 8);
  return checksum === header.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 0x20 : byte), 0);
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
}
