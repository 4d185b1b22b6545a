import { reasonOf, type Reason } from '../language/reason.ts';
import { joinPath } from './paths.ts';

/** What moves the files; the page's sandbox in the page. */
export interface TransferFiles {
  list(path: string): Promise<readonly { readonly name: string }[]>;
  makeDirectory(path: string): Promise<void>;
  open(path: string): Promise<{ readonly stream: ReadableStream<Uint8Array>; readonly sizeBytes: number }>;
  archive(path: string): Promise<ReadableStream<Uint8Array>>;
  create(path: string): Promise<WritableStream<Uint8Array>>;
}

export interface Transfer {
  readonly id: number;
  readonly direction: 'upload' | 'download';
  /** Relative to the workspace. */
  readonly path: string;
  readonly doneBytes: number;
  /** Undefined for archives, which are made on the way. */
  readonly totalBytes: number | undefined;
  /** 'exists': a file of that name is there, and nobody said that it may be replaced. */
  readonly state: 'running' | 'done' | 'failed' | 'canceled' | 'exists';
  /** Of one that failed. */
  readonly reason: Reason | undefined;
}

/** A file of the learner's computer, and where it goes below the folder that is shown. */
export interface Upload {
  readonly path: string;
  readonly file: Blob;
}

/** Gives the learner what was downloaded. */
export type Save = (name: string, content: ReadableStream<Uint8Array>) => Promise<void>;

/**
 * Files on their way between the workspace and the learner's computer. They go on while nobody looks. The list is
 * replaced, never changed, as useSyncExternalStore wants it.
 */
export class Transfers {
  #list: readonly Transfer[] = [];
  #lastId = 0;
  readonly #files: () => TransferFiles;
  readonly #save: Save;
  readonly #callbacks = new Set<() => void>();
  readonly #cancelers = new Map<number, AbortController>();
  readonly #again = new Map<number, () => Promise<void>>();

  constructor(files: () => TransferFiles, save: Save) {
    this.#files = files;
    this.#save = save;
  }

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): readonly Transfer[] => this.#list;

  /** One after the other: they share one way into the machine. */
  async upload(folder: string, uploads: readonly Upload[]): Promise<void> {
    const waiting = uploads.map((upload) => {
      const path = joinPath(folder, upload.path);
      return { ...upload, path, id: this.#add('upload', path, upload.file.size) };
    });
    for (const { id, path, file } of waiting) await this.#upload(id, path, file, false);
  }

  /** A file as it is, a folder as a tar archive. */
  download(path: string, kind: 'file' | 'archive'): Promise<void> {
    const id = this.#add('download', path, undefined);
    return this.#run(id, async (signal) => {
      const { stream, sizeBytes } =
        kind === 'file'
          ? await this.#files().open(path)
          : { stream: await this.#files().archive(path), sizeBytes: undefined };
      this.#change(id, { totalBytes: sizeBytes });
      const name = path.split('/').at(-1) || 'workspace';
      await this.#save(kind === 'file' ? name : `${name}.tar`, stream.pipeThrough(this.#counter(id), { signal }));
    });
  }

  cancel(id: number): void {
    this.#cancelers.get(id)?.abort();
    const state = this.#find(id)?.state;
    if (state === 'running' || state === 'exists') this.#change(id, { state: 'canceled' });
  }

  /** Of a transfer in state 'exists'. */
  async replace(id: number): Promise<void> {
    await this.#again.get(id)?.();
  }

  clearEnded(): void {
    this.#set(this.#list.filter(({ state }) => state === 'running' || state === 'exists'));
  }

  async #upload(id: number, path: string, file: Blob, mayReplace: boolean): Promise<void> {
    if (this.#find(id)?.state === 'canceled') return;
    await this.#run(id, async (signal) => {
      if (!mayReplace && (await this.#exists(path))) {
        this.#again.set(id, () => this.#upload(id, path, file, true));
        return this.#change(id, { state: 'exists' });
      }
      await this.#makeFolders(path);
      const target = await this.#files().create(path);
      await file.stream().pipeThrough(this.#counter(id), { signal }).pipeTo(target, { signal });
    });
  }

  async #exists(path: string): Promise<boolean> {
    const slash = path.lastIndexOf('/');
    // A folder that is not there has no files.
    const entries = await this.#files()
      .list(path.slice(0, Math.max(slash, 0)))
      .catch(() => []);
    return entries.some(({ name }) => name === path.slice(slash + 1));
  }

  async #makeFolders(path: string): Promise<void> {
    const names = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= names.length; depth++) {
      const folder = names.slice(0, depth).join('/');
      // It is there already, or the file that comes into it says what is wrong.
      await this.#files()
        .makeDirectory(folder)
        .catch(() => {});
    }
  }

  async #run(id: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const canceler = new AbortController();
    this.#cancelers.set(id, canceler);
    this.#again.delete(id);
    this.#change(id, { state: 'running', doneBytes: 0 });
    try {
      await work(canceler.signal);
      // Also when it was given up too late.
      if (this.#find(id)?.state !== 'exists') this.#change(id, { state: 'done' });
    } catch (error) {
      const reason = reasonOf(error);
      this.#change(id, canceler.signal.aborted ? { state: 'canceled' } : { state: 'failed', reason });
    } finally {
      this.#cancelers.delete(id);
    }
  }

  #counter(id: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
    let doneBytes = 0;
    return new TransformStream({
      transform: (chunk, controller) => {
        doneBytes += chunk.length;
        this.#change(id, { doneBytes });
        controller.enqueue(chunk);
      },
    });
  }

  #add(direction: Transfer['direction'], path: string, totalBytes: number | undefined): number {
    const id = ++this.#lastId;
    const transfer: Transfer = { id, direction, path, totalBytes, doneBytes: 0, state: 'running', reason: undefined };
    this.#set([...this.#list, transfer]);
    return id;
  }

  #find(id: number): Transfer | undefined {
    return this.#list.find((transfer) => transfer.id === id);
  }

  #change(id: number, change: Partial<Transfer>): void {
    this.#set(this.#list.map((transfer) => (transfer.id === id ? { ...transfer, ...change } : transfer)));
  }

  #set(list: readonly Transfer[]): void {
    this.#list = list;
    this.#callbacks.forEach((callback) => callback());
  }
}
