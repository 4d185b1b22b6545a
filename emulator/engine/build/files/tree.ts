import type { TarEntryType } from '../../../disks/tar-reader.ts';

/** A file of a build context or of an image. Names are byte strings (disks/byte-string.ts). */
export interface TreeFile {
  readonly type: Exclude<TarEntryType, 'hardlink'>;
  /** Permission bits with set-uid, set-gid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
  readonly xattrs: ReadonlyMap<string, Uint8Array>;
  /** The same object for names of one file: hard links. */
  readonly inode: unknown;
  /** Of a file its bytes, of a symbolic link its target; read when asked for. */
  content(): Uint8Array;
  /** Of a directory, else empty. */
  children(): ReadonlyMap<string, TreeFile>;
}

export interface Located {
  /** Without symbolic links as far as it exists: '/usr/lib/x'. */
  readonly path: string;
  /** Undefined when there is nothing. */
  readonly file: TreeFile | undefined;
}

/** path_resolution(7). */
const MAX_LINKS = 255;

/**
 * Follows a path from the root, symbolic links included, and never out of it. `follow`: whether a link at the end is
 * followed. Undefined for a loop, or a path through something that is no directory.
 */
export function locate(root: TreeFile, path: string, follow = true): Located | undefined {
  let pending = path.split('/').filter((part) => part !== '' && part !== '.');
  let trail: { name: string; file: TreeFile | undefined }[] = [];
  const here = () => (trail.length === 0 ? root : trail.at(-1)!.file);
  for (let links = 0; pending.length > 0;) {
    const [part, ...rest] = pending as [string, ...string[]];
    pending = rest;
    if (part === '..') {
      trail = trail.slice(0, -1);
      continue;
    }
    const parent = here();
    if (parent && parent.type !== 'directory') return undefined;
    const file = parent?.children().get(part);
    if (file?.type === 'symlink' && (follow || pending.length > 0)) {
      if (++links > MAX_LINKS) return undefined;
      const target = String.fromCharCode(...file.content());
      if (target.startsWith('/')) trail = [];
      pending = [...target.split('/').filter((each) => each !== '' && each !== '.'), ...pending];
      continue;
    }
    trail = [...trail, { name: part, file }];
  }
  return { path: `/${trail.map(({ name }) => name).join('/')}`, file: here() };
}

/** All below a directory (not itself), by paths relative to it, parents first, in the order of their bytes. */
export function* walk(directory: TreeFile, prefix = ''): Generator<[path: string, file: TreeFile]> {
  const names = [...directory.children().keys()].sort((a, b) => (a < b ? -1 : 1));
  for (const name of names) {
    const file = directory.children().get(name)!;
    const path = prefix === '' ? name : `${prefix}/${name}`;
    yield [path, file];
    if (file.type === 'directory') yield* walk(file, path);
  }
}

/** A directory that is nowhere else: an empty root. */
export function emptyDirectory(children: ReadonlyMap<string, TreeFile> = new Map()): TreeFile {
  return {
    type: 'directory',
    mode: 0o755,
    uid: 0,
    gid: 0,
    sizeBytes: 0,
    mtimeSeconds: 0,
    deviceMajor: 0,
    deviceMinor: 0,
    xattrs: new Map(),
    inode: {},
    content: () => new Uint8Array(),
    children: () => children,
  };
}
