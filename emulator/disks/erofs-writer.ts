import {
  deviceNumber,
  encodeDirectory,
  encodeSuperblock,
  encodeXattrs,
  EROFS_BLOCK_BYTES,
  INODE_BYTES,
  INODE_SLOT_BYTES,
  layOutDirectory,
  ROOT_INODE_AT,
  SUPERBLOCK_AT,
  writeInode,
  type Dirent,
  type FileTypeName,
} from './erofs-format.ts';
import { bytesOf } from './byte-string.ts';
import { ImageOutput } from './image-output.ts';
import { InodeArea } from './inode-area.ts';
import { LayerTree, type Attributes, type DirectoryNode, type LeafNode } from './layer-tree.ts';
import type { StoreFile } from './store.ts';
import { corrupt } from './tar-header.ts';
import type { TarEntry } from './tar-reader.ts';
import type { ImageRange, ImageWriter } from './tar-split.ts';

const WHITEOUT_PREFIX = '.wh.';
const OPAQUE_MARKER = '.wh..wh..opq';
/** Other names with this prefix are aufs' own bookkeeping, which Docker skips too. */
const AUFS_PREFIX = '.wh..wh.';
const OPAQUE_XATTR = 'trusted.overlay.opaque';
/** overlayfs' own attributes: an archive has no say in them. */
const OVERLAY_PREFIX = 'trusted.overlay.';

/**
 * Larger files have their last block in one piece with the others, which the guest then reads in one request; of
 * smaller ones it lies behind the inode, so that reading a small file is one block instead of two.
 */
const INLINE_FILE_BYTES = 32 * 1024;

export interface ErofsImage {
  readonly imageBytes: number;
  /** Sum of the files' sizes, hard links once, symbolic links by their target: what Docker calls a layer's size. */
  readonly contentBytes: number;
  readonly inodes: number;
}

/**
 * Makes an uncompressed erofs image from a layer's tar in one pass: data and inodes of files are written as they come,
 * directories when all names are known, the superblock last. Block 0 holds the superblock and the root's inode.
 * OCI whiteouts become what overlayfs understands (image-spec layer.md; Linux, overlayfs.rst).
 */
export class ErofsWriter implements ImageWriter {
  private readonly output: ImageOutput;
  private readonly inodes: InodeArea;
  private readonly tree = new LayerTree();
  private readonly leaves: LeafNode[] = [];
  /** Of the current file: bytes that go to blocks, then the place for the rest. */
  private blockBytesLeft = 0;
  private paddingBytes = 0;
  private tail: Uint8Array = new Uint8Array(0);
  private tailFilled = 0;
  private directoryCount = 0;
  private nextIno = 1;
  /** What a whiteout may have as its content is nobody's. */
  private keepsData = false;
  dataPlaces: readonly ImageRange[] = [];

  constructor(private readonly file: StoreFile) {
    this.output = new ImageOutput(file);
    this.output.reserve(EROFS_BLOCK_BYTES);
    this.inodes = new InodeArea(this.output);
  }

  entry(entry: TarEntry): void {
    const { parent, name } = this.tree.locate(entry.path);
    this.dataPlaces = [];
    this.keepsData = !name.startsWith(WHITEOUT_PREFIX);
    if (!this.keepsData) return this.whiteout(parent, name);
    if (entry.type === 'directory') return this.tree.setDirectory(parent, name, attributesOf(entry));
    if (entry.type === 'hardlink') return this.tree.setLeaf(parent, name, this.tree.leafAt(entry.linkPath));
    this.tree.setLeaf(parent, name, this.writeLeaf(entry, entry.type));
  }

  data(bytes: Uint8Array): void {
    if (this.keepsData) this.write(bytes);
  }

  private write(bytes: Uint8Array): void {
    let rest = bytes;
    if (this.blockBytesLeft > 0) {
      const piece = rest.subarray(0, this.blockBytesLeft);
      this.output.append(piece);
      this.blockBytesLeft -= piece.length;
      rest = rest.subarray(piece.length);
      if (this.blockBytesLeft === 0 && this.paddingBytes > 0) this.output.reserve(this.paddingBytes);
    }
    if (rest.length > 0) {
      this.tail.set(rest, this.tailFilled);
      this.tailFilled += rest.length;
    }
  }

  /** Call once, after the last entry. The image is complete then, in the file; flushing that is the caller's. */
  finish(): ErofsImage {
    this.writeDirectories();
    let contentBytes = 0;
    let inodes = 0;
    for (const leaf of this.leaves) {
      if (leaf.links === 0) continue;
      if (leaf.links > 1) this.inodes.setLinks(leaf.at, leaf.links);
      contentBytes += leaf.countedBytes;
      inodes++;
    }
    this.inodes.flush();
    const imageBytes = this.output.endAt;
    this.output.flush();
    const superblock = encodeSuperblock({
      blocks: imageBytes / EROFS_BLOCK_BYTES,
      inodes: inodes + this.directoryCount,
    });
    this.file.write(superblock, SUPERBLOCK_AT);
    return { imageBytes, contentBytes, inodes: inodes + this.directoryCount };
  }

  private whiteout(parent: DirectoryNode, name: string): void {
    if (name === OPAQUE_MARKER) parent.opaque = true;
    if (name.startsWith(AUFS_PREFIX)) return;
    const hidden = name.slice(WHITEOUT_PREFIX.length);
    if (hidden === '' || hidden === '.' || hidden === '..') throw corrupt(`invalid whiteout name: ${name}`);
    this.tree.setWhiteout(parent, hidden, () => this.writeLeaf(WHITEOUT_ENTRY, 'character', true));
  }

  private writeLeaf(entry: TarEntry, type: FileTypeName, isWhiteout = false): LeafNode {
    const attributes = attributesOf(entry);
    const xattrs = encodeXattrs(attributes.xattrs);
    const target = type === 'symlink' ? bytesOf(entry.linkPath) : undefined;
    if (target && (target.length === 0 || target.length >= EROFS_BLOCK_BYTES)) {
      throw corrupt('invalid target of a symbolic link');
    }
    const sizeBytes = target ? target.length : entry.sizeBytes;
    const tailBytes = sizeBytes % EROFS_BLOCK_BYTES;
    const inlineTail =
      tailBytes > 0 && sizeBytes <= INLINE_FILE_BYTES && InodeArea.fitsInline(xattrs.length, tailBytes);
    // The inode first: placing it may begin a cluster, which must not come between the file's blocks.
    const fields = {
      ...attributes,
      type,
      links: 1,
      sizeBytes,
      ino: this.nextIno++,
      inlineTail,
      blockOrDevice: 0,
      xattrs,
    };
    const placed = this.inodes.place(fields, inlineTail ? tailBytes : 0);
    const isDevice = type === 'character' || type === 'block';
    const blockOrDevice = isDevice
      ? deviceNumber(entry.deviceMajor, entry.deviceMinor)
      : this.output.endAt / EROFS_BLOCK_BYTES;
    this.inodes.writeAt(placed.at + 16, new Uint8Array(new Uint32Array([blockOrDevice]).buffer));
    this.blockBytesLeft = inlineTail ? sizeBytes - tailBytes : sizeBytes;
    this.paddingBytes = inlineTail || tailBytes === 0 ? 0 : EROFS_BLOCK_BYTES - tailBytes;
    this.tail = placed.tail;
    this.tailFilled = 0;
    const tailAt = placed.at + INODE_BYTES + xattrs.length;
    const ranges = [
      { at: this.output.endAt, length: this.blockBytesLeft },
      { at: tailAt, length: placed.tail.length },
    ];
    this.dataPlaces = ranges.filter(({ length }) => length > 0);
    if (target) this.write(target);
    const leaf: LeafNode = {
      kind: 'leaf',
      type,
      at: placed.at,
      countedBytes: sizeBytes,
      target: target ? entry.linkPath : '',
      isWhiteout,
      links: 0,
    };
    this.leaves.push(leaf);
    return leaf;
  }

  /** First a place for each directory's inode, since parents and children name each other; then the contents. */
  private writeDirectories(): void {
    const plans: DirectoryPlan[] = [];
    const planOf = new Map<DirectoryNode, DirectoryPlan>();
    const plan = (node: DirectoryNode, parent: DirectoryNode): DirectoryPlan => {
      const names = ['.', '..', ...node.children.keys()].sort(byBytes);
      const { counts, sizeBytes } = layOutDirectory(names);
      const xattrs = encodeXattrs(node.opaque ? withOpaque(node.attributes.xattrs) : node.attributes.xattrs);
      const tailBytes = sizeBytes % EROFS_BLOCK_BYTES;
      const isRoot = node === this.tree.root;
      const inlineTail = !isRoot && tailBytes > 0 && InodeArea.fitsInline(xattrs.length, tailBytes);
      if (isRoot && ROOT_INODE_AT + INODE_BYTES + xattrs.length > EROFS_BLOCK_BYTES) {
        throw corrupt('extended attributes of the root are too large');
      }
      const at = isRoot ? ROOT_INODE_AT : this.inodes.reserve(xattrs.length, inlineTail ? tailBytes : 0);
      const made = { node, parent, names, counts, sizeBytes, xattrs, inlineTail, at };
      plans.push(made);
      planOf.set(node, made);
      return made;
    };
    plan(this.tree.root, this.tree.root);
    for (let i = 0; i < plans.length; i++) {
      const { node, names } = plans[i]!;
      for (const name of names) {
        const child = node.children.get(name);
        if (child?.kind === 'directory') plan(child, node);
      }
    }
    this.directoryCount = plans.length;
    for (const each of plans) this.writeDirectory(each, planOf);
  }

  private writeDirectory(plan: DirectoryPlan, planOf: ReadonlyMap<DirectoryNode, DirectoryPlan>): void {
    let subdirectories = 0;
    const entries = plan.names.map((name): Dirent => {
      const child = name === '.' ? plan.node : name === '..' ? plan.parent : plan.node.children.get(name)!;
      if (child.kind === 'leaf') return { name, nid: child.at / INODE_SLOT_BYTES, type: child.type };
      if (name !== '.' && name !== '..') subdirectories++;
      return { name, nid: planOf.get(child)!.at / INODE_SLOT_BYTES, type: 'directory' };
    });
    const data = encodeDirectory(entries, plan.counts, plan.sizeBytes);
    const inBlocks = plan.inlineTail ? plan.sizeBytes - (plan.sizeBytes % EROFS_BLOCK_BYTES) : plan.sizeBytes;
    const tail = data.subarray(inBlocks);
    const inode = new Uint8Array(INODE_BYTES + plan.xattrs.length + tail.length);
    writeInode(inode, 0, {
      ...plan.node.attributes,
      type: 'directory',
      links: 2 + subdirectories,
      sizeBytes: plan.sizeBytes,
      ino: this.nextIno++,
      inlineTail: plan.inlineTail,
      blockOrDevice: this.output.endAt / EROFS_BLOCK_BYTES,
      xattrs: plan.xattrs,
    });
    inode.set(tail, INODE_BYTES + plan.xattrs.length);
    const place = plan.at === ROOT_INODE_AT ? this.output : this.inodes;
    place.writeAt(plan.at, inode);
    this.output.append(data.subarray(0, inBlocks));
    this.output.reserve((EROFS_BLOCK_BYTES - (inBlocks % EROFS_BLOCK_BYTES)) % EROFS_BLOCK_BYTES);
  }
}

interface DirectoryPlan {
  readonly node: DirectoryNode;
  readonly parent: DirectoryNode;
  readonly names: readonly string[];
  readonly counts: readonly number[];
  readonly sizeBytes: number;
  readonly xattrs: Uint8Array;
  readonly inlineTail: boolean;
  readonly at: number;
}

const WHITEOUT_ENTRY: TarEntry = {
  path: '',
  type: 'character',
  mode: 0,
  uid: 0,
  gid: 0,
  sizeBytes: 0,
  mtimeSeconds: 0,
  mtimeNanoseconds: 0,
  linkPath: '',
  deviceMajor: 0,
  deviceMinor: 0,
  xattrs: new Map(),
};

function attributesOf(entry: TarEntry): Attributes {
  const { mode, uid, gid, mtimeSeconds, mtimeNanoseconds } = entry;
  const xattrs = new Map([...entry.xattrs].filter(([name]) => !name.startsWith(OVERLAY_PREFIX)));
  // Linux makes every symbolic link 0777.
  return { mode: entry.type === 'symlink' ? 0o777 : mode, uid, gid, mtimeSeconds, mtimeNanoseconds, xattrs };
}

function withOpaque(xattrs: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  return new Map([...xattrs, [OPAQUE_XATTR, Uint8Array.of(0x79)]]);
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
