import { createSHA256 } from 'hash-wasm';
import { SlipwayError } from '../../errors.ts';
import { MediaType } from '../../registry/types.ts';
import type { ContentStore } from './content-store.ts';
import type { LayerBlob } from './layer-blobs.ts';
import type { Digest } from './types.ts';

/**
 * Keeps a layer's archive gzipped, as it is pushed. `finishing` runs what makes the blob known. Errors: 'corrupt' when
 * the archive is not that layer's, 'storage-full', and the stream's own; nothing is left then.
 */
export async function packLayer(
  content: ContentStore,
  diffId: Digest,
  tar: ReadableStream<Uint8Array>,
  finishing: (work: () => Promise<LayerBlob>) => Promise<LayerBlob>,
): Promise<LayerBlob> {
  const [hash, blob] = await Promise.all([createSHA256(), content.begin()]);
  try {
    const checked = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        hash.update(bytes);
        controller.enqueue(bytes);
      },
    });
    const gzip = new CompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>;
    const written = new WritableStream<Uint8Array>({ write: (bytes) => blob.write(bytes) });
    await tar.pipeThrough(checked).pipeThrough(gzip).pipeTo(written);
    const actual = `sha256:${hash.digest('hex')}`;
    if (actual !== diffId) throw new SlipwayError('corrupt', `layer ${diffId} is damaged: its archive is ${actual}`);
    return await finishing(async () => {
      const { sizeBytes } = blob;
      return { digest: await blob.finish(), sizeBytes, mediaType: MediaType.OCI_LAYER_GZIP };
    });
  } catch (error) {
    await blob.abort();
    throw error;
  }
}
