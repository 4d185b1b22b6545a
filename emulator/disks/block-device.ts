/**
 * A disk as the machine sees it. Calls are synchronous: answering inside the guest's I/O instruction keeps it in
 * the wasm loop. `at` and lengths are bytes, multiples of 512. Contents are never part of a saved machine state.
 */
export interface BlockDevice {
  readonly sizeBytes: number;
  /** Returns exactly `length` bytes; places never written read as zeros. */
  read(at: number, length: number): Uint8Array;
  write(at: number, bytes: Uint8Array): void;
  /** What was written so far reaches the medium. A disk without it has nothing to flush. */
  flush?(): void;
}
