import type { Digest, Image } from './types.ts';

/** What images weigh together, in bytes; a layer counts once however many images stand on it. */
export interface LayerUsage {
  readonly totalBytes: number;
  /** Of an image: its layers that another of the images has as well. */
  sharedBytes(image: Image): number;
}

/**
 * Layers are the same when all below them are, too (moby's chain ID): one that was put on two bases is two.
 *
 * @param images all that are listed
 * @param sizeBytes of a layer, unpacked
 */
export function layerUsage(images: readonly Image[], sizeBytes: (diffId: Digest) => number): LayerUsage {
  const users = new Map<string, number>();
  let totalBytes = 0;
  for (const image of images) {
    for (const { chain, layer } of chainsOf(image)) {
      if (!users.has(chain)) totalBytes += sizeBytes(layer);
      users.set(chain, (users.get(chain) ?? 0) + 1);
    }
  }
  return {
    totalBytes,
    sharedBytes: (image) =>
      chainsOf(image)
        .filter(({ chain }) => (users.get(chain) ?? 0) > 1)
        .reduce((sum, { layer }) => sum + sizeBytes(layer), 0),
  };
}

function chainsOf({ layers }: Image): { chain: string; layer: Digest }[] {
  return layers.map((layer, index) => ({ chain: layers.slice(0, index + 1).join(' '), layer }));
}
