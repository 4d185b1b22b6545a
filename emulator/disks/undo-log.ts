import type { Store, StoreFile } from './store.ts';

/**
 * What leads back to a checkpoint, in a file of the store that only grows, record after record:
 *
 *   u32 kind · u32 payload bytes · u32 FNV-1a of the payload's words · payload
 *
 * A record is whole before what it is about is overwritten, so only the last can have been cut off; then nothing was
 * overwritten yet. Not flushed with each record: see `flush`.
 */
const KINDS = {
  /** JSON: the note. Always the first. */
  head: 1,
  /** JSON: FileEntry. They are counted from 0. */
  file: 2,
  /** u32 file · u32 number of the first block · the blocks, the last as long as it was. */
  blocks: 3,
  /** JSON: the names of the files that were removed since, in place of the list before. */
  removed: 4,
  /** Empty: nobody goes back to this checkpoint any more. */
  over: 5,
} as const;
const HEADER_BYTES = 12;
const BLOCKS_HEADER_BYTES = 8;
export const UNDO_BLOCK_BYTES = 4096;
/** In one record. */
const RUN_BLOCKS_MAX = 256;
const READ_AHEAD_BYTES = 64 * 1024;

interface FileEntry {
  readonly name: string;
  readonly exists: boolean;
  readonly sizeBytes: number;
}

/** How a file was at the checkpoint, as far as it has changed since. */
export interface FileBefore extends FileEntry {
  readonly index: number;
  /** Where in the log its changed blocks are, by their numbers. */
  readonly blocks: Map<number, number>;
}

export class UndoLog {
  note = '';
  /** Nobody goes back to it any more, but what it held on to is not all gone yet. */
  isOver = false;
  readonly files = new Map<string, FileBefore>();
  /** Files that were removed since: still in the store, as they may come back. */
  readonly removed = new Set<string>();
  /** By their index. */
  readonly #entered: FileBefore[] = [];
  #end = 0;
  /** What is behind it was written by this process. */
  #loadedEnd = 0;
  #headEnd = 0;
  #isFlushed = true;
  #ahead = { at: 0, bytes: new Uint8Array() };

  private constructor(
    readonly checkpoint: number,
    readonly name: string,
    private readonly file: StoreFile,
  ) {}

  static async create(store: Store, name: string, checkpoint: number, note: string): Promise<UndoLog> {
    const log = new UndoLog(checkpoint, name, await store.open(name, 'write'));
    log.file.truncate(0);
    log.note = note;
    log.#append(KINDS.head, json(note));
    log.#headEnd = log.#end;
    return log;
  }

  /** Undefined for one whose making was cut off. */
  static async load(store: Store, name: string, checkpoint: number): Promise<UndoLog | undefined> {
    const log = new UndoLog(checkpoint, name, await store.open(name, 'write'));
    if (log.#load()) return log;
    log.close();
    return undefined;
  }

  get sizeBytes(): number {
    return this.#end;
  }

  /** `sizeBytes` of a file that was there; undefined for one that was not. */
  addFile(name: string, sizeBytes: number | undefined): FileBefore {
    const entry = { name, exists: sizeBytes !== undefined, sizeBytes: sizeBytes ?? 0 };
    this.#append(KINDS.file, json(entry));
    return this.#enter(entry);
  }

  /** Keeps those blocks between byte offsets `from` and `to` of a file that were not kept yet. */
  keep(before: FileBefore, file: StoreFile, from: number, to: number): void {
    const end = Math.ceil(Math.min(to, before.sizeBytes) / UNDO_BLOCK_BYTES);
    for (let block = Math.floor(from / UNDO_BLOCK_BYTES); block < end;) {
      const first = block;
      while (block < end && block - first < RUN_BLOCKS_MAX && !before.blocks.has(block)) block++;
      if (block > first) this.#keepRun(before, file, first, block);
      else block++;
    }
  }

  setRemoved(names: Iterable<string>): void {
    const list = [...names];
    this.#append(KINDS.removed, json(list));
    this.removed.clear();
    for (const name of list) this.removed.add(name);
  }

  /**
   * Gives the room of what was kept back at once. In place of it, where a full disk has room: first what says so, then the
   * end, so that a crash in between leaves no log that is only short.
   */
  setOver(): void {
    this.isOver = true;
    const removed = record(KINDS.removed, json([...this.removed]));
    const over = record(KINDS.over, new Uint8Array());
    const both = new Uint8Array(removed.length + over.length);
    both.set(removed);
    both.set(over, removed.length);
    this.file.write(both, this.#headEnd);
    this.#end = this.#headEnd + both.length;
    this.file.truncate(this.#end);
  }

  /** Block `block` of a file as it was. */
  block(before: FileBefore, block: number): Uint8Array {
    const length = Math.min(UNDO_BLOCK_BYTES, before.sizeBytes - block * UNDO_BLOCK_BYTES);
    return this.#read(before.blocks.get(block)!, length);
  }

  /** Whether every record is as it was written: after a crash of the computer parts of the last ones may be missing. */
  isWhole(): boolean {
    for (let at = 0; at < this.#loadedEnd;) {
      const header = this.#header(at)!;
      if (wordHash(this.#read(at + HEADER_BYTES, header.length)) !== header.hash) return false;
      at += HEADER_BYTES + header.length;
    }
    return true;
  }

  /** All that was kept is undone: from now on the way back is from here. */
  clear(): void {
    this.file.truncate(this.#headEnd);
    this.file.flush();
    this.#end = this.#loadedEnd = this.#headEnd;
    this.files.clear();
    this.removed.clear();
    this.#entered.length = 0;
  }

  /** To the medium. Has to come before what was overwritten since is flushed. */
  flush(): void {
    if (this.#isFlushed) return;
    this.file.flush();
    this.#isFlushed = true;
  }

  close(): void {
    this.file.close();
  }

  #keepRun(before: FileBefore, file: StoreFile, first: number, end: number): void {
    const from = first * UNDO_BLOCK_BYTES;
    const payload = new Uint8Array(BLOCKS_HEADER_BYTES + Math.min(end * UNDO_BLOCK_BYTES, before.sizeBytes) - from);
    const view = new DataView(payload.buffer);
    view.setUint32(0, before.index, true);
    view.setUint32(4, first, true);
    file.read(payload.subarray(BLOCKS_HEADER_BYTES), from);
    const at = this.#append(KINDS.blocks, payload);
    this.#enterBlocks(before, first, at + BLOCKS_HEADER_BYTES, payload.length - BLOCKS_HEADER_BYTES);
  }

  /** Where its payload begins. */
  #append(kind: number, payload: Uint8Array): number {
    const bytes = record(kind, payload);
    this.file.write(bytes, this.#end);
    this.#ahead = { at: 0, bytes: new Uint8Array() };
    const at = this.#end + HEADER_BYTES;
    this.#end += bytes.length;
    this.#isFlushed = false;
    return at;
  }

  #load(): boolean {
    const sizeBytes = this.file.sizeBytes();
    for (;;) {
      const header = this.#header(this.#end);
      const at = this.#end + HEADER_BYTES;
      if (header === undefined || at + header.length > sizeBytes) break;
      if (this.#end === 0 && header.kind !== KINDS.head) return false;
      if (header.kind === KINDS.blocks) {
        const view = new DataView(this.#read(at, BLOCKS_HEADER_BYTES).buffer);
        const before = this.#entered[view.getUint32(0, true)];
        if (before === undefined) break;
        const length = header.length - BLOCKS_HEADER_BYTES;
        this.#enterBlocks(before, view.getUint32(4, true), at + BLOCKS_HEADER_BYTES, length);
      } else if (!this.#loadNames(header, at)) break;
      this.#end = at + header.length;
      if (header.kind === KINDS.head) this.#headEnd = this.#end;
      if (this.isOver) break;
    }
    this.#loadedEnd = this.#end;
    return this.#headEnd > 0;
  }

  /** The small records. False for one that is damaged, which is the end. */
  #loadNames({ kind, length, hash }: Header, at: number): boolean {
    const payload = this.#read(at, length);
    if (wordHash(payload) !== hash) return false;
    if (kind === KINDS.over) {
      this.isOver = true;
      return true;
    }
    const value = JSON.parse(new TextDecoder().decode(payload)) as unknown;
    if (kind === KINDS.head) this.note = value as string;
    else if (kind === KINDS.file) this.#enter(value as FileEntry);
    else if (kind === KINDS.removed) {
      this.removed.clear();
      for (const name of value as string[]) this.removed.add(name);
    } else return false;
    return true;
  }

  #enter(entry: FileEntry): FileBefore {
    const before = { ...entry, index: this.#entered.length, blocks: new Map<number, number>() };
    this.#entered.push(before);
    this.files.set(entry.name, before);
    return before;
  }

  #enterBlocks({ blocks }: FileBefore, first: number, at: number, length: number): void {
    for (let done = 0; done < length; done += UNDO_BLOCK_BYTES) blocks.set(first + done / UNDO_BLOCK_BYTES, at + done);
  }

  #header(at: number): Header | undefined {
    const bytes = this.#read(at, HEADER_BYTES);
    if (bytes.length < HEADER_BYTES) return undefined;
    const view = new DataView(bytes.buffer);
    return { kind: view.getUint32(0, true), length: view.getUint32(4, true), hash: view.getUint32(8, true) };
  }

  /** As much of it as there is. Read ahead: each call costs, in a private window of Chromium half a millisecond. */
  #read(at: number, length: number): Uint8Array {
    const { at: readAt, bytes: read } = this.#ahead;
    if (at < readAt || at + length > readAt + read.length) {
      const bytes = new Uint8Array(Math.max(length, READ_AHEAD_BYTES));
      this.#ahead = { at, bytes: bytes.subarray(0, this.file.read(bytes, at)) };
    }
    const from = at - this.#ahead.at;
    return this.#ahead.bytes.slice(from, from + length);
  }
}

interface Header {
  readonly kind: number;
  readonly length: number;
  readonly hash: number;
}

function record(kind: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, kind, true);
  view.setUint32(4, payload.length, true);
  view.setUint32(8, wordHash(payload), true);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** FNV-1a over 32-bit words, the last filled with zeros: against what was cut off, not against forgery. */
function wordHash(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length & ~3;
  let hash = 0x811c9dc5;
  for (let at = 0; at < whole; at += 4) hash = Math.imul(hash ^ view.getUint32(at, true), 0x01000193);
  for (let at = whole; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash >>> 0;
}
