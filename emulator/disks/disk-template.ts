import { SlipwayError } from '../errors.ts';

/** The bytes "SLPT". */
const MAGIC = 0x54504c53;
export const TEMPLATE_BLOCK_BYTES = 4096;
const HEADER_BYTES = 12;

/** The blocks of an empty file system that are not all zeros, in ascending order. */
export interface DiskTemplate {
  readonly blockIndexes: Uint32Array;
  /** The bytes of block number i of the template (not of the disk). */
  block(i: number): Uint8Array;
}

/**
 * Packs a disk image for a new data disk:
 * u32 magic · u32 blockBytes (4096) · u32 count · u32 blockIndex[count] · blocks. Little-endian.
 */
export function packTemplate(image: Uint8Array): Uint8Array {
  const used: number[] = [];
  for (let index = 0; index * TEMPLATE_BLOCK_BYTES < image.length; index++) {
    if (!isZero(blockAt(image, index))) used.push(index);
  }
  return packBlocks(used.map((index) => ({ index, bytes: blockAt(image, index) })));
}

/** As packTemplate, for an image too big for memory: the caller reads it, leaves zero blocks out, keeps the order. */
export function packBlocks(blocks: readonly { index: number; bytes: Uint8Array }[]): Uint8Array {
  const dataAt = HEADER_BYTES + blocks.length * 4;
  const packed = new Uint8Array(dataAt + blocks.length * TEMPLATE_BLOCK_BYTES);
  const view = new DataView(packed.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, TEMPLATE_BLOCK_BYTES, true);
  view.setUint32(8, blocks.length, true);
  blocks.forEach(({ index, bytes }, i) => {
    view.setUint32(HEADER_BYTES + i * 4, index, true);
    packed.set(bytes, dataAt + i * TEMPLATE_BLOCK_BYTES);
  });
  return packed;
}

/** Error 'corrupt' when it is not what packTemplate makes. */
export function parseTemplate(packed: Uint8Array): DiskTemplate {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) {
    throw new SlipwayError('corrupt', 'not a disk template');
  }
  const count = view.getUint32(8, true);
  const dataAt = HEADER_BYTES + count * 4;
  if (view.getUint32(4, true) !== TEMPLATE_BLOCK_BYTES || packed.length !== dataAt + count * TEMPLATE_BLOCK_BYTES) {
    throw new SlipwayError('corrupt', 'the disk template is cut short or of another version');
  }
  const blockIndexes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    blockIndexes[i] = view.getUint32(HEADER_BYTES + i * 4, true);
    if (i > 0 && blockIndexes[i]! <= blockIndexes[i - 1]!) {
      throw new SlipwayError('corrupt', 'the blocks of the disk template are out of order');
    }
  }
  return {
    blockIndexes,
    block: (i) => packed.subarray(dataAt + i * TEMPLATE_BLOCK_BYTES, dataAt + (i + 1) * TEMPLATE_BLOCK_BYTES),
  };
}

function blockAt(image: Uint8Array, index: number): Uint8Array {
  const block = image.subarray(index * TEMPLATE_BLOCK_BYTES, (index + 1) * TEMPLATE_BLOCK_BYTES);
  if (block.length === TEMPLATE_BLOCK_BYTES) return block;
  const padded = new Uint8Array(TEMPLATE_BLOCK_BYTES);
  padded.set(block);
  return padded;
}

export function isZero(bytes: Uint8Array): boolean {
  // Whole words where alignment allows: this runs over every block the guest writes.
  if (bytes.byteOffset % 4 === 0 && bytes.length % 4 === 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
    return true;
  }
  return bytes.every((byte) => byte === 0);
}
