import { SlipwayError } from '../errors.ts';
import { applyRollback, finishRollback, RemovedFiles, writeRollback, type FileBefore } from './rollback.ts';
import type { Store, StoreFile } from './store.ts';

const BLOCK_BYTES = 4096;
/** What is kept of overwritten files, for all checkpoints: beyond it the oldest checkpoint is given up. */
const KEPT_BYTES_MAX = 128 * 1024 * 1024;

/** What goes back: everything in the store, as it was at a moment. */
export interface Checkpoints {
  /** Names the store as it is now, for `rollBack`. Costs nothing; what is overwritten from here on is kept in memory. */
  checkpoint(): number;
  has(checkpoint: number): boolean;
  /**
   * The store is as it was at that moment; later checkpoints are over. All its files have to be closed. A crash on the way
   * leaves a store that is there when it is opened next. Error 'not-found' for a checkpoint that was given up: the oldest
   * when too much was overwritten since, all when the store is full.
   */
  rollBack(checkpoint: number): Promise<void>;
}

/** Since one checkpoint: how the files were that have changed since. */
interface Layer {
  readonly checkpoint: number;
  readonly before: Map<string, FileBefore>;
  /** Files that were removed since: still in the store, as they may come back. */
  readonly removed: Set<string>;
}

/** A store with checkpoints, on top of another. Finishes a roll-back that was cut off, and removals that were put off. */
export async function openCheckpointStore(inner: Store): Promise<Store & Checkpoints> {
  await finishRollback(inner);
  const removed = await RemovedFiles.open(inner);
  for (const name of removed.names()) await inner.remove(name);
  removed.set([]);
  return new CheckpointStore(inner, removed);
}

class CheckpointStore implements Store, Checkpoints {
  #layers: Layer[] = [];
  #last = 0;
  #keptBytes = 0;

  constructor(
    private readonly inner: Store,
    /** Outlives a crash: what is in it is gone when the store is opened next. */
    private readonly removed: RemovedFiles,
  ) {}

  checkpoint(): number {
    this.#layers.push({ checkpoint: ++this.#last, before: new Map(), removed: new Set() });
    return this.#last;
  }

  has(checkpoint: number): boolean {
    return this.#layers.some((layer) => layer.checkpoint === checkpoint);
  }

  async rollBack(checkpoint: number): Promise<void> {
    const index = this.#layers.findIndex((layer) => layer.checkpoint === checkpoint);
    if (index < 0) throw new SlipwayError('not-found', `no such checkpoint: ${checkpoint}`);
    const undone = this.#layers.splice(index);
    const before = new Map<string, FileBefore>();
    for (const layer of undone.reverse()) {
      for (const [name, { exists, sizeBytes, blocks }] of layer.before) {
        // The older a layer, the more it decides.
        before.set(name, { exists, sizeBytes, blocks: new Map([...(before.get(name)?.blocks ?? []), ...blocks]) });
      }
    }
    this.removed.close();
    await writeRollback(this.inner, before, BLOCK_BYTES, this.#removedNames());
    await applyRollback(this.inner);
    await this.removed.reopen();
    this.#keptBytes = keptBytesOf(this.#layers);
    this.#layers.push({ checkpoint, before: new Map(), removed: new Set() });
  }

  async open(name: string, mode: 'read' | 'write'): Promise<StoreFile> {
    if (this.#layers.length === 0) return new CheckpointFile(await this.inner.open(name, mode), name, this);
    if (!this.#isRemoved(name)) {
      if (mode === 'write' && !(await this.inner.exists(name))) this.#made(name);
      return new CheckpointFile(await this.inner.open(name, mode), name, this);
    }
    if (mode === 'read') throw new SlipwayError('not-found', `no such file in the store: ${name}`);
    const file = new CheckpointFile(await this.inner.open(name, mode), name, this);
    // What it was comes back with a roll-back; until then it is a new file.
    file.truncate(0);
    for (const layer of this.#layers) layer.removed.delete(name);
    this.removed.set(this.#removedNames());
    return file;
  }

  async exists(name: string): Promise<boolean> {
    return !this.#isRemoved(name) && this.inner.exists(name);
  }

  async list(folder: string): Promise<string[]> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = await this.inner.list(folder);
    return names.filter((name) => !this.#isRemoved(prefix + name) && !RemovedFiles.isOwn(prefix + name));
  }

  async remove(name: string): Promise<void> {
    const layer = this.#layers.at(-1);
    if (layer === undefined) return this.inner.remove(name);
    const files = await this.#filesOf(name);
    const kept = files.filter((file) => layer.before.get(file)?.exists !== false && !this.#isRemoved(file));
    for (const file of kept) layer.removed.add(file);
    if (kept.length > 0) this.removed.set(this.#removedNames());
    const isWhole = files.every((file) => !this.#isRemoved(file));
    if (isWhole) return this.inner.remove(name);
    for (const file of files) if (!this.#isRemoved(file)) await this.inner.remove(file);
  }

  usage(): Promise<{ usedBytes: number; quotaBytes: number | undefined }> {
    return this.inner.usage();
  }

  close(): Promise<void> {
    this.removed.close();
    return this.inner.close();
  }

  /** How the file is now, if nothing of it was kept since the last checkpoint; undefined without one. */
  before(name: string, file: StoreFile): FileBefore | undefined {
    const layer = this.#layers.at(-1);
    if (layer === undefined) return undefined;
    let before = layer.before.get(name);
    if (before === undefined) {
      before = { exists: true, sizeBytes: file.sizeBytes(), blocks: new Map() };
      layer.before.set(name, before);
    }
    return before;
  }

  /** So much more was kept. */
  kept(bytes: number): void {
    this.#keptBytes += bytes;
    while (this.#keptBytes > KEPT_BYTES_MAX && this.#layers.length > 0) this.#giveUpOldest();
  }

  /** The room that removed files take is needed. */
  full(): void {
    while (this.#layers.length > 0) this.#giveUpOldest();
  }

  #giveUpOldest(): void {
    const oldest = this.#layers.shift()!;
    this.#keptBytes = keptBytesOf(this.#layers);
    for (const name of oldest.removed) this.inner.remove(name).catch(() => {});
  }

  #made(name: string): void {
    this.#layers.at(-1)!.before.set(name, { exists: false, sizeBytes: 0, blocks: new Map() });
  }

  #isRemoved(name: string): boolean {
    return this.#layers.some(({ removed }) => removed.has(name));
  }

  #removedNames(): string[] {
    return this.#layers.flatMap(({ removed }) => [...removed]);
  }

  /** The file itself, or all in the folder. */
  async #filesOf(name: string): Promise<string[]> {
    const inside = await this.inner.list(name);
    if (inside.length === 0) return (await this.inner.exists(name)) ? [name] : [];
    return (await Promise.all(inside.map((each) => this.#filesOf(`${name}/${each}`)))).flat();
  }
}

function keptBytesOf(layers: readonly Layer[]): number {
  let bytes = 0;
  for (const { before } of layers) for (const { blocks } of before.values()) bytes += blocks.size * BLOCK_BYTES;
  return bytes;
}

/** Keeps what is overwritten, a block at a time. */
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
    this.#keep(at, at + from.length);
    try {
      this.file.write(from, at);
    } catch (error) {
      // Whoever writes again, as the data disk does, may have it then.
      if (error instanceof SlipwayError && error.kind === 'storage-full') this.store.full();
      throw error;
    }
  }
  sizeBytes(): number {
    return this.file.sizeBytes();
  }
  truncate(sizeBytes: number): void {
    this.#keep(sizeBytes, Infinity);
    this.file.truncate(sizeBytes);
  }
  flush(): void {
    this.file.flush();
  }
  close(): void {
    this.file.close();
  }

  #keep(from: number, to: number): void {
    const before = this.store.before(this.name, this.file);
    if (before === undefined || !before.exists) return;
    const end = Math.min(to, before.sizeBytes);
    let bytes = 0;
    for (let block = Math.floor(from / BLOCK_BYTES); block * BLOCK_BYTES < end; block++) {
      if (before.blocks.has(block)) continue;
      const at = block * BLOCK_BYTES;
      const old = new Uint8Array(Math.min(BLOCK_BYTES, before.sizeBytes - at));
      this.file.read(old, at);
      before.blocks.set(block, old);
      bytes += old.length;
    }
    if (bytes > 0) this.store.kept(bytes);
  }
}
