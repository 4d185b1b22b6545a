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

/** Places for the guest to write, until they are released. */
export interface LentPlaces {
  readonly offsets: readonly number[];
  /** Takes what lies at the beginning of one of them away. */
  take(place: number, length: number): Uint8Array;
  release(): void;
}

interface Slot {
  /** Of one that is lent, from when it is written until it is taken. */
  bytes: Uint8Array | undefined;
  readonly isLent: boolean;
}

/**
 * A part of the layers disk through which host and guest hand each other large pieces of bytes: the disk's DMA puts a
 * megabyte where the program wants it, while each page that comes through the console's port costs system calls and
 * copies. The guest must go past the page cache (O_DIRECT): places are used again.
 */
export class DiskWindow {
  private readonly slots: (Slot | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

  /** Of one piece. */
  readonly maxBytes = SLOT_BYTES;

  /** `bytes` are the window's until they are released. Undefined when every place is taken; at most `maxBytes`. */
  place(bytes: Uint8Array): PlacedBytes | undefined {
    if (bytes.length > SLOT_BYTES) throw new RangeError(`${bytes.length} bytes are more than ${SLOT_BYTES}`);
    const taken = this.occupy({ bytes, isLent: false });
    return taken && { ...taken, length: bytes.length };
  }

  /** As many places of `maxBytes`, of zeros. Undefined when there are not as many. */
  lend(count: number): LentPlaces | undefined {
    const lent: { slot: Slot; offset: number; release: () => void }[] = [];
    const release = () => lent.forEach((place) => place.release());
    while (lent.length < count) {
      const slot = { bytes: undefined, isLent: true };
      const taken = this.occupy(slot);
      if (!taken) return void release();
      lent.push({ slot, ...taken });
    }
    const take = (place: number, length: number) => {
      const { slot } = lent[place]!;
      const bytes = slot.bytes ?? new Uint8Array(length);
      slot.bytes = undefined;
      return bytes.subarray(0, length);
    };
    return { offsets: lent.map(({ offset }) => offset), take, release };
  }

  /** What the disk has at this place, zeros where nothing is placed; undefined when it is outside the window. */
  read(at: number, length: number): Uint8Array | undefined {
    const from = at - WINDOW_AT;
    if (from < 0 || from + length > SLOTS * SLOT_BYTES) return undefined;
    const first = this.slots[Math.floor(from / SLOT_BYTES)]?.bytes;
    const inSlot = from % SLOT_BYTES;
    // As it lies there: the machine copies it at once.
    if (first && inSlot + length <= first.length) return first.subarray(inSlot, inSlot + length);
    const out = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const offset = (from + done) % SLOT_BYTES;
      const size = Math.min(length - done, SLOT_BYTES - offset);
      const bytes = this.slots[Math.floor((from + done) / SLOT_BYTES)]?.bytes?.subarray(offset, offset + size);
      if (bytes) out.set(bytes, done);
      done += size;
    }
    return out;
  }

  /** The guest writes; ignored where nothing is lent. */
  write(at: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const from = at + done - WINDOW_AT;
      const inSlot = ((from % SLOT_BYTES) + SLOT_BYTES) % SLOT_BYTES;
      const size = Math.min(bytes.length - done, SLOT_BYTES - inSlot);
      const slot = this.slots[Math.floor(from / SLOT_BYTES)];
      if (slot?.isLent) (slot.bytes ??= new Uint8Array(SLOT_BYTES)).set(bytes.subarray(done, done + size), inSlot);
      done += size;
    }
  }

  private occupy(slot: Slot): { offset: number; release: () => void } | undefined {
    const index = this.slots.indexOf(undefined);
    if (index < 0) return undefined;
    this.slots[index] = slot;
    const release = () => {
      if (this.slots[index] === slot) this.slots[index] = undefined;
    };
    return { offset: WINDOW_AT + index * SLOT_BYTES, release };
  }
}
