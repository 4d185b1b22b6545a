import { bytesOf } from './byte-string.ts';
import { corrupt } from './tar-header.ts';

/**
 * The on-disk format of erofs, as far as an uncompressed image needs it: Linux, Documentation/filesystems/erofs.rst
 * and fs/erofs/erofs_fs.h (6.1). All integers are little-endian. The address of an inode is its nid × 32, because
 * the metadata area of our images begins at block 0.
 */
export const EROFS_BLOCK_BYTES = 4096;
export const INODE_SLOT_BYTES = 32;
/** The extended inode: the compact one has no mtime and 16-bit owners. */
export const INODE_BYTES = 64;
export const SUPERBLOCK_AT = 1024;
export const SUPERBLOCK_BYTES = 128;
/** Right behind the superblock: the superblock has 16 bits for the root's nid. */
export const ROOT_INODE_AT = SUPERBLOCK_AT + SUPERBLOCK_BYTES;
export const MAX_NAME_BYTES = 255;

const MAGIC = 0xe0f5e1e2;
const FEATURE_COMPAT_MTIME = 2;
const DIRENT_BYTES = 12;

/** st_mode's type bits and the file type of directory entries (FT_*). */
export const FileType = {
  file: { mode: 0o100000, dirent: 1 },
  directory: { mode: 0o040000, dirent: 2 },
  character: { mode: 0o020000, dirent: 3 },
  block: { mode: 0o060000, dirent: 4 },
  fifo: { mode: 0o010000, dirent: 5 },
  symlink: { mode: 0o120000, dirent: 7 },
} as const;
export type FileTypeName = keyof typeof FileType;

export interface InodeFields {
  readonly type: FileTypeName;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  readonly links: number;
  readonly sizeBytes: number;
  /** Any number: what a 32-bit stat shows. */
  readonly ino: number;
  /** The last part of the data lies behind the inode (and its xattrs) instead of in a block of its own. */
  readonly inlineTail: boolean;
  /** First block of the data, or the device number. */
  readonly blockOrDevice: number;
  /** As `encodeXattrs` made it. */
  readonly xattrs: Uint8Array;
}

export function writeInode(into: Uint8Array, at: number, inode: InodeFields): void {
  const view = new DataView(into.buffer, into.byteOffset + at, INODE_BYTES);
  const layout = inode.inlineTail ? 2 : 0;
  view.setUint16(0, 1 | (layout << 1), true);
  view.setUint16(2, inode.xattrs.length === 0 ? 0 : (inode.xattrs.length - 12) / 4 + 1, true);
  view.setUint16(4, FileType[inode.type].mode | (inode.mode & 0o7777), true);
  view.setUint16(6, 0, true);
  view.setBigUint64(8, BigInt(inode.sizeBytes), true);
  view.setUint32(16, inode.blockOrDevice, true);
  view.setUint32(20, inode.ino, true);
  view.setUint32(24, inode.uid, true);
  view.setUint32(28, inode.gid, true);
  view.setBigInt64(32, BigInt(inode.mtimeSeconds), true);
  view.setUint32(40, inode.mtimeNanoseconds, true);
  view.setUint32(INODE_LINKS_AT, inode.links, true);
  into.set(inode.xattrs, at + INODE_BYTES);
}

export const INODE_LINKS_AT = 44;

/** Linux's new_encode_dev. */
export function deviceNumber(major: number, minor: number): number {
  return ((minor & 0xff) | ((major & 0xfff) << 8) | ((minor & 0xfff00) << 12)) >>> 0;
}

/** Prefixes that erofs keeps as a number. Names with another are left out, as by a file system that does not know them. */
export const XATTR_PREFIXES: readonly (readonly [string, number])[] = [
  ['user.', 1],
  ['system.posix_acl_access', 2],
  ['system.posix_acl_default', 3],
  ['trusted.', 4],
  ['security.', 6],
];

/** The inline xattrs of an inode: 12 bytes of header, then the entries, each padded to 4 bytes. Empty for none. */
export function encodeXattrs(xattrs: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Uint8Array[] = [];
  let length = 12;
  for (const [name, value] of [...xattrs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const prefix = XATTR_PREFIXES.find(([text]) => name.startsWith(text));
    if (!prefix) continue;
    const suffix = bytesOf(name.slice(prefix[0].length));
    if (suffix.length > 255 || value.length > 65535) throw corrupt(`extended attribute too large: ${name}`);
    const entry = new Uint8Array(Math.ceil((4 + suffix.length + value.length) / 4) * 4);
    entry[0] = suffix.length;
    entry[1] = prefix[1];
    entry[2] = value.length & 255;
    entry[3] = value.length >> 8;
    entry.set(suffix, 4);
    entry.set(value, 4 + suffix.length);
    entries.push(entry);
    length += entry.length;
  }
  if (entries.length === 0) return new Uint8Array(0);
  if (length > 4 * 65535) throw corrupt('extended attributes too large');
  const encoded = new Uint8Array(length);
  let at = 12;
  for (const entry of entries) {
    encoded.set(entry, at);
    at += entry.length;
  }
  return encoded;
}

export interface Dirent {
  /** A byte string. */
  readonly name: string;
  readonly nid: number;
  readonly type: FileTypeName;
}

/**
 * How many entries go into each block of a directory, and its size. The names (with '.' and '..') are sorted by bytes,
 * over the whole directory: the kernel searches blocks and then entries by bisection.
 */
export function layOutDirectory(names: readonly string[]): { counts: number[]; sizeBytes: number } {
  const counts: number[] = [];
  let count = 0;
  let used = 0;
  for (const name of names) {
    const needed = DIRENT_BYTES + name.length;
    if (used + needed > EROFS_BLOCK_BYTES) {
      counts.push(count);
      count = used = 0;
    }
    count++;
    used += needed;
  }
  counts.push(count);
  return { counts, sizeBytes: (counts.length - 1) * EROFS_BLOCK_BYTES + used };
}

/** The directory's data: in each block first the entries, then their names. */
export function encodeDirectory(entries: readonly Dirent[], counts: readonly number[], sizeBytes: number): Uint8Array {
  const data = new Uint8Array(sizeBytes);
  const view = new DataView(data.buffer);
  let next = 0;
  counts.forEach((count, block) => {
    const blockAt = block * EROFS_BLOCK_BYTES;
    let nameAt = count * DIRENT_BYTES;
    for (let i = 0; i < count; i++) {
      const { name, nid, type } = entries[next++]!;
      const at = blockAt + i * DIRENT_BYTES;
      view.setBigUint64(at, BigInt(nid), true);
      view.setUint16(at + 8, nameAt, true);
      data[at + 10] = FileType[type].dirent;
      data.set(bytesOf(name), blockAt + nameAt);
      nameAt += name.length;
    }
  });
  return data;
}

/** Written last: without it the image is none. No checksum, no UUID, time zero: the same tar makes the same image. */
export function encodeSuperblock(image: { blocks: number; inodes: number }): Uint8Array {
  const bytes = new Uint8Array(SUPERBLOCK_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(8, FEATURE_COMPAT_MTIME, true);
  view.setUint8(12, 12); // blocks of 1 << 12 bytes
  view.setUint16(14, ROOT_INODE_AT / INODE_SLOT_BYTES, true);
  view.setBigUint64(16, BigInt(image.inodes), true);
  view.setUint32(36, image.blocks, true);
  return bytes;
}
