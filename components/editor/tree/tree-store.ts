import { reasonOf } from '../../language/reason.ts';
import {
  childOf,
  EMPTY_TREE,
  parentOf,
  sortEntries,
  type Naming,
  type TreeEntry,
  type TreeState,
} from './folder-tree.ts';

/** The machine's files, as far as a tree needs them. */
export interface TreeFiles {
  list(path: string): Promise<readonly TreeEntry[]>;
  write(path: string, bytes: Uint8Array): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** Changes come in flocks. */
const SETTLE_MS = 120;

/** The workspace's folders that are open, read again as the machine changes them. */
export class TreeStore {
  #state = EMPTY_TREE;
  readonly #files: TreeFiles;
  readonly #callbacks = new Set<() => void>();
  readonly #stale = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(files: TreeFiles) {
    this.#files = files;
  }

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): TreeState => this.#state;
  getOnServer = (): TreeState => EMPTY_TREE;

  select(path: string): void {
    this.#set({ selected: path });
  }

  openFolder(path: string): void {
    this.#set({ open: new Set([...this.#state.open, path]) });
    void this.#read(path);
  }

  closeFolder(path: string): void {
    this.#set({ open: new Set([...this.#state.open].filter((each) => each !== path)) });
  }

  /** Opens the folders that a path lies in, and selects it. */
  reveal(path: string): void {
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      if (!this.#state.open.has(folder)) this.openFolder(folder);
    }
    this.select(path);
  }

  startNaming(naming: Naming | undefined): void {
    if (naming !== undefined && naming.kind !== 'rename' && naming.folder !== '') this.openFolder(naming.folder);
    this.#set({ naming });
  }

  /** Makes an empty file, with the folders it is to lie in; returns its path. */
  async makeFile(folder: string, name: string): Promise<string> {
    const path = childOf(folder, name);
    await this.#makeFolders(folder, parentOf(name));
    await this.#files.write(path, new Uint8Array());
    await this.#shown(path);
    return path;
  }

  async makeFolder(folder: string, name: string): Promise<string> {
    const path = childOf(folder, name);
    await this.#makeFolders(folder, parentOf(name));
    await this.#files.makeDirectory(path);
    await this.#shown(path);
    return path;
  }

  async remove(path: string): Promise<void> {
    await this.#files.remove(path);
    this.#set({ selected: parentOf(path) });
    await this.#read(parentOf(path));
  }

  /** The machine changed something at the path; '' for anything. */
  machineChanged(path: string): void {
    for (const folder of path === '' ? this.#state.open : [parentOf(path)]) {
      if (this.#state.open.has(folder)) this.#stale.add(folder);
    }
    if (this.#stale.size === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const stale = [...this.#stale];
      this.#stale.clear();
      for (const folder of stale) void this.#read(folder);
    }, SETTLE_MS);
  }

  async readAll(): Promise<void> {
    await Promise.all([...this.#state.open].map((folder) => this.#read(folder)));
  }

  async #makeFolders(base: string, path: string): Promise<void> {
    let folder = base;
    for (const name of path.split('/').filter((each) => each !== '')) {
      const entries = await this.#files.list(folder);
      folder = childOf(folder, name);
      if (!entries.some((entry) => entry.name === name)) await this.#files.makeDirectory(folder);
    }
  }

  async #shown(path: string): Promise<void> {
    this.reveal(path);
    await this.#read(parentOf(path));
  }

  async #read(folder: string): Promise<void> {
    const failures = new Map(this.#state.failures);
    let entries: readonly TreeEntry[] | undefined;
    try {
      entries = sortEntries(await this.#files.list(folder));
      failures.delete(folder);
    } catch (error) {
      if (folder !== '' && (error as { kind?: string }).kind === 'not-found') return this.#forget(folder);
      failures.set(folder, reasonOf(error));
    }
    const folders = new Map(this.#state.folders);
    if (entries === undefined) folders.delete(folder);
    else folders.set(folder, entries);
    this.#set({ folders, failures });
  }

  /** It is gone, and what was below it. */
  #forget(folder: string): void {
    const isBelow = (path: string) => path === folder || path.startsWith(`${folder}/`);
    this.#set({
      folders: new Map([...this.#state.folders].filter(([path]) => !isBelow(path))),
      open: new Set([...this.#state.open].filter((path) => !isBelow(path))),
    });
  }

  #set(change: Partial<TreeState>): void {
    this.#state = { ...this.#state, ...change };
    this.#callbacks.forEach((callback) => callback());
  }
}

/** 'a/b.txt' renamed to 'c.txt' → 'a/c.txt' */
export const renamed = (path: string, name: string): string => childOf(parentOf(path), name);
