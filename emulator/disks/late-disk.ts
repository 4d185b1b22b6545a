import { SlipwayError } from '../errors.ts';
import type { BlockDevice } from './block-device.ts';

/**
 * The place for a disk in a machine that stands still: it is plugged in before the machine runs. Until then it reads as
 * zeros, since v86 looks for a boot sector when it is made.
 */
export class LateDisk implements BlockDevice {
  #disk: BlockDevice | undefined;

  constructor(readonly sizeBytes: number) {}

  /** Error 'internal' for a disk of another size: the machine has told its own already. */
  plugIn(disk: BlockDevice): void {
    if (disk.sizeBytes !== this.sizeBytes) {
      throw new SlipwayError('internal', `a disk of ${disk.sizeBytes} bytes in a place for ${this.sizeBytes}`);
    }
    this.#disk = disk;
  }

  read(at: number, length: number): Uint8Array {
    return this.#disk?.read(at, length) ?? new Uint8Array(length);
  }
  /** Error 'internal' before there is a disk. */
  write(at: number, bytes: Uint8Array): void {
    if (this.#disk === undefined) throw new SlipwayError('internal', 'the machine has no such disk yet');
    this.#disk.write(at, bytes);
  }
  flush(): void {
    this.#disk?.flush?.();
  }
}
