import type { EngineRecords } from '../engine-records.ts';
import type { Digest } from './types.ts';

/** Key 'layer-blob/<diff ID>'. */
const KEY = 'layer-blob/';

/** The form in which a layer travels: a blob of the content store that unpacks to it. */
export interface LayerBlob {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** 'application/vnd.oci.image.layer.v1.tar+gzip', Docker's own, … */
  readonly mediaType: string;
}

/**
 * Which blob a layer came as, or was packed into when it was pushed first. The blob is kept as long as the layer, so
 * that `docker push` gives the digest that was pulled, and the same one every time.
 */
export class LayerBlobs {
  constructor(private readonly records: EngineRecords) {}

  get(diffId: Digest): LayerBlob | undefined {
    return this.records.get<LayerBlob>(KEY + diffId);
  }

  put(diffId: Digest, blob: LayerBlob): void {
    const known = this.get(diffId);
    if (known?.digest !== blob.digest) this.records.put(KEY + diffId, blob);
  }

  delete(diffId: Digest): void {
    this.records.delete(KEY + diffId);
  }
}
