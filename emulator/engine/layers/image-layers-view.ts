import { createdSeconds } from '../images/views.ts';
import type { Digest, Image } from '../images/types.ts';

/** GET /slipway/images/{name}/layers, the base first. */
export interface ImageLayersView {
  readonly Id: Digest;
  readonly RepoTags: readonly string[];
  readonly Layers: readonly {
    readonly DiffId: Digest;
    /** Sum of the sizes of its files. */
    readonly SizeBytes: number;
    /** Other images that have it, and all below it, too: their names, or short IDs. */
    readonly SharedWith: readonly string[];
  }[];
  /** What made it; of some images (`docker import`) fewer than there are layers, or none. */
  readonly History: readonly {
    /** Unix seconds. */
    readonly Created: number;
    readonly CreatedBy: string;
    readonly Comment: string;
    /** Index in Layers; null for what changed no files. */
    readonly Layer: number | null;
  }[];
}

/**
 * @param others all images that are listed
 * @param sizeBytes of a layer, unpacked
 */
export function imageLayersView(
  image: Image,
  others: readonly Image[],
  sizeBytes: (diffId: Digest) => number,
): ImageLayersView {
  let layer = 0;
  return {
    Id: image.id,
    RepoTags: image.repoTags,
    Layers: image.layers.map((diffId, index) => ({
      DiffId: diffId,
      SizeBytes: sizeBytes(diffId),
      SharedWith: others.filter((other) => other.id !== image.id && hasSame(other, image, index)).map(shortName),
    })),
    History: (image.config.history ?? []).map((entry) => ({
      Created: createdSeconds(entry.created),
      CreatedBy: entry.created_by ?? '',
      Comment: entry.comment ?? '',
      Layer: entry.empty_layer || layer >= image.layers.length ? null : layer++,
    })),
  };
}

function hasSame(other: Image, image: Image, index: number): boolean {
  return image.layers.slice(0, index + 1).every((diffId, at) => other.layers[at] === diffId);
}

function shortName({ id, repoTags }: Image): string {
  return repoTags[0] ?? id.slice('sha256:'.length, 'sha256:'.length + 12);
}
