import { SlipwayError } from '../errors.ts';
import type { Store, StoreFile } from './store.ts';

/** Big enough that a layer is a few hundred of them, small enough that a 300-byte file does not cost a megabyte. */
const CHUNK_BYTES = 256 * 1024;

/** A sparse byte array: places never written read as zeros. */
class MemoryFile {
  sizeBytes = 0;
  private readonly chunks = new Map<number, Uint8Array>();

  read(into: Uint8Array, at: number): number {
    const length = Math.max(0, Math.min(into.length, this.sizeBytes - at));
    for (let done = 0; done < length;) {
      const { index, offset, size } = piece(at + done, length - done);
      const chunk = this.chunks.get(index);
      const target = into.subarray(done, done + size);
      // A chunk is only as long as what was written to it.
      const stored = chunk?.subarray(offset, offset + size);
      if (stored) target.set(stored);
      if (!stored || stored.length < size) target.fill(0, stored?.length ?? 0);
      done += size;
    }
    return length;
  }

  write(from: Uint8Array, at: number): void {
    for (let done = 0; done < from.length;) {
      const { index, offset, size } = piece(at + done, from.length - done);
      this.chunkOf(index, offset + size).set(from.subarray(done, done + size), offset);
      done += size;
    }
    this.sizeBytes = Math.max(this.sizeBytes, at + from.length);
  }

  truncate(sizeBytes: number): void {
    if (sizeBytes < this.sizeBytes) {
      const last = Math.floor(sizeBytes / CHUNK_BYTES);
      for (const index of this.chunks.keys()) if (index > last) this.chunks.delete(index);
      this.chunks.get(last)?.fill(0, sizeBytes - last * CHUNK_BYTES);
    }
    this.sizeBytes = sizeBytes;
  }

  private chunkOf(index: number, neededBytes: number): Uint8Array {
    const chunk = this.chunks.get(index);
    if (chunk && chunk.length >= neededBytes) return chunk;
    const length = Math.min(CHUNK_BYTES, Math.max(neededBytes, (chunk?.length ?? 0) * 2));
    const grown = new Uint8Array(length);
    if (chunk) grown.set(chunk);
    this.chunks.set(index, grown);
    return grown;
  }
}

function piece(at: number, left: number): { index: number; offset: number; size: number } {
  const index = Math.floor(at / CHUNK_BYTES);
  const offset = at - index * CHUNK_BYTES;
  return { index, offset, size: Math.min(left, CHUNK_BYTES - offset) };
}

/** A store that is gone with the process. With `quotaBytes` it fills up as a browser's does. */
export function openMemoryStore(options: { quotaBytes?: number } = {}): Store {
  return new MemoryStore(options.quotaBytes);
}

class MemoryStore implements Store {
  private readonly files = new Map<string, MemoryFile>();

  constructor(private readonly quotaBytes: number | undefined) {}

  async open(name: string, mode: 'read' | 'write'): Promise<StoreFile> {
    let file = this.files.get(name);
    if (!file) {
      if (mode === 'read') throw new SlipwayError('not-found', `no such file in the store: ${name}`);
      file = new MemoryFile();
      this.files.set(name, file);
    }
    return new OpenMemoryFile(file, (growthBytes) => this.charge(growthBytes));
  }

  async exists(name: string): Promise<boolean> {
    return this.files.has(name);
  }

  async list(folder: string): Promise<string[]> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = new Set<string>();
    for (const name of this.files.keys()) {
      if (name.startsWith(prefix)) names.add(name.slice(prefix.length).split('/', 1)[0]!);
    }
    return [...names];
  }

  async remove(name: string): Promise<void> {
    for (const each of [...this.files.keys()]) {
      if (each === name || each.startsWith(`${name}/`)) this.files.delete(each);
    }
  }

  async usage(): Promise<{ usedBytes: number; quotaBytes: number | undefined }> {
    return { usedBytes: this.usedBytes(), quotaBytes: this.quotaBytes };
  }

  async close(): Promise<void> {}

  private usedBytes(): number {
    let usedBytes = 0;
    for (const file of this.files.values()) usedBytes += file.sizeBytes;
    return usedBytes;
  }

  private charge(growthBytes: number): void {
    if (this.quotaBytes !== undefined && growthBytes > 0 && this.usedBytes() + growthBytes > this.quotaBytes) {
      throw new SlipwayError('storage-full', 'no space left on device');
    }
  }
}

class OpenMemoryFile implements StoreFile {
  constructor(
    private readonly file: MemoryFile,
    private readonly charge: (growthBytes: number) => void,
  ) {}

  read(into: Uint8Array, at: number): number {
    return this.file.read(into, at);
  }
  write(from: Uint8Array, at: number): void {
    this.charge(at + from.length - this.file.sizeBytes);
    this.file.write(from, at);
  }
  sizeBytes(): number {
    return this.file.sizeBytes;
  }
  truncate(sizeBytes: number): void {
    this.charge(sizeBytes - this.file.sizeBytes);
    this.file.truncate(sizeBytes);
  }
  flush(): void {}
  close(): void {}
}
