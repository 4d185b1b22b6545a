import { MACHINE_PLATFORM } from './manifest.ts';
import type { Digest, Image, ImageConfig } from './types.ts';

/**
 * The bytes of a config made here, whose digest is the image's ID: members in alphabetical order (as moby's
 * image.MarshalJSON puts them), those below in the order given, what is undefined left out.
 */
export function encodeConfig(config: ImageConfig): Uint8Array {
  const members = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(members)));
}

/** What a container of no image is made of: FROM scratch, and a create without `Image`. It is never in the store. */
export const NO_IMAGE: Image = {
  id: '' as Digest,
  config: { ...MACHINE_PLATFORM, rootfs: { type: 'layers', diff_ids: [] } },
  configBytes: new Uint8Array(),
  repoTags: [],
  repoDigests: [],
  sizeBytes: 0,
  layers: [],
};
