import { createSHA256 } from 'hash-wasm';
import { bytesOf } from '../../../disks/byte-string.ts';
import type { TarEntry } from '../../../disks/tar-reader.ts';
import { walk, type TreeFile } from './tree.ts';

const TYPE_FLAGS: Readonly<Record<TarEntry['type'], string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};
/** S_IFMT bits, as Go 1.8 put them in a tar header's mode, and Docker still does. */
const TYPE_BITS: Readonly<Record<TarEntry['type'], number>> = {
  file: 0o100000,
  hardlink: 0o100000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
  directory: 0o040000,
  fifo: 0o010000,
};

/** Docker's "tarsum", version 1, of one file: its header without times, and its content (moby, pkg/tarsum). Hex. */
export async function fileHash(path: string, file: TreeFile, entry?: TarEntry): Promise<string> {
  const type = entry?.type ?? file.type;
  const isLink = type === 'symlink' || type === 'hardlink';
  const name = entry?.path ?? (type === 'directory' ? `${path}/` : path);
  const fields: readonly (readonly [string, string | number])[] = [
    ['name', name],
    ['mode', entry?.header?.rawMode ?? file.mode + TYPE_BITS[type]],
    ['uid', file.uid],
    ['gid', file.gid],
    ['size', isLink ? 0 : file.sizeBytes],
    ['typeflag', TYPE_FLAGS[type]],
    ['linkname', isLink ? (entry?.linkPath ?? String.fromCharCode(...file.content())) : ''],
    ['uname', entry?.header?.userName ?? ''],
    ['gname', entry?.header?.groupName ?? ''],
    ['devmajor', file.deviceMajor],
    ['devminor', file.deviceMinor],
  ];
  const hash = await createSHA256();
  for (const [key, value] of fields) hash.update(bytesOf(`${key}${value}`));
  for (const [key, value] of [...file.xattrs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(bytesOf(key));
    hash.update(value);
  }
  if (type === 'file') hash.update(file.content());
  return hash.digest('hex');
}

/** 'file:…' or 'dir:…', as the classic builder names what it copies; `path` is relative to the root. */
export async function sourceHash(
  path: string,
  file: TreeFile,
  entryOf: (file: TreeFile) => TarEntry | undefined,
  includes: (path: string) => boolean = () => true,
): Promise<string> {
  if (file.type !== 'directory') return `file:${await fileHash(path, file, entryOf(file))}`;
  const hashes: string[] = [];
  for (const [below, each] of walk(file)) {
    if (!includes(below)) continue;
    hashes.push(await fileHash(path === '' ? below : `${path}/${below}`, each, entryOf(each)));
  }
  return hashList('dir', hashes.sort());
}

/** The hash of several: 'multi:…'; of one it is that one's. */
export async function hashesOf(hashes: readonly string[]): Promise<string> {
  return hashes.length === 1 ? hashes[0]! : hashList('multi', hashes);
}

async function hashList(kind: string, hashes: readonly string[]): Promise<string> {
  const hash = await createSHA256();
  hash.update(hashes.join(','));
  return `${kind}:${hash.digest('hex')}`;
}
