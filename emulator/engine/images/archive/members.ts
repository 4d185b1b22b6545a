import { TarReader, type TarEntry } from '../../../disks/tar-reader.ts';
import { textOf } from '../../../disks/byte-string.ts';
import { SlipwayError } from '../../../errors.ts';
import type { ContentStore } from '../content-store.ts';
import { decompressed } from '../decompress.ts';
import type { Layers } from '../layers.ts';
import type { Digest } from '../types.ts';
import { MemberReader, type Member } from './member-reader.ts';

export type { Member } from './member-reader.ts';

const MAX_LINKS = 40;

/** The files of an image archive by path, as unpacking it would leave them. */
export class Members {
  private readonly files = new Map<string, Member>();
  private readonly links = new Map<string, string>();
  private readonly folders = new Set<string>();

  put(path: string, member: Member): void {
    this.links.delete(path);
    this.files.set(path, member);
    this.addFolders(path);
  }

  link(path: string, target: string): void {
    this.files.delete(path);
    this.links.set(path, target);
    this.addFolders(path);
  }

  /** Directly below the root, sorted. */
  topFolders(): readonly string[] {
    return [...this.folders].sort();
  }

  find(path: string): Member | undefined {
    let at = cleanPath(path);
    for (let links = 0; links < MAX_LINKS; links++) {
      const file = this.files.get(at);
      if (file) return file;
      const target = this.links.get(at);
      if (target === undefined) return undefined;
      at = cleanPath(target.startsWith('/') ? target : `${at.slice(0, at.lastIndexOf('/') + 1)}${target}`);
    }
    return undefined;
  }

  /** Errors as dockerd's when it opens the file in the folder it unpacked the archive to. */
  open(path: string): Member {
    const member = this.find(path);
    if (member) return member;
    throw new SlipwayError(
      'corrupt',
      `open /var/lib/docker/tmp/docker-import-0/${cleanPath(path)}: no such file or directory`,
    );
  }

  private addFolders(path: string): void {
    const slash = path.indexOf('/');
    if (slash > 0) this.folders.add(path.slice(0, slash));
  }
}

export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Where what is read goes, and what is there already. */
export interface MemberStores {
  readonly content: Pick<ContentStore, 'begin'>;
  readonly layers: Pick<Layers, 'begin'>;
  /** A layer that needs not be read: the archive names it by its diff ID. */
  isKnown(diffId: Digest): boolean;
  /** Runs what makes a blob or a layer known, and keeps it from going until the archive was loaded. */
  finishing(work: () => Promise<Digest>): Promise<Digest>;
  /** Of a member that is named by a digest. */
  onProgress(digest: Digest, readBytes: number, sizeBytes: number): void;
}

/** Reads an archive (compressed or not) to its end. Errors in dockerd's words. */
export async function readMembers(archive: ReadableStream<Uint8Array>, stores: MemberStores): Promise<Members> {
  const members = new Members();
  let current: MemberReader | undefined;
  // The reader calls back while it reads; what takes time is done between its chunks.
  let todo: (() => Promise<void> | void)[] = [];
  const finish = async () => {
    const done = current;
    current = undefined;
    if (done) members.put(done.path, await done.finish());
  };
  const begin = async (entry: TarEntry) => {
    await finish();
    const path = cleanPath(textOf(entry.path));
    if (entry.type === 'symlink') return members.link(path, textOf(entry.linkPath));
    if (entry.type === 'hardlink') return members.link(path, `/${cleanPath(textOf(entry.linkPath))}`);
    if (entry.type === 'file') current = new MemberReader(path, entry.sizeBytes, stores);
  };
  const reader = new TarReader({
    entry: (entry) => void todo.push(() => begin(entry)),
    data: (bytes) => void todo.push(() => current!.take(bytes)),
  });
  const settle = async () => {
    const work = todo;
    todo = [];
    for (const each of work) await each();
  };
  const source = (await decompressed(archive)).getReader();
  try {
    for (let read = await source.read(); !read.done; read = await source.read()) {
      reader.push(read.value);
      await settle();
    }
    reader.end();
    await settle();
    await finish();
  } catch (error) {
    await source.cancel(error).catch(() => {});
    await (current as MemberReader | undefined)?.abort();
    throw processingError(error);
  }
  return members;
}

/** What dockerd says of an archive that it cannot unpack. */
export function processingError(error: unknown): unknown {
  if (error instanceof SlipwayError && error.kind !== 'corrupt') return error;
  const message = error instanceof Error ? error.message : String(error);
  // A decompressor says what the platform's does; Go's say this.
  const isDecoder = !(error instanceof SlipwayError);
  const reason = isDecoder
    ? 'unexpected EOF'
    : message
        .replace(/^archive\/tar: (invalid tar header).*/, 'archive/tar: $1')
        .replace(/^archive\/tar: (?=unexpected)/, '');
  return new SlipwayError('corrupt', `Error processing tar file(exit status 1): ${reason}`, { cause: error });
}
