import { SlipwayError } from '../errors.ts';

/** The exports of v86.wasm that have to do with the guest's memory (src/rust/cpu/memory.rs). */
export interface MemoryExports {
  readonly memory: WebAssembly.Memory;
  /** Returns where the guest's memory begins in `memory`. */
  allocate_memory(sizeBytes: number): number;
  /** Addresses are the guest's. v86 calls it for all of the memory at the start of a restore. */
  zero_memory(address: number, sizeBytes: number): void;
}

/** What v86 itself writes before the machine runs, the BIOS, lies below. */
const LOADED_BYTES = 0x10_0000;

/**
 * Keeps the memory of a restored machine lazy. Fresh wasm memory is zero and not even there until it is touched, so of
 * the zeroing before a restore only what was in use before is done: a 1 GB machine then costs the pages of its state.
 * Also calls `refused` when there is no memory, which v86 would leave us waiting for.
 */
export function withLazyMemory<E extends MemoryExports>(exports: E, refused: (error: SlipwayError) => void): E {
  let usedBytes: number | undefined;
  return {
    ...exports,
    allocate_memory: (sizeBytes: number) => {
      const freshFrom = exports.memory.buffer.byteLength;
      try {
        const start = exports.allocate_memory(sizeBytes) >>> 0;
        usedBytes = Math.max(LOADED_BYTES, freshFrom - start);
        return start;
      } catch (cause) {
        const error = new SlipwayError('unavailable', `no memory for a machine of ${sizeBytes >> 20} MB`, { cause });
        refused(error);
        throw error;
      }
    },
    zero_memory: (address: number, sizeBytes: number) => {
      const onlyUsed = address === 0 && usedBytes !== undefined;
      exports.zero_memory(address, onlyUsed ? Math.min(sizeBytes, usedBytes!) : sizeBytes);
      usedBytes = undefined; // the machine runs from here on
    },
  };
}
