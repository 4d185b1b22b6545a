import { SlipwayError } from '../errors.ts';
import type { Store, StoreFile } from './store.ts';
import { UNDO_BLOCK_BYTES, UndoLog, type FileBefore } from './undo-log.ts';

const FOLDER = 'checkpoints';
/** JSON: the checkpoint that the store goes back to; there for as long as it is on its way. */
const GOING_BACK = `${FOLDER}/going-back`;
/** Beyond so many checkpoints, or so much kept for them, the oldest is given up. */
const LIMITS = { checkpoints: 24, keptBytes: 256 * 1024 * 1024 };

export interface Checkpoint {
  readonly checkpoint: number;
  readonly note: string;
}

/** What goes back: everything in the store, as it was at a moment. Checkpoints are in the store, and outlive the page. */
export interface Checkpoints {
  /**
   * Names the store as it is now, for `rollBack`. Costs nothing; what is overwritten from here on is kept. `note`: what it
   * is good for. Error 'storage-full'.
   */
  checkpoint(note: string): Promise<number>;
  /** The oldest first. */
  checkpoints(): readonly Checkpoint[];
  /**
   * The store is as it was at that moment; later checkpoints are over. All its files have to be closed. A crash on the way
   * leaves a store that is there when it is opened next. Error 'not-found' for a checkpoint that was given up: the oldest
   * when there are too many or too much was overwritten since, all when the store is full.
   */
  rollBack(checkpoint: number): Promise<void>;
}

/**
 * A store with checkpoints, on top of another. Every process's crash leaves them whole. After a crash of the computer itself
 * a checkpoint may lack what was overwritten for the first time in the half second before it (what a disk does with writes
 * that nobody flushed): one that shows it is given up when somebody wants to go back to it.
 */
export async function openCheckpointStore(inner: Store, limits = LIMITS): Promise<Store & Checkpoints> {
  const found = (await inner.list(FOLDER)).flatMap((name) => Number(/^(\d+)\.undo$/.exec(name)?.[1] ?? []));
  const logs: UndoLog[] = [];
  for (const checkpoint of found.sort((a, b) => a - b)) {
    const log = await UndoLog.load(inner, logName(checkpoint), checkpoint);
    if (log === undefined) await inner.remove(logName(checkpoint));
    else if (log.isOver) await removeLog(inner, log);
    else logs.push(log);
  }
  const store = new CheckpointStore(inner, logs, limits);
  await store.finishGoingBack();
  return store;
}

const logName = (checkpoint: number) => `${FOLDER}/${checkpoint}.undo`;

async function removeLog(inner: Store, log: UndoLog): Promise<void> {
  for (const name of log.removed) await inner.remove(name);
  log.close();
  await inner.remove(log.name);
}

class CheckpointStore implements Store, Checkpoints {
  #last: number;
  /** What given up checkpoints held on to is gone: until then its names are not free. */
  #givenUp: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly inner: Store,
    /** The oldest first. */
    private readonly logs: UndoLog[],
    private readonly limits: typeof LIMITS,
  ) {
    this.#last = logs.at(-1)?.checkpoint ?? 0;
  }

  async checkpoint(note: string): Promise<number> {
    const checkpoint = ++this.#last;
    const log = await UndoLog.create(this.inner, logName(checkpoint), checkpoint, note);
    this.logs.push(log);
    while (this.logs.length > this.limits.checkpoints) this.#giveUpOldest();
    return checkpoint;
  }

  checkpoints(): readonly Checkpoint[] {
    return this.logs.map(({ checkpoint, note }) => ({ checkpoint, note }));
  }

  async rollBack(checkpoint: number): Promise<void> {
    const index = this.logs.findIndex((log) => log.checkpoint === checkpoint);
    if (index < 0) throw new SlipwayError('not-found', `no such checkpoint: ${checkpoint}`);
    if (!this.logs.slice(index).every((log) => log.isWhole())) {
      while (this.logs.some((log) => log.checkpoint === checkpoint)) this.#giveUpOldest();
      throw new SlipwayError('not-found', `checkpoint ${checkpoint} is damaged`);
    }
    const file = await this.inner.open(GOING_BACK, 'write');
    this.flush();
    file.truncate(0);
    file.write(new TextEncoder().encode(JSON.stringify(checkpoint)), 0);
    file.flush();
    file.close();
    await this.#goBack(checkpoint);
  }

  /** When the store is opened: a way that was cut off. Going it twice is as good as once. */
  async finishGoingBack(): Promise<void> {
    if (!(await this.inner.exists(GOING_BACK))) return;
    const file = await this.inner.open(GOING_BACK, 'read');
    const bytes = new Uint8Array(file.sizeBytes());
    file.read(bytes, 0);
    file.close();
    const checkpoint = Number(new TextDecoder().decode(bytes));
    // Cut off before its first step, without its number.
    if (this.logs.some((log) => log.checkpoint === checkpoint)) await this.#goBack(checkpoint);
    else await this.inner.remove(GOING_BACK);
  }

  async #goBack(checkpoint: number): Promise<void> {
    const index = this.logs.findIndex((log) => log.checkpoint === checkpoint);
    const undone = this.logs.slice(index);
    for (const { name, exists, sizeBytes, blocks } of filesBefore(undone)) {
      if (!exists) {
        await this.inner.remove(name);
        continue;
      }
      const file = await this.inner.open(name, 'write');
      for (const [block, bytes] of blocks) file.write(bytes(), block * UNDO_BLOCK_BYTES);
      file.truncate(sizeBytes);
      file.flush();
      file.close();
    }
    for (const log of undone.slice(1).reverse()) {
      log.close();
      await this.inner.remove(log.name);
      this.logs.pop();
    }
    undone[0]!.clear();
    await this.inner.remove(GOING_BACK);
  }

  async open(name: string, mode: 'read' | 'write'): Promise<StoreFile> {
    await this.#givenUp;
    if (this.#holderOf(name) !== undefined) {
      if (mode === 'read') throw new SlipwayError('not-found', `no such file in the store: ${name}`);
      await this.#orGiveUp(() => this.#makeRoomFor(name));
    }
    if (mode === 'write' && this.logs.length > 0 && !(await this.inner.exists(name))) {
      await this.#orGiveUp(() => this.#made(name));
    }
    return new CheckpointFile(await this.inner.open(name, mode), name, this);
  }

  async exists(name: string): Promise<boolean> {
    await this.#givenUp;
    return this.#holderOf(name) === undefined && this.inner.exists(name);
  }

  async list(folder: string): Promise<string[]> {
    await this.#givenUp;
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = await this.inner.list(folder);
    return names.filter((name) => this.#holderOf(prefix + name) === undefined && prefix + name !== FOLDER);
  }

  async remove(name: string): Promise<void> {
    await this.#givenUp;
    const log = this.logs.at(-1);
    if (log === undefined) return this.inner.remove(name);
    const files = await this.#filesOf(name);
    const there = files.filter((file) => this.#holderOf(file) === undefined);
    const kept = there.filter((file) => log.files.get(file)?.exists !== false);
    try {
      if (kept.length > 0) log.setRemoved([...log.removed, ...kept]);
    } catch (error) {
      if (!isFull(error)) throw error;
      this.full();
      return this.remove(name);
    }
    if (kept.length === 0 && there.length === files.length) return this.inner.remove(name);
    for (const file of there) if (!kept.includes(file)) await this.inner.remove(file);
  }

  usage(): Promise<{ usedBytes: number; quotaBytes: number | undefined }> {
    return this.inner.usage();
  }

  close(): Promise<void> {
    for (const log of this.logs) log.close();
    return this.inner.close();
  }

  /** Before bytes between offsets `from` and `to` of a file are overwritten or cut off. */
  keep(name: string, file: StoreFile, from: number, to: number): void {
    const log = this.logs.at(-1);
    if (log === undefined) return;
    try {
      const before = log.files.get(name) ?? log.addFile(name, file.sizeBytes());
      if (before.exists) log.keep(before, file, from, to);
    } catch (error) {
      if (!isFull(error)) throw error;
      this.full();
    }
    while (this.logs.length > 0 && this.#keptBytes() > this.limits.keptBytes) this.#giveUpOldest();
  }

  /** Also older logs: what a removed file was may have moved there, and the last one may be new. */
  flush(): void {
    for (const log of this.logs) log.flush();
  }

  /** The room that checkpoints take is needed. */
  full(): void {
    while (this.logs.length > 0) this.#giveUpOldest();
  }

  /** Does what writes to a log; without room for that there are no checkpoints any more. */
  async #orGiveUp(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isFull(error)) throw error;
      this.full();
      await this.#givenUp;
    }
  }

  #keptBytes(): number {
    return this.logs.reduce((sum, log) => sum + log.sizeBytes, 0);
  }

  #giveUpOldest(): void {
    const oldest = this.logs.shift()!;
    try {
      oldest.setOver();
    } catch {
      // Full, and it has kept nothing whose place that could take: it is removed all the same, or counts at the next start.
    }
    const gone = removeLog(this.inner, oldest).catch(() => {});
    this.#givenUp = Promise.all([this.#givenUp, gone]);
  }

  #made(name: string): void {
    const log = this.logs.at(-1)!;
    if (!log.files.has(name)) log.addFile(name, undefined);
  }

  /** The log that has a removed file. */
  #holderOf(name: string): UndoLog | undefined {
    return this.logs.find(({ removed }) => removed.has(name));
  }

  /** A removed file's name is used anew: what it was moves to the log. */
  async #makeRoomFor(name: string): Promise<void> {
    const holder = this.#holderOf(name)!;
    const file = await this.inner.open(name, 'read');
    const before = holder.files.get(name) ?? holder.addFile(name, file.sizeBytes());
    holder.keep(before, file, 0, Infinity);
    file.close();
    await this.inner.remove(name);
    holder.setRemoved([...holder.removed].filter((each) => each !== name));
  }

  /** The file itself, or all in the folder. */
  async #filesOf(name: string): Promise<string[]> {
    const inside = await this.inner.list(name);
    if (inside.length === 0) return (await this.inner.exists(name)) ? [name] : [];
    return (await Promise.all(inside.map((each) => this.#filesOf(`${name}/${each}`)))).flat();
  }
}

interface FileToRestore {
  readonly name: string;
  readonly exists: boolean;
  readonly sizeBytes: number;
  readonly blocks: Map<number, () => Uint8Array>;
}

/** How files were at the checkpoint of the first of `logs`: the older a log, the more it decides. */
function filesBefore(logs: readonly UndoLog[]): Iterable<FileToRestore> {
  const files = new Map<string, FileToRestore>();
  for (const log of [...logs].reverse()) {
    for (const before of log.files.values()) {
      const blocks = files.get(before.name)?.blocks ?? new Map<number, () => Uint8Array>();
      for (const block of before.blocks.keys()) blocks.set(block, () => log.block(before, block));
      files.set(before.name, { ...pick(before), blocks: withinSize(blocks, before) });
    }
  }
  return files.values();
}

const pick = ({ name, exists, sizeBytes }: FileBefore) => ({ name, exists, sizeBytes });

/** What lies behind the end was another file's, or later. */
function withinSize<T>(blocks: Map<number, T>, { exists, sizeBytes }: FileBefore): Map<number, T> {
  return new Map([...blocks].filter(([block]) => exists && block * UNDO_BLOCK_BYTES < sizeBytes));
}

const isFull = (error: unknown) => error instanceof SlipwayError && error.kind === 'storage-full';

/** Has what is overwritten kept. */
class CheckpointFile implements StoreFile {
  constructor(
    private readonly file: StoreFile,
    private readonly name: string,
    private readonly store: CheckpointStore,
  ) {}

  read(into: Uint8Array, at: number): number {
    return this.file.read(into, at);
  }
  write(from: Uint8Array, at: number): void {
    this.store.keep(this.name, this.file, at, at + from.length);
    try {
      this.file.write(from, at);
    } catch (error) {
      // Whoever writes again, as the data disk does, may have it then.
      if (isFull(error)) this.store.full();
      throw error;
    }
  }
  sizeBytes(): number {
    return this.file.sizeBytes();
  }
  truncate(sizeBytes: number): void {
    this.store.keep(this.name, this.file, sizeBytes, Infinity);
    this.file.truncate(sizeBytes);
  }
  flush(): void {
    this.store.flush();
    this.file.flush();
  }
  close(): void {
    this.file.close();
  }
}
