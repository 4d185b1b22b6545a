/** A two-way byte pipe in the shape of the Streams standard (a TransformStream has the same members). */
export interface ByteDuplex {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}
