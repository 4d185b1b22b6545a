import { DocumentSync, type EditedFiles, type SyncState, type TextBuffer } from './document-sync.ts';

/** An open file, as the page shows it. */
export interface OpenDocument {
  readonly id: number;
  /** Relative to the workspace. */
  readonly path: string;
  readonly state: SyncState;
}

export interface DocumentsState {
  readonly list: readonly OpenDocument[];
  /** 0 for none. */
  readonly activeId: number;
}

const EMPTY: DocumentsState = { list: [], activeId: 0 };
/** A program writes a file in several steps. */
const SETTLE_MS = 60;

/**
 * The files that are open in the editor, each kept the same as the machine's (`document-sync.ts`). The state is
 * replaced, never changed, as useSyncExternalStore wants it.
 */
export class Documents<Buffer extends TextBuffer> {
  #state = EMPTY;
  #lastId = 0;
  readonly #syncs = new Map<number, DocumentSync<Buffer>>();
  readonly #settling = new Map<number, ReturnType<typeof setTimeout>>();
  readonly #callbacks = new Set<() => void>();
  readonly #files: EditedFiles;
  readonly #makeBuffer: (path: string, text: string) => Promise<Buffer>;

  constructor(files: EditedFiles, makeBuffer: (path: string, text: string) => Promise<Buffer>) {
    this.#files = files;
    this.#makeBuffer = makeBuffer;
  }

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): DocumentsState => this.#state;
  getOnServer = (): DocumentsState => EMPTY;

  active(): OpenDocument | undefined {
    return this.#state.list.find(({ id }) => id === this.#state.activeId);
  }

  buffer(id: number): Buffer | undefined {
    return this.#syncs.get(id)?.buffer;
  }

  /** Something that the machine does not have yet would be lost with the page. */
  hasUnsaved(id?: number): boolean {
    if (id !== undefined) return this.#syncs.get(id)?.hasUnsaved === true;
    return [...this.#syncs.values()].some((sync) => sync.hasUnsaved);
  }

  /** Shows the file; resolves when it was read, or could not be. */
  async open(path: string, options: { activate: boolean } = { activate: true }): Promise<OpenDocument | undefined> {
    const known = this.#state.list.find((each) => each.path === path);
    const id = known?.id ?? ++this.#lastId;
    if (known === undefined) {
      const sync: DocumentSync<Buffer> = new DocumentSync(path, {
        files: this.#files,
        makeBuffer: (text) => this.#makeBuffer(sync.path, text),
        onState: (state) => this.#change(id, { state }),
      });
      this.#syncs.set(id, sync);
      this.#set({ list: [...this.#state.list, { id, path, state: sync.state }] });
    }
    if (options.activate) this.#set({ activeId: id });
    if (known === undefined) await this.#syncs.get(id)!.load();
    return this.#state.list.find((each) => each.id === id);
  }

  activate(id: number): void {
    if (this.#syncs.has(id)) this.#set({ activeId: id });
  }

  /** The tab `by` places further, around the end. */
  step(by: 1 | -1): void {
    const { list, activeId } = this.#state;
    const index = list.findIndex(({ id }) => id === activeId);
    const next = list[(index + by + list.length) % list.length];
    if (next !== undefined) this.activate(next.id);
  }

  /** What is unsaved is saved first; where that cannot be done it stays open, unless `discard`. */
  async close(id: number, { discard = false } = {}): Promise<boolean> {
    const sync = this.#syncs.get(id);
    if (sync === undefined) return true;
    if (!discard && sync.hasUnsaved) await sync.save();
    if (!discard && sync.hasUnsaved) return false;
    const { list, activeId } = this.#state;
    const index = list.findIndex((each) => each.id === id);
    const left = list.filter((each) => each.id !== id);
    const neighbour = left[Math.min(index, left.length - 1)];
    this.#set({ list: left, activeId: activeId === id ? (neighbour?.id ?? 0) : activeId });
    clearTimeout(this.#settling.get(id));
    this.#syncs.delete(id);
    // After the page has let go of the buffer.
    sync.dispose();
    return true;
  }

  save(id: number, options?: { isAsked: boolean }): Promise<void> {
    return this.#syncs.get(id)?.save(options) ?? Promise.resolve();
  }

  async saveAll(): Promise<void> {
    await Promise.all([...this.#syncs.values()].filter((sync) => sync.hasUnsaved).map((sync) => sync.save()));
  }

  resolve(id: number, side: 'mine' | 'theirs'): Promise<void> {
    return this.#syncs.get(id)?.resolve(side) ?? Promise.resolve();
  }

  /** Something at the path, or anything at all for '', may be another than it was. */
  machineChanged(path: string): void {
    for (const { id, path: own } of this.#state.list) {
      if (path !== '' && own !== path && !own.startsWith(`${path}/`)) continue;
      clearTimeout(this.#settling.get(id));
      this.#settling.set(
        id,
        setTimeout(() => void this.#syncs.get(id)?.machineChanged(), SETTLE_MS),
      );
    }
  }

  /** A file or a folder is given another name by `rename`: what is open of it goes along. */
  async move(from: string, to: string, rename: () => Promise<void>): Promise<void> {
    const moving = this.#below(from);
    await Promise.all(moving.map(({ id }) => this.save(id)));
    await rename();
    for (const { id, path } of moving) {
      const moved = to + path.slice(from.length);
      this.#syncs.get(id)!.path = moved;
      this.#change(id, { path: moved });
      this.machineChanged(moved);
    }
  }

  /** A file or a folder was removed on purpose. */
  async removed(path: string): Promise<void> {
    for (const { id } of this.#below(path)) await this.close(id, { discard: true });
  }

  #below(path: string): OpenDocument[] {
    return this.#state.list.filter((each) => each.path === path || each.path.startsWith(`${path}/`));
  }

  #change(id: number, change: Partial<OpenDocument>): void {
    this.#set({ list: this.#state.list.map((each) => (each.id === id ? { ...each, ...change } : each)) });
  }

  #set(change: Partial<DocumentsState>): void {
    this.#state = { ...this.#state, ...change };
    this.#callbacks.forEach((callback) => callback());
  }
}
