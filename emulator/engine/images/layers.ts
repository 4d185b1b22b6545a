import type { ErofsReader } from '../../disks/erofs-reader.ts';
import type { Digest } from './types.ts';

/** Unpacked layers as the image store uses them (`disks/layer-store.ts` keeps them as erofs images). */
export interface Layers {
  has(diffId: Digest): boolean;
  list(): readonly Digest[];
  /**
   * Unpacks an uncompressed layer tar while it streams. Errors: 'corrupt' when it is malformed or its digest is not
   * `diffId`, 'storage-full'. Nothing is kept of a layer that failed.
   */
  add(diffId: Digest, tar: ReadableStream<Uint8Array>): Promise<void>;
  /** As `add`, for bytes that are at hand piece by piece. */
  begin(): Promise<UnpackingLayer>;
  /** Where the layer's image lies on the layers disk, for the guest to mount. */
  mountable(diffId: Digest): Promise<{ readonly offset: number; readonly sizeBytes: number }>;
  /** Reads what is in the layer, without the guest; good until the layer is removed. Error 'not-found'. */
  reader(diffId: Digest): Promise<ErofsReader>;
  remove(diffId: Digest): Promise<void>;
  /** Sum of the sizes of its files, as Docker counts a layer. */
  sizeBytes(diffId: Digest): number;
  /** Of its uncompressed archive; undefined for one that an older Slipway unpacked. */
  tarBytes(diffId: Digest): number | undefined;
  /** The archive itself; undefined for one that an older Slipway unpacked. Error 'not-found', in the stream 'corrupt'. */
  tar(diffId: Digest): Promise<ReadableStream<Uint8Array>> | undefined;
}

/** A layer under way: `push` its archive, then `finish`, or `abort`. Errors as those of `Layers.add`. */
export interface UnpackingLayer {
  push(tarBytes: Uint8Array): void;
  finish(expected?: Digest): Promise<Digest>;
  abort(): Promise<void>;
}
