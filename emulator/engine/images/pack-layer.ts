import { MediaType } from '../../registry/types.ts';
import type { ContentStore } from './content-store.ts';
import type { LayerBlob } from './layer-blobs.ts';
import type { Layers } from './layers.ts';
import type { Digest } from './types.ts';

/** A layer in both stores: unpacked, and packed to be saved or pushed. */
export interface PackedLayer {
  readonly diffId: Digest;
  readonly blob: LayerBlob;
}

/**
 * Unpacks an uncompressed layer archive and keeps it gzipped besides, in one pass. Errors as LayerStore's: 'corrupt',
 * 'storage-full', and the stream's own; nothing is left then. `finishing` runs what makes both known.
 */
export async function packLayer(
  layers: Layers,
  content: ContentStore,
  tar: ReadableStream<Uint8Array>,
  finishing: (work: () => Promise<PackedLayer>) => Promise<PackedLayer>,
): Promise<PackedLayer> {
  const unpacking = await layers.begin();
  const blob = await content.begin();
  const reader = tar.getReader();
  try {
    const gzip = new CompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>;
    const writer = gzip.writable.getWriter();
    const written = gzip.readable.pipeTo(new WritableStream({ write: (bytes) => blob.write(bytes) }));
    // Its failure is that of the next write.
    written.catch(() => {});
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      unpacking.push(read.value);
      await writer.write(read.value);
    }
    await writer.close();
    await written;
  } catch (error) {
    await reader.cancel(error).catch(() => {});
    await unpacking.abort();
    await blob.abort();
    throw error;
  }
  return finishing(async () => {
    const { sizeBytes } = blob;
    try {
      const diffId = await unpacking.finish();
      const digest = await blob.finish();
      return { diffId, blob: { digest, sizeBytes, mediaType: MediaType.OCI_LAYER_GZIP } };
    } catch (error) {
      await unpacking.abort();
      await blob.abort();
      throw error;
    }
  });
}
