/** A two-way byte pipe in the shape of the Streams standard (a TransformStream has the same members). */
export interface ByteDuplex {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/** A reliable, ordered pipe of bytes with nothing to close: the link to the guest. */
export interface BytePipe {
  /** Queues the bytes, which are the pipe's from then on; they are handed over as the guest posts buffers. */
  write(bytes: Uint8Array): void;
  /** One receiver; chunks are the receiver's to keep. */
  onData(callback: (bytes: Uint8Array) => void): void;
}
