import { EROFS_BLOCK_BYTES, INODE_BYTES, INODE_LINKS_AT, writeInode, type InodeFields } from './erofs-format.ts';
import type { ImageOutput } from './image-output.ts';

/**
 * Places inodes in clusters of blocks spread over the image, so that an inode is written when its file comes by, yet
 * many lie together: walking a directory tree touches few blocks. The first clusters are small for small layers.
 */
const FIRST_CLUSTER_BLOCKS = 1;
const MAX_CLUSTER_BLOCKS = 16;

export interface PlacedInode {
  readonly at: number;
  /** Where the inline tail goes; valid until the next inode is placed. */
  readonly tail: Uint8Array;
}

export class InodeArea {
  private cluster = new Uint8Array(0);
  private clusterAt = 0;
  private used = 0;
  private nextBlocks = FIRST_CLUSTER_BLOCKS;

  constructor(private readonly output: ImageOutput) {}

  /** Whether the tail can lie behind the inode: the kernel wants it within one block. */
  static fitsInline(xattrBytes: number, tailBytes: number): boolean {
    return INODE_BYTES + xattrBytes + tailBytes <= EROFS_BLOCK_BYTES;
  }

  /** Finds room for an inode before its fields are known (a directory's data comes later). */
  reserve(xattrBytes: number, tailBytes: number): number {
    const length = INODE_BYTES + xattrBytes + tailBytes;
    const inBlock = this.used % EROFS_BLOCK_BYTES;
    // What fits in a block stays in one; what does not (huge xattrs, no tail then) begins one.
    if (inBlock !== 0 && inBlock + length > EROFS_BLOCK_BYTES) this.used += EROFS_BLOCK_BYTES - inBlock;
    if (this.used + length > this.cluster.length) this.newCluster(length);
    const at = this.clusterAt + this.used;
    this.used = Math.ceil((this.used + length) / 32) * 32;
    return at;
  }

  place(fields: InodeFields, tailBytes: number): PlacedInode {
    const at = this.reserve(fields.xattrs.length, tailBytes);
    const offset = at - this.clusterAt;
    writeInode(this.cluster, offset, fields);
    const tailAt = offset + INODE_BYTES + fields.xattrs.length;
    return { at, tail: this.cluster.subarray(tailAt, tailAt + tailBytes) };
  }

  /** Writes to a place that `reserve` or `place` returned, whether its cluster is still open or not. */
  writeAt(at: number, bytes: Uint8Array): void {
    const offset = at - this.clusterAt;
    if (offset >= 0 && offset < this.cluster.length) this.cluster.set(bytes, offset);
    else this.output.writeAt(at, bytes);
  }

  setLinks(at: number, links: number): void {
    this.writeAt(at + INODE_LINKS_AT, new Uint8Array(new Uint32Array([links]).buffer));
  }

  flush(): void {
    if (this.cluster.length > 0) this.output.writeAt(this.clusterAt, this.cluster);
  }

  private newCluster(neededBytes: number): void {
    this.flush();
    const blocks = Math.max(this.nextBlocks, Math.ceil(neededBytes / EROFS_BLOCK_BYTES));
    this.nextBlocks = Math.min(this.nextBlocks * 2, MAX_CLUSTER_BLOCKS);
    this.cluster = new Uint8Array(blocks * EROFS_BLOCK_BYTES);
    this.clusterAt = this.output.reserve(this.cluster.length);
    this.used = 0;
  }
}
