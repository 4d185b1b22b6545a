import type { EngineContext } from '../context.ts';
import { archiveOf } from '../system/guest-archive.ts';
import type { Container } from './container.ts';
import { startFiles } from './container-files.ts';

/** The end of a tar archive; its digest is what Docker calls the empty layer. */
const EMPTY_LAYER_BYTES = 1024;

/** DiffID of a layer without changes, which no image lists (moby: layer.DigestSHA256EmptyTar). */
export const EMPTY_LAYER = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';

/**
 * What a container changed in its image, as an uncompressed OCI layer for `Images.commitLayer`: the same changes give
 * the same bytes. A container that runs should be paused meanwhile. Errors 'internal' with what the guest says.
 */
export async function changesLayer(context: EngineContext, container: Container): Promise<ReadableStream<Uint8Array>> {
  const { wasStarted, hasFiles } = container.record;
  if (!wasStarted && hasFiles !== true) return new Blob([new Uint8Array(EMPTY_LAYER_BYTES)]).stream();
  return archiveOf(await startFiles(context, container, 'layer', '/'));
}
