import type { BlockDevice } from '../disks/block-device.ts';
import type { V86Disk, V86Drive } from './v86-internals.ts';

/** Status and error register (ATA8-ACS 6): DRDY|DSC|ERR; UNC and ABRT. */
const STATUS_ERROR = 0x51;
const ERROR_UNCORRECTABLE = 0x40;
const ERROR_ABORTED = 0x04;
/** FLUSH CACHE and FLUSH CACHE EXT (7.10, 7.11). */
const FLUSH_COMMANDS: readonly number[] = [0xe7, 0xea];
/** IDENTIFY DEVICE (7.12.7): words 82 and 85, bit 5. */
const COMMANDS_SUPPORTED_WORD = 82;
const COMMANDS_ENABLED_WORD = 85;
const WRITE_CACHE = 1 << 5;

/**
 * A block device as v86 wants a disk. Every call is answered inside the guest's I/O instruction, which keeps the guest
 * in the wasm loop; the state of the disk is empty, so the blocks stay out of saved states. A class, for
 * v86 does not save plain objects.
 */
export class BlockDeviceDisk implements V86Disk {
  readonly byteLength: number;
  onload: ((event: object) => void) | undefined;
  readonly #device: BlockDevice;
  readonly #drive: () => V86Drive;

  readonly #report: (error: unknown) => void;

  /** `drive`: where the disk is plugged in; asked when the device fails. */
  constructor(device: BlockDevice, drive: () => V86Drive, report: (error: unknown) => void) {
    this.#device = device;
    this.#report = report;
    this.#drive = drive;
    this.byteLength = device.sizeBytes;
  }

  /**
   * v86 ends FLUSH CACHE without a word to the disk, and its disks say that they have no write cache, so that Linux
   * does not even ask. To be called before the machine runs.
   */
  flushOnCommand(): void {
    const drive = this.#drive();
    teachToFlush(Object.getPrototypeOf(drive) as V86Drive);
    flushing.set(drive, () => {
      try {
        this.#device.flush?.();
        return true;
      } catch (error) {
        this.#fail(ERROR_ABORTED, error);
        return false;
      }
    });
  }

  load(): void {
    this.onload?.({});
  }

  get(start: number, length: number, done: (bytes: Uint8Array) => void): void {
    let bytes: Uint8Array;
    try {
      bytes = this.#device.read(start, length);
    } catch (error) {
      return this.#fail(ERROR_UNCORRECTABLE, error);
    }
    done(bytes);
  }

  set(start: number, bytes: Uint8Array, done: () => void): void {
    try {
      this.#device.write(start, bytes);
    } catch (error) {
      return this.#fail(ERROR_ABORTED, error);
    }
    done();
  }

  get_and_cache(start: number, length: number, done: (bytes: Uint8Array) => void): void {
    this.get(start, length, done);
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

  /** Ends the command with an error, which v86's drives have no way to: Linux tries again, then reports EIO. */
  #fail(errorRegister: number, error: unknown): void {
    this.#report(error);
    const drive = this.#drive();
    drive.error_reg = errorRegister;
    drive.status_reg = STATUS_ERROR;
    drive.current_command = -1;
    drive.in_progress_io_ids.clear();
    drive.channel.dma_status = (drive.channel.dma_status & ~1) | 2;
    drive.push_irq();
  }
}

/** Drives that flush, each with what does it: false when it failed and said so. */
const flushing = new WeakMap<V86Drive, () => boolean>();
const taught = new WeakSet<V86Drive>();

/** v86 seals its drives, so it is the class that learns. */
function teachToFlush(prototype: V86Drive): void {
  if (taught.has(prototype)) return;
  taught.add(prototype);
  const { ata_command: execute, create_identify_packet: identify } = prototype;
  prototype.create_identify_packet = function (this: V86Drive) {
    identify.call(this);
    if (!flushing.has(this)) return;
    for (const word of [COMMANDS_SUPPORTED_WORD, COMMANDS_ENABLED_WORD]) this.data[word * 2]! |= WRITE_CACHE;
  };
  prototype.ata_command = function (this: V86Drive, command) {
    const isDone = !FLUSH_COMMANDS.includes(command) || (flushing.get(this)?.() ?? true);
    if (isDone) execute.call(this, command);
  };
}
