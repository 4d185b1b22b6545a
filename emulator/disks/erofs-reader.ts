import { toByteString } from './byte-string.ts';
import {
  EROFS_BLOCK_BYTES,
  FileType,
  INODE_BYTES,
  INODE_SLOT_BYTES,
  ROOT_INODE_AT,
  XATTR_PREFIXES,
  type FileTypeName,
} from './erofs-format.ts';
import { corrupt } from './tar-header.ts';

/** A file in an image, as its inode has it. */
export interface ErofsNode {
  /** Where its inode is: hard links have the same. */
  readonly at: number;
  readonly type: FileTypeName;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
  readonly xattrs: ReadonlyMap<string, Uint8Array>;
}

const TYPE_MASK = 0o170000;
const TYPES = new Map(Object.entries(FileType).map(([name, { mode }]) => [mode as number, name as FileTypeName]));

/** Reads the images that `ErofsWriter` makes (erofs-format.ts), without a kernel. Errors are 'corrupt'. */
export class ErofsReader {
  /** @param read bytes of the image, as many as asked for */
  constructor(private readonly read: (at: number, length: number) => Uint8Array) {}

  root(): ErofsNode {
    return this.node(ROOT_INODE_AT);
  }

  /** Names (byte strings) and where their inodes are, without '.' and '..'. */
  entries(directory: ErofsNode): Map<string, number> {
    const data = this.content(directory);
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const found = new Map<string, number>();
    for (let block = 0; block < data.length; block += EROFS_BLOCK_BYTES) {
      const end = Math.min(block + EROFS_BLOCK_BYTES, data.length);
      const count = view.getUint16(block + 8, true) / 12;
      for (let i = 0; i < count; i++) {
        const from = block + view.getUint16(block + i * 12 + 8, true);
        const next = i + 1 < count ? block + view.getUint16(block + (i + 1) * 12 + 8, true) : end;
        const bytes = data.subarray(from, next);
        const zero = bytes.indexOf(0);
        const name = toByteString(zero < 0 ? bytes : bytes.subarray(0, zero));
        if (name === '.' || name === '..') continue;
        found.set(name, Number(view.getBigUint64(block + i * 12, true)) * INODE_SLOT_BYTES);
      }
    }
    return found;
  }

  node(at: number): ErofsNode {
    const bytes = this.read(at, INODE_BYTES);
    const view = new DataView(bytes.buffer, bytes.byteOffset, INODE_BYTES);
    const mode = view.getUint16(4, true);
    const type = TYPES.get(mode & TYPE_MASK);
    if (type === undefined) throw corrupt(`erofs: no inode at ${at}`);
    const device = type === 'character' || type === 'block' ? view.getUint32(16, true) : 0;
    return {
      at,
      type,
      mode: mode & 0o7777,
      uid: view.getUint32(24, true),
      gid: view.getUint32(28, true),
      sizeBytes: Number(view.getBigUint64(8, true)),
      mtimeSeconds: Number(view.getBigInt64(32, true)),
      mtimeNanoseconds: view.getUint32(40, true),
      deviceMajor: (device >> 8) & 0xfff,
      deviceMinor: (device & 0xff) | ((device >>> 12) & 0xfff00),
      xattrs: this.xattrs(at, view.getUint16(2, true)),
    };
  }

  /** A file's bytes, a directory's, or a symbolic link's target. */
  content(node: ErofsNode): Uint8Array {
    const head = this.read(node.at, INODE_BYTES);
    const view = new DataView(head.buffer, head.byteOffset, INODE_BYTES);
    const isInline = view.getUint16(0, true) >> 1 === 2;
    const xattrCount = view.getUint16(2, true);
    const xattrBytes = xattrCount === 0 ? 0 : 12 + (xattrCount - 1) * 4;
    const blocksAt = view.getUint32(16, true) * EROFS_BLOCK_BYTES;
    const { sizeBytes } = node;
    if (!isInline) return this.read(blocksAt, sizeBytes);
    const tailBytes = sizeBytes % EROFS_BLOCK_BYTES;
    const out = new Uint8Array(sizeBytes);
    if (sizeBytes > tailBytes) out.set(this.read(blocksAt, sizeBytes - tailBytes));
    out.set(this.read(node.at + INODE_BYTES + xattrBytes, tailBytes), sizeBytes - tailBytes);
    return out;
  }

  private xattrs(at: number, count: number): ReadonlyMap<string, Uint8Array> {
    const found = new Map<string, Uint8Array>();
    if (count === 0) return found;
    const bytes = this.read(at + INODE_BYTES, 12 + (count - 1) * 4);
    for (let entry = 12; entry < bytes.length && bytes[entry + 1] !== 0;) {
      const nameBytes = bytes[entry]!;
      const valueBytes = bytes[entry + 2]! | (bytes[entry + 3]! << 8);
      const prefix = XATTR_PREFIXES.find(([, number]) => number === bytes[entry + 1])?.[0] ?? '';
      const name = prefix + toByteString(bytes.subarray(entry + 4, entry + 4 + nameBytes));
      found.set(name, bytes.slice(entry + 4 + nameBytes, entry + 4 + nameBytes + valueBytes));
      entry += Math.ceil((4 + nameBytes + valueBytes) / 4) * 4;
    }
    return found;
  }
}
