import type { BlockDevice } from './block-device.ts';
import { DiskWindow } from './disk-window.ts';
import type { StoreFile } from './store.ts';

/** The guest sees this much; 28 bits of sectors would be the limit of older IDE commands. Part of every snapshot. */
export const LAYERS_DISK_BYTES = 64 * 1024 ** 3;
/** Before lies the window only: what the kernel reads at the start, where it looks for partitions, stays zeros. */
const FIRST_OFFSET = 64 * 1024 * 1024;
const ALIGN_BYTES = 1024 * 1024;

interface Extent {
  readonly offset: number;
  readonly sizeBytes: number;
  file: StoreFile | undefined;
}

/**
 * The read-only disk on which each image layer in use has its erofs image somewhere. An offset is never given out
 * twice, because the guest's page cache may remember what was there.
 */
export class LayersDisk implements BlockDevice {
  readonly sizeBytes = LAYERS_DISK_BYTES;
  readonly window = new DiskWindow();
  /** By offset, ascending. */
  private readonly extents: Extent[] = [];
  private nextOffset = FIRST_OFFSET;
  private latest: Extent | undefined;

  /** Makes the first `sizeBytes` of the file readable at the offset that is returned. The file is the disk's then. */
  attach(file: StoreFile, sizeBytes: number): number {
    const offset = this.nextOffset;
    if (offset + sizeBytes > LAYERS_DISK_BYTES) throw new RangeError('the layers disk is used up: restart the machine');
    this.nextOffset = Math.ceil((offset + sizeBytes) / ALIGN_BYTES) * ALIGN_BYTES;
    this.extents.push({ offset, sizeBytes, file });
    return offset;
  }

  /** Closes the file; its place reads as zeros from now on. */
  detach(offset: number): void {
    const extent = this.find(offset);
    extent?.file?.close();
    if (extent) extent.file = undefined;
  }

  read(at: number, length: number): Uint8Array {
    const placed = this.window.read(at, length);
    if (placed) return placed;
    const out = new Uint8Array(length);
    this.readInto(out, at);
    return out;
  }

  /** @param out zeros: what is nowhere is left as it is */
  readInto(out: Uint8Array, at: number): void {
    const { length } = out;
    const last = this.latest;
    if (last && at >= last.offset && at + length <= last.offset + last.sizeBytes) {
      last.file?.read(out, at - last.offset);
      return;
    }
    for (let done = 0; done < length;) {
      const extent = this.find(at + done);
      const end = extent ? extent.offset + extent.sizeBytes : this.nextBegin(at + done);
      const size = Math.min(length - done, end - at - done);
      extent?.file?.read(out.subarray(done, done + size), at + done - extent.offset);
      this.latest = extent;
      done += size;
    }
  }

  /** What is written outside the window is ignored, as by a disk with its write protection on: layers are read-only. */
  write(at: number, bytes: Uint8Array): void {
    this.window.write(at, bytes);
  }

  close(): void {
    for (const extent of this.extents) this.detach(extent.offset);
  }

  private find(at: number): Extent | undefined {
    const extent = this.extents[this.firstAfter(at) - 1];
    return extent && at < extent.offset + extent.sizeBytes ? extent : undefined;
  }

  private nextBegin(at: number): number {
    return this.extents[this.firstAfter(at)]?.offset ?? Infinity;
  }

  /** Index of the first extent that begins after `at`. */
  private firstAfter(at: number): number {
    let low = 0;
    let high = this.extents.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.extents[middle]!.offset <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
