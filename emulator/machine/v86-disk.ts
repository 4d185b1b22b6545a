import type { BlockDevice } from '../disks/block-device.ts';
import type { V86Disk } from './v86-internals.ts';

/**
 * A block device as v86 wants a disk. Every call is answered inside the guest's I/O instruction, which keeps the guest
 * in the wasm loop; the state of the disk is empty, so the blocks stay out of saved states. A class, for v86 refuses to save plain objects.
 */
export class BlockDeviceDisk implements V86Disk {
  readonly byteLength: number;
  onload: ((event: object) => void) | undefined;
  readonly #device: BlockDevice;

  constructor(device: BlockDevice) {
    this.#device = device;
    this.byteLength = device.sizeBytes;
  }

  load(): void {
    this.onload?.({});
  }

  get(start: number, length: number, done: (bytes: Uint8Array) => void): void {
    done(this.#device.read(start, length));
  }

  set(start: number, bytes: Uint8Array, done: () => void): void {
    this.#device.write(start, bytes);
    done();
  }

  get_and_cache(start: number, length: number, done: (bytes: Uint8Array) => void): void {
    done(this.#device.read(start, length));
  }

  get_from_cache(start: number, length: number): Uint8Array {
    return this.#device.read(start, length);
  }

  get_buffer(done: (buffer: undefined) => void): void {
    done(undefined);
  }

  get_state(): unknown[] {
    return [];
  }

  set_state(): void {}
}
