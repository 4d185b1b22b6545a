/** On the layers disk, before the first layer and behind what the kernel reads while it looks for partitions. */
const WINDOW_AT = 16 * 1024 * 1024;
const SLOT_BYTES = 1024 * 1024;
/** What lies there at most is as many slots. */
const SLOTS = 32;

/** Bytes that the guest may read from the disk until they are released. */
export interface PlacedBytes {
  readonly offset: number;
  readonly length: number;
  release(): void;
}

/**
 * A part of the layers disk through which the host hands large pieces of bytes to a program in the guest: the disk's
 * DMA puts a megabyte where the program wants it, while each page that comes through the console's port costs system
 * calls and copies. Whoever reads there must do so past the page cache (O_DIRECT): places are used again.
 */
export class DiskWindow {
  private readonly slots: (Uint8Array | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

  /** Of one piece. */
  readonly maxBytes = SLOT_BYTES;

  /** `bytes` are the window's until they are released. Undefined when every place is taken; at most `maxBytes`. */
  place(bytes: Uint8Array): PlacedBytes | undefined {
    if (bytes.length > SLOT_BYTES) throw new RangeError(`${bytes.length} bytes are more than ${SLOT_BYTES}`);
    const slot = this.slots.indexOf(undefined);
    if (slot < 0) return undefined;
    this.slots[slot] = bytes;
    return {
      offset: WINDOW_AT + slot * SLOT_BYTES,
      length: bytes.length,
      release: () => {
        if (this.slots[slot] === bytes) this.slots[slot] = undefined;
      },
    };
  }

  /** What the disk has at this place, zeros where nothing is placed; undefined when it is outside the window. */
  read(at: number, length: number): Uint8Array | undefined {
    const from = at - WINDOW_AT;
    if (from < 0 || from + length > SLOTS * SLOT_BYTES) return undefined;
    const first = this.slots[Math.floor(from / SLOT_BYTES)];
    const inSlot = from % SLOT_BYTES;
    // As it lies there: the machine copies it at once.
    if (first && inSlot + length <= first.length) return first.subarray(inSlot, inSlot + length);
    const out = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const offset = (from + done) % SLOT_BYTES;
      const size = Math.min(length - done, SLOT_BYTES - offset);
      const bytes = this.slots[Math.floor((from + done) / SLOT_BYTES)]?.subarray(offset, offset + size);
      if (bytes) out.set(bytes, done);
      done += size;
    }
    return out;
  }
}
