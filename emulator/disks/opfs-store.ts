import { SlipwayError } from '../errors.ts';
import type { Store, StoreFile } from './store.ts';

const LOCK_NAME = 'slipway-store';

/**
 * The store in the origin private file system, below `folder`. Only in a dedicated worker: the synchronous access
 * handles exist nowhere else (https://fs.spec.whatwg.org/#api-filesystemsyncaccesshandle).
 *
 * Error 'in-use' when another tab has it. With `steal` it is taken from that tab, whose `onLost` is called: its
 * handles stay open until its worker ends, so opening files waits for that up to a few seconds.
 */
export async function openOpfsStore(
  options: { folder?: string; steal?: boolean; onLost?: () => void } = {},
): Promise<Store> {
  const release = await takeLock(options.steal ?? false, options.onLost);
  try {
    const origin = await navigator.storage.getDirectory();
    const root = await origin.getDirectoryHandle(options.folder ?? 'slipway', { create: true });
    return new OpfsStore(root, release);
  } catch (cause) {
    release();
    throw translated(cause, options.folder ?? 'slipway');
  }
}

/** A lock given up in another tab, or with it, reaches this one a moment later. */
const LOCK_WAIT_MS = 500;

/** Holds the Web Lock until the returned function is called. */
function takeLock(steal: boolean, onLost: (() => void) | undefined): Promise<() => void> {
  return new Promise((resolve, reject) => {
    let held = false;
    let released = false;
    navigator.locks
      .request(LOCK_NAME, steal ? { steal: true } : { signal: AbortSignal.timeout(LOCK_WAIT_MS) }, () => {
        held = true;
        return new Promise<void>((done) =>
          resolve(() => {
            released = true;
            done();
          }),
        );
      })
      .catch((cause: unknown) => {
        const isLate = (cause as Error).name === 'TimeoutError' || (cause as Error).name === 'AbortError';
        // A stolen lock rejects the request that held it.
        if (!held && isLate) reject(new SlipwayError('in-use', 'the machine runs in another tab', { cause }));
        else if (!held) reject(translated(cause, LOCK_NAME));
        else if (!released) onLost?.();
      });
  });
}

interface SharedHandle {
  readonly opening: Promise<FileSystemSyncAccessHandle>;
  handle: FileSystemSyncAccessHandle | undefined;
  users: number;
}

class OpfsStore implements Store {
  /** A file has one exclusive access handle; those who open it share that one. */
  private readonly handles = new Map<string, SharedHandle>();

  constructor(
    private readonly root: FileSystemDirectoryHandle,
    private readonly release: () => void,
  ) {}

  async open(name: string, mode: 'read' | 'write'): Promise<StoreFile> {
    let shared = this.handles.get(name);
    if (!shared) {
      shared = { opening: this.openHandle(name, mode), handle: undefined, users: 0 };
      this.handles.set(name, shared);
    }
    shared.users++;
    try {
      const handle = (shared.handle = await shared.opening);
      return new OpfsFile(handle, name, () => this.drop(name, shared));
    } catch (cause) {
      if (this.handles.get(name) === shared) this.handles.delete(name);
      throw translated(cause, name);
    }
  }

  async exists(name: string): Promise<boolean> {
    try {
      const { folder, base } = await this.locate(name, false);
      await folder.getFileHandle(base);
      return true;
    } catch (cause) {
      if (isMissing(cause)) return false;
      throw translated(cause, name);
    }
  }

  async list(folder: string): Promise<string[]> {
    try {
      let directory = this.root;
      for (const part of folder === '' ? [] : folder.split('/')) directory = await directory.getDirectoryHandle(part);
      const names: string[] = [];
      for await (const name of directory.keys()) names.push(name);
      return names;
    } catch (cause) {
      if (isMissing(cause)) return [];
      throw translated(cause, folder);
    }
  }

  async remove(name: string): Promise<void> {
    for (const [each, shared] of [...this.handles]) {
      // A file with an open handle cannot be removed.
      if (each === name || each.startsWith(`${name}/`)) {
        this.handles.delete(each);
        (await shared.opening.catch(() => undefined))?.close();
      }
    }
    try {
      const { folder, base } = await this.locate(name, false);
      await folder.removeEntry(base, { recursive: true });
    } catch (cause) {
      if (!isMissing(cause)) throw translated(cause, name);
    }
  }

  async usage(): Promise<{ usedBytes: number; quotaBytes: number | undefined }> {
    const { usage = 0, quota } = await navigator.storage.estimate();
    return { usedBytes: usage, quotaBytes: quota };
  }

  async close(): Promise<void> {
    for (const shared of this.handles.values()) (await shared.opening.catch(() => undefined))?.close();
    this.handles.clear();
    this.release();
  }

  private drop(name: string, shared: SharedHandle): void {
    shared.users--;
    if (shared.users > 0 || this.handles.get(name) !== shared) return;
    this.handles.delete(name);
    shared.handle?.close();
  }

  private async openHandle(name: string, mode: 'read' | 'write'): Promise<FileSystemSyncAccessHandle> {
    const create = mode === 'write';
    const { folder, base } = await this.locate(name, create);
    const file = await folder.getFileHandle(base, { create });
    // A worker that was just killed (a reload, a stolen lock) gives its handles up a moment later.
    for (let attempt = 0; ; attempt++) {
      try {
        return await file.createSyncAccessHandle();
      } catch (cause) {
        if ((cause as DOMException).name !== 'NoModificationAllowedError' || attempt === 40) throw cause;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  private async locate(name: string, create: boolean): Promise<{ folder: FileSystemDirectoryHandle; base: string }> {
    const parts = name.split('/');
    const base = parts.pop() ?? '';
    let folder = this.root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
    return { folder, base };
  }
}

class OpfsFile implements StoreFile {
  private closed = false;

  constructor(
    private readonly handle: FileSystemSyncAccessHandle,
    private readonly name: string,
    private readonly onClose: () => void,
  ) {}

  read(into: Uint8Array, at: number): number {
    return this.translate(() => this.handle.read(into, { at }));
  }
  write(from: Uint8Array, at: number): void {
    this.translate(() => {
      for (let done = 0; done < from.length;) {
        const count = this.handle.write(done === 0 ? from : from.subarray(done), { at: at + done });
        // Engines answer a full disk without an exception: with a short count, Chromium with -8 as an unsigned number.
        if (count === 0 || count > from.length - done)
          throw new SlipwayError('storage-full', 'no space left on device');
        done += count;
      }
    });
  }
  sizeBytes(): number {
    return this.translate(() => this.handle.getSize());
  }
  truncate(sizeBytes: number): void {
    this.translate(() => {
      this.handle.truncate(sizeBytes);
      // Growing beyond the quota is silently not done (Chromium).
      if (this.handle.getSize() < sizeBytes) throw new SlipwayError('storage-full', 'no space left on device');
    });
  }
  flush(): void {
    this.translate(() => this.handle.flush());
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.onClose();
  }

  private translate<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw translated(cause, this.name);
    }
  }
}

function isMissing(cause: unknown): boolean {
  const name = (cause as DOMException | undefined)?.name;
  return name === 'NotFoundError' || name === 'TypeMismatchError';
}

function translated(cause: unknown, name: string): SlipwayError {
  if (cause instanceof SlipwayError) return cause;
  const error = cause as DOMException;
  if (error?.name === 'QuotaExceededError') {
    return new SlipwayError('storage-full', 'no space left on device', { cause });
  }
  if (isMissing(cause)) return new SlipwayError('not-found', `no such file in the store: ${name}`, { cause });
  if (error?.name === 'NoModificationAllowedError') {
    return new SlipwayError('in-use', 'the machine runs in another tab', { cause });
  }
  return new SlipwayError('internal', `${name}: ${error?.message ?? String(cause)}`, { cause });
}
