import { SlipwayError } from '../errors.ts';
import type { BlockDevice } from './block-device.ts';
import { BLOCK_BYTES, BLOCKS_PER_CHUNK, ChunkMap } from './chunk-map.ts';
import { isZero, parseTemplate } from './disk-template.ts';
import type { Store, StoreFile } from './store.ts';

/** Flushed to the medium after this much, or this long after the last write, whichever is first. */
const FLUSH_AFTER_BYTES = 16 * 1024 * 1024;
const FLUSH_AFTER_MS = 500;
/** What the disk keeps in memory once the store is full, before it refuses writes. */
const HELD_BYTES_MAX = 32 * 1024 * 1024;

export interface DataDiskOptions {
  readonly store: Store;
  /** The file in the store; default 'data.disk'. */
  readonly name?: string;
  /** Of a new disk; default 16 GiB. An existing one keeps its own. */
  readonly sizeBytes?: number;
  /** What `packTemplate` made: an empty ext4. Written to a new disk only, so a later template cannot harm an old disk. */
  readonly template?: Uint8Array;
  /** The store has no room for what the guest wrote; called once each time it fills up. */
  readonly onFull?: (error: SlipwayError) => void;
}

/**
 * The writable disk. Behaves at a crash as a disk does at a power cut: every write that returned before a crash of the tab
 * or the process is there after it, in order; after a crash of the whole computer, every write before the last
 * flush is, and of those after it each 4 KB block may or may not be.
 *
 * When the store is full, the image in the store stays as it is at that moment (so it is consistent), and up to
 * 32 MB of later writes are kept in memory and tried again, in order, with each write and flush. Beyond that
 * write() throws 'storage-full', which the machine reports to the guest as an I/O error: ext4 then goes
 * read-only instead of on with half of its blocks.
 */
export async function openDataDisk(options: DataDiskOptions): Promise<DataDisk> {
  const name = options.name ?? 'data.disk';
  const file = await options.store.open(name, 'write');
  try {
    const existing = ChunkMap.load(file);
    if (existing) return new DataDisk(file, existing, options.onFull);
    // Missing, or its making was interrupted: the header is written last.
    file.truncate(0);
    const map = ChunkMap.create(file, options.sizeBytes ?? 16 * 1024 ** 3);
    const disk = new DataDisk(file, map, options.onFull);
    if (options.template) disk.importTemplate(options.template);
    map.finish();
    return disk;
  } catch (cause) {
    file.close();
    throw cause;
  }
}

/** Whether the store has a data disk whose making was finished. */
export async function hasDataDisk(store: Store, name = 'data.disk'): Promise<boolean> {
  if (!(await store.exists(name))) return false;
  const file = await store.open(name, 'read');
  try {
    return ChunkMap.load(file) !== undefined;
  } finally {
    file.close();
  }
}

export class DataDisk implements BlockDevice {
  readonly sizeBytes: number;
  private readonly held: { at: number; bytes: Uint8Array }[] = [];
  private heldBytes = 0;
  private unflushedBytes = 0;
  private flushTimer: ReturnType<typeof setTimeout> | undefined;
  private failure: unknown;
  private closed = false;

  constructor(
    private readonly file: StoreFile,
    private readonly map: ChunkMap,
    private readonly onFull: ((error: SlipwayError) => void) | undefined,
  ) {
    this.sizeBytes = map.diskBytes;
  }

  /** True while writes are kept in memory because the store is full. */
  get isFull(): boolean {
    return this.held.length > 0;
  }

  read(at: number, length: number): Uint8Array {
    this.checkRange(at, length);
    const out = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const run = this.map.runAt(at + done, length - done);
      if (run.fileAt !== undefined) this.file.read(out.subarray(done, done + run.length), run.fileAt);
      done += run.length;
    }
    for (const write of this.held) overlay(out, at, write.bytes, write.at);
    return out;
  }

  write(at: number, bytes: Uint8Array): void {
    this.checkRange(at, bytes.length);
    this.throwFailure();
    if (this.held.length > 0 && !this.retryHeld()) return this.hold(at, bytes);
    try {
      this.store(at, bytes);
    } catch (error) {
      if (!isFull(error)) throw error;
      this.hold(at, bytes);
      this.onFull?.(error);
    }
  }

  /** Everything written so far reaches the medium (fsync). The machine calls it for the guest's FLUSH CACHE. */
  flush(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    this.throwFailure();
    if (this.held.length > 0) this.retryHeld();
    if (this.unflushedBytes === 0) return;
    this.file.flush();
    this.unflushedBytes = 0;
  }

  close(): void {
    if (this.closed) return;
    try {
      this.flush();
    } finally {
      this.closed = true;
      this.file.close();
    }
  }

  importTemplate(packed: Uint8Array): void {
    const template = parseTemplate(packed);
    template.blockIndexes.forEach((index, i) => {
      this.checkRange(index * BLOCK_BYTES, BLOCK_BYTES);
      this.store(index * BLOCK_BYTES, template.block(i));
    });
  }

  /** Data first, then the map: a crash in between leaves a slot unused, never a block pointing at nothing. */
  private store(at: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const block = Math.floor((at + done) / BLOCK_BYTES);
      const offset = at + done - block * BLOCK_BYTES;
      if (offset !== 0 || bytes.length - done < BLOCK_BYTES) {
        const size = Math.min(BLOCK_BYTES - offset, bytes.length - done);
        this.storePart(block, offset, bytes.subarray(done, done + size));
        done += size;
        continue;
      }
      const inChunk = BLOCKS_PER_CHUNK - (block % BLOCKS_PER_CHUNK);
      const count = Math.min(inChunk, Math.floor((bytes.length - done) / BLOCK_BYTES));
      this.storeBlocks(block, bytes.subarray(done, done + count * BLOCK_BYTES));
      done += count * BLOCK_BYTES;
    }
    this.countUnflushed(bytes.length);
  }

  /** Whole blocks within one chunk. */
  private storeBlocks(firstBlock: number, bytes: Uint8Array): void {
    const count = bytes.length / BLOCK_BYTES;
    if (!this.map.hasAny(firstBlock, count) && isZero(bytes)) return; // reads as zeros already
    const slot = this.map.slotFor(firstBlock);
    this.file.write(bytes, this.map.addressOf(slot, firstBlock));
    this.map.commit(slot, firstBlock, count);
  }

  /** Part of a block: an unmapped one becomes whole, its other bytes zeros. */
  private storePart(block: number, offset: number, bytes: Uint8Array): void {
    if (this.map.hasAny(block, 1)) {
      this.file.write(bytes, this.map.addressOf(this.map.slotFor(block), block) + offset);
      return;
    }
    const whole = new Uint8Array(BLOCK_BYTES);
    whole.set(bytes, offset);
    this.storeBlocks(block, whole);
  }

  private hold(at: number, bytes: Uint8Array): void {
    if (this.heldBytes + bytes.length > HELD_BYTES_MAX) {
      throw new SlipwayError('storage-full', 'no space left on device');
    }
    this.held.push({ at, bytes: bytes.slice() });
    this.heldBytes += bytes.length;
  }

  private retryHeld(): boolean {
    try {
      for (let first = this.held[0]; first; first = this.held[0]) {
        this.store(first.at, first.bytes);
        this.held.shift();
        this.heldBytes -= first.bytes.length;
      }
      return true;
    } catch (error) {
      if (!isFull(error)) throw error;
      return false;
    }
  }

  private countUnflushed(bytes: number): void {
    this.unflushedBytes += bytes;
    if (this.unflushedBytes >= FLUSH_AFTER_BYTES) return this.flush();
    // Not moved with every write: that would be a timer call for each of the guest's blocks.
    this.flushTimer ??= setTimeout(() => this.flushLater(), FLUSH_AFTER_MS);
  }

  /** From the timer, where nobody can catch: an error is kept for whoever writes or flushes next. */
  private flushLater(): void {
    this.flushTimer = undefined;
    if (this.closed) return;
    try {
      this.flush();
    } catch (error) {
      this.failure = error;
    }
  }

  private throwFailure(): void {
    const failure = this.failure;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
  }

  private checkRange(at: number, length: number): void {
    if (this.closed) throw new SlipwayError('internal', 'the data disk is closed');
    if (at < 0 || at + length > this.sizeBytes)
      throw new SlipwayError('internal', `beyond the disk's end: ${at}+${length}`);
  }
}

function isFull(error: unknown): error is SlipwayError {
  return error instanceof SlipwayError && error.kind === 'storage-full';
}

/** Copies what `bytes`, which lie at `bytesAt` of the disk, say about `out`, which lies at `outAt`. */
function overlay(out: Uint8Array, outAt: number, bytes: Uint8Array, bytesAt: number): void {
  const from = Math.max(outAt, bytesAt);
  const to = Math.min(outAt + out.length, bytesAt + bytes.length);
  if (from < to) out.set(bytes.subarray(from - bytesAt, to - bytesAt), from - outAt);
}
