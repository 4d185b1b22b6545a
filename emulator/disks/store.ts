/**
 * Where bytes live outside the machine: the origin private file system in the page (`opfs-store.ts`), a folder
 * in Node (`folder-store.ts`), or memory (`memory-store.ts`). The engine and the disks know only this.
 *
 * Errors: SlipwayError 'storage-full' when the quota or the disk is full, 'in-use' when another tab or process
 * holds the store, 'not-found' for opening a missing file to read.
 */
export interface Store {
  /** Opens `name` ('blobs/sha256/ab12…'; folders are made as needed). 'read' fails when it is missing, 'write' creates it. */
  open(name: string, mode: 'read' | 'write'): Promise<StoreFile>;
  exists(name: string): Promise<boolean>;
  /** Names directly inside `folder` ('' is the root), unsorted; a missing folder is empty. */
  list(folder: string): Promise<string[]>;
  /** Removes a file, or a folder with all in it; missing is not an error. */
  remove(name: string): Promise<void>;
  usage(): Promise<{ usedBytes: number; quotaBytes: number | undefined }>;
  /** Closes what is open and gives up the lock. */
  close(): Promise<void>;
}

/** One file, opened. Every call is synchronous, so a block can be served inside the guest's I/O instruction. */
export interface StoreFile {
  /** Reads up to into.length bytes from byte offset `at`; returns how many there were. */
  read(into: Uint8Array, at: number): number;
  write(from: Uint8Array, at: number): void;
  sizeBytes(): number;
  truncate(sizeBytes: number): void;
  flush(): void;
  close(): void;
}
