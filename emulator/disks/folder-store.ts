/** A Store in a folder of the machine Node runs on. Node only: never imported by code that the page loads. */
import fs from 'node:fs';
import path from 'node:path';
import { SlipwayError } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';
import type { Store, StoreFile } from './store.ts';

/** Opens (and makes) `folder`. Error 'in-use' when another process, or another store of this one, has it open. */
export async function openFolderStore(folder: string): Promise<Store> {
  const root = path.resolve(folder);
  translate(() => fs.mkdirSync(root, { recursive: true }), root);
  return new FolderStore(root, lockFolder(root));
}

class FolderStore implements Store {
  private readonly openFiles = new Set<FolderFile>();

  constructor(
    private readonly root: string,
    private readonly unlock: () => void,
  ) {}

  async open(name: string, mode: 'read' | 'write'): Promise<StoreFile> {
    const file = this.pathOf(name);
    return translate(() => {
      if (mode === 'write') fs.mkdirSync(path.dirname(file), { recursive: true });
      // 'a+' would make every write append; O_CREAT alone neither truncates nor appends.
      const flags = mode === 'read' ? fs.constants.O_RDONLY : fs.constants.O_RDWR | fs.constants.O_CREAT;
      const opened: FolderFile = new FolderFile(fs.openSync(file, flags, 0o600), name, () =>
        this.openFiles.delete(opened),
      );
      this.openFiles.add(opened);
      return opened;
    }, name);
  }

  async exists(name: string): Promise<boolean> {
    return fs.statSync(this.pathOf(name), { throwIfNoEntry: false })?.isFile() ?? false;
  }

  async list(folder: string): Promise<string[]> {
    const directory = folder === '' ? this.root : this.pathOf(folder);
    if (!fs.existsSync(directory)) return [];
    return fs.readdirSync(directory).filter((name) => !name.startsWith('.'));
  }

  async remove(name: string): Promise<void> {
    translate(() => fs.rmSync(this.pathOf(name), { recursive: true, force: true }), name);
  }

  async usage(): Promise<{ usedBytes: number; quotaBytes: number | undefined }> {
    let usedBytes = 0;
    for (const entry of fs.readdirSync(this.root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const status = fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false });
      // Blocks, not length: the data disk is sparse.
      usedBytes += (status?.blocks ?? 0) * 512;
    }
    const { bavail, bsize } = fs.statfsSync(this.root);
    return { usedBytes, quotaBytes: usedBytes + bavail * bsize };
  }

  async close(): Promise<void> {
    for (const file of [...this.openFiles]) file.close();
    this.unlock();
  }

  private pathOf(name: string): string {
    const parts = name.split('/');
    if (parts.some((part) => part === '' || part.startsWith('.'))) {
      throw new SlipwayError('internal', `not a name for a file in the store: ${name}`);
    }
    return path.join(this.root, ...parts);
  }
}

class FolderFile implements StoreFile {
  private closed = false;

  constructor(
    private readonly fd: number,
    private readonly name: string,
    private readonly onClose: () => void,
  ) {}

  read(into: Uint8Array, at: number): number {
    return translate(() => {
      let done = 0;
      while (done < into.length) {
        const count = fs.readSync(this.fd, into, done, into.length - done, at + done);
        if (count === 0) break;
        done += count;
      }
      return done;
    }, this.name);
  }

  write(from: Uint8Array, at: number): void {
    translate(() => {
      for (let done = 0; done < from.length;) {
        done += fs.writeSync(this.fd, from, done, from.length - done, at + done);
      }
    }, this.name);
  }

  sizeBytes(): number {
    return translate(() => fs.fstatSync(this.fd).size, this.name);
  }

  truncate(sizeBytes: number): void {
    translate(() => fs.ftruncateSync(this.fd, sizeBytes), this.name);
  }

  flush(): void {
    translate(() => fs.fdatasyncSync(this.fd), this.name);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    fs.closeSync(this.fd);
    this.onClose();
  }
}

function translate<T>(work: () => T, name: string): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof SlipwayError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new SlipwayError('not-found', `no such file in the store: ${name}`, { cause });
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
      throw new SlipwayError('storage-full', 'no space left on device', { cause });
    }
    throw new SlipwayError('internal', `${name}: ${(cause as Error).message}`, { cause });
  }
}
