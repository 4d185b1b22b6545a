import type { Store, StoreFile } from './store.ts';

/** How a file was: whether there was one, how long it was, and its blocks that have changed since, by number. */
export interface FileBefore {
  readonly exists: boolean;
  readonly sizeBytes: number;
  readonly blocks: Map<number, Uint8Array>;
}

/**
 * The way back, written before it is gone, so that one that was cut off is gone to its end later:
 *
 *   u32 length of the plan · the plan (JSON) · the blocks, one after the other · u32 FNV-1a of all before
 */
const ROLLBACK = 'checkpoint.rollback';
const REMOVED = 'checkpoint.removed';

interface Plan {
  readonly blockBytes: number;
  readonly files: readonly {
    readonly name: string;
    readonly exists: boolean;
    readonly sizeBytes: number;
    /** [number, length] of each block. */
    readonly blocks: readonly (readonly [number, number])[];
  }[];
  /** What RemovedFiles has at its end. */
  readonly removed: readonly string[];
}

export async function writeRollback(
  store: Store,
  before: ReadonlyMap<string, FileBefore>,
  blockBytes: number,
  removed: readonly string[],
): Promise<void> {
  const files = [...before].map(([name, { exists, sizeBytes, blocks }]) => ({
    ...{ name, exists, sizeBytes },
    // What lies behind the end was another file's, or later.
    blocks: [...blocks].filter(([block]) => exists && block * blockBytes < sizeBytes),
  }));
  const plan: Plan = {
    blockBytes,
    removed,
    files: files.map((file) => ({ ...file, blocks: file.blocks.map(([block, bytes]) => [block, bytes.length]) })),
  };
  const head = new TextEncoder().encode(JSON.stringify(plan));
  const parts = [words(head.length), head, ...files.flatMap(({ blocks }) => blocks.map(([, bytes]) => bytes))];
  const file = await store.open(ROLLBACK, 'write');
  try {
    file.truncate(0);
    let at = 0;
    let hash = FNV_OFFSET;
    for (const part of parts) {
      file.write(part, at);
      at += part.length;
      hash = fnv(hash, part);
    }
    file.write(words(hash), at);
    file.flush();
  } finally {
    file.close();
  }
}

/** Goes the way that `writeRollback` has written, as far as it is whole. Going it twice is as good as once. */
export async function applyRollback(store: Store): Promise<void> {
  const bytes = await readWhole(store, ROLLBACK);
  const plan = bytes && planIn(bytes);
  if (bytes && plan) {
    let at = 4 + new DataView(bytes.buffer).getUint32(0, true);
    for (const { name, exists, sizeBytes, blocks } of plan.files) {
      if (!exists) {
        await store.remove(name);
        continue;
      }
      const file = await store.open(name, 'write');
      for (const [block, length] of blocks) {
        file.write(bytes.subarray(at, at + length), block * plan.blockBytes);
        at += length;
      }
      file.truncate(sizeBytes);
      file.flush();
      file.close();
    }
    const removed = await RemovedFiles.open(store);
    removed.set(plan.removed);
    removed.close();
  }
  await store.remove(ROLLBACK);
}

/** When the store is opened: one that was cut off. */
export async function finishRollback(store: Store): Promise<void> {
  if (await store.exists(ROLLBACK)) await applyRollback(store);
}

/** The names of files that are removed for all but a roll-back, in a file of the store. */
export class RemovedFiles {
  static async open(store: Store): Promise<RemovedFiles> {
    return new RemovedFiles(store, await store.open(REMOVED, 'write'));
  }

  static isOwn(name: string): boolean {
    return name === REMOVED || name === ROLLBACK;
  }

  private constructor(
    private readonly store: Store,
    private file: StoreFile,
  ) {}

  /** None of a list that a crash cut off: those files stay, which is only a waste. */
  names(): string[] {
    const bytes = new Uint8Array(this.file.sizeBytes());
    this.file.read(bytes, 0);
    try {
      return bytes.length === 0 ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as string[]);
    } catch {
      return [];
    }
  }

  set(names: readonly string[]): void {
    const bytes = new TextEncoder().encode(JSON.stringify(names));
    this.file.truncate(0);
    this.file.write(bytes, 0);
  }

  close(): void {
    this.file.close();
  }

  async reopen(): Promise<void> {
    this.file = await this.store.open(REMOVED, 'write');
  }
}

async function readWhole(store: Store, name: string): Promise<Uint8Array | undefined> {
  if (!(await store.exists(name))) return undefined;
  const file = await store.open(name, 'read');
  const bytes = new Uint8Array(file.sizeBytes());
  file.read(bytes, 0);
  file.close();
  return bytes;
}

/** Undefined when it was cut off. */
function planIn(bytes: Uint8Array): Plan | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 4;
  if (fnv(FNV_OFFSET, bytes.subarray(0, end)) !== view.getUint32(end, true)) return undefined;
  return JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + view.getUint32(0, true)))) as Plan;
}

function words(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

const FNV_OFFSET = 0x811c9dc5;

/** FNV-1a, 32 bits: against what was cut off, not against forgery. */
function fnv(hash: number, bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; index++) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  return hash >>> 0;
}
