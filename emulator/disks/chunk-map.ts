import { SlipwayError } from '../errors.ts';
import type { StoreFile } from './store.ts';

/**
 * Where the data disk's blocks lie in its file:
 *
 *   header  4,096 bytes: u32 magic · u32 version · u32 chunkBytes · u32 chunkCount, zeros; written when all else is made
 *   table   chunkCount entries of 8 bytes: u32 slot + 1 (0: none) · u32 written, a bit for each 4 KB block
 *   slots   chunkBytes each, given out in the order of first writes
 *
 * An entry is 8 aligned bytes, so it never spans a sector and is written whole or not at all. A block whose bit is
 * not set reads as zeros, whatever its slot holds: a crash between data and entry loses only the write under way.
 * No journal is needed: entries are only ever added to, never moved.
 */
const MAGIC = 0x44444c53; // "SLDD"
const VERSION = 1;
const HEADER_BYTES = 4096;
const ENTRY_BYTES = 8;

export const BLOCK_BYTES = 4096;
/**
 * 64 KB chunks: the table of 16 GB is 2 MB, read in one go; with 16 KB chunks it would be 8 MB.
 */
export const BLOCKS_PER_CHUNK = 16;
const CHUNK_BYTES = BLOCK_BYTES * BLOCKS_PER_CHUNK;

export class ChunkMap {
  readonly diskBytes: number;
  private readonly slotsAt: number;

  private constructor(
    private readonly file: StoreFile,
    /** Two words a chunk, as in the file. */
    private readonly table: Uint32Array,
    private nextSlot: number,
  ) {
    const chunkCount = table.length / 2;
    this.diskBytes = chunkCount * CHUNK_BYTES;
    this.slotsAt = alignUp(HEADER_BYTES + chunkCount * ENTRY_BYTES, CHUNK_BYTES);
  }

  /** An empty map in an empty file. It is no disk before `finish`. */
  static create(file: StoreFile, diskBytes: number): ChunkMap {
    const map = new ChunkMap(file, new Uint32Array(Math.ceil(diskBytes / CHUNK_BYTES) * 2), 0);
    file.truncate(map.slotsAt);
    return map;
  }

  finish(): void {
    this.file.flush();
    const header = new Uint32Array([MAGIC, VERSION, CHUNK_BYTES, this.table.length / 2]);
    this.file.write(new Uint8Array(header.buffer), 0);
    this.file.flush();
  }

  /** Undefined for a file that holds no finished disk. Error 'corrupt' when two chunks claim one slot. */
  static load(file: StoreFile): ChunkMap | undefined {
    const header = new Uint32Array(4);
    file.read(new Uint8Array(header.buffer), 0);
    const [magic, version, chunkBytes, chunkCount = 0] = header;
    if (magic !== MAGIC) return undefined;
    if (version !== VERSION || chunkBytes !== CHUNK_BYTES) {
      throw new SlipwayError('corrupt', `the data disk has another format (version ${version})`);
    }
    const table = new Uint32Array(chunkCount * 2);
    file.read(new Uint8Array(table.buffer), HEADER_BYTES);
    const used = new Set<number>();
    let nextSlot = 0;
    for (let i = 0; i < table.length; i += 2) {
      const slot = table[i]! - 1;
      if (slot < 0) continue;
      if (used.has(slot)) throw new SlipwayError('corrupt', 'the map of the data disk is damaged');
      used.add(slot);
      nextSlot = Math.max(nextSlot, slot + 1);
    }
    return new ChunkMap(file, table, nextSlot);
  }

  /** The longest run from `at` that lies in one piece in the file, or (fileAt undefined) reads as zeros. */
  runAt(at: number, length: number): { fileAt: number | undefined; length: number } {
    let block = Math.floor(at / BLOCK_BYTES);
    const fileAt = this.fileBlock(block);
    const start = fileAt === undefined ? undefined : fileAt + (at - block * BLOCK_BYTES);
    let runBytes = (block + 1) * BLOCK_BYTES - at;
    while (runBytes < length) {
      const next = this.fileBlock(++block);
      if (next !== (start === undefined ? undefined : start + runBytes)) break;
      runBytes += BLOCK_BYTES;
    }
    return { fileAt: start, length: Math.min(runBytes, length) };
  }

  /** The slot of the block's chunk; a new one is reserved in memory only until `commit`. */
  slotFor(block: number): number {
    const slot = this.table[chunkOf(block) * 2]! - 1;
    return slot >= 0 ? slot : this.nextSlot;
  }

  addressOf(slot: number, block: number): number {
    return this.slotsAt + slot * CHUNK_BYTES + (block % BLOCKS_PER_CHUNK) * BLOCK_BYTES;
  }

  hasAny(firstBlock: number, count: number): boolean {
    return (this.table[chunkOf(firstBlock) * 2 + 1]! & maskOf(firstBlock, count)) !== 0;
  }

  /** Records that `count` blocks of one chunk, from `firstBlock`, are in `slot`. */
  commit(slot: number, firstBlock: number, count: number): void {
    const at = chunkOf(firstBlock) * 2;
    const written = this.table[at + 1]! | maskOf(firstBlock, count);
    if (this.table[at] === slot + 1 && this.table[at + 1] === written) return;
    const entry = new Uint32Array([slot + 1, written]);
    this.file.write(new Uint8Array(entry.buffer), HEADER_BYTES + at * 4);
    this.table.set(entry, at);
    this.nextSlot = Math.max(this.nextSlot, slot + 1);
  }

  private fileBlock(block: number): number | undefined {
    return this.hasAny(block, 1) ? this.addressOf(this.table[chunkOf(block) * 2]! - 1, block) : undefined;
  }
}

function chunkOf(block: number): number {
  return Math.floor(block / BLOCKS_PER_CHUNK);
}

function maskOf(firstBlock: number, count: number): number {
  return ((1 << count) - 1) << (firstBlock % BLOCKS_PER_CHUNK);
}

function alignUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
