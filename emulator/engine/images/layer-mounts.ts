import type { Digest } from './types.ts';

/** Where the agent mounts layers (Guest.mountLayer). */
const LAYERS_FOLDER = '/run/slipway/layers';

/** The layer's name in the guest. Short: overlayfs takes at most a page of options, with a path for each layer. */
export function layerMountId(diffId: Digest): string {
  return diffId.slice('sha256:'.length, 'sha256:'.length + 12);
}

export function layerMountPath(diffId: Digest): string {
  return `${LAYERS_FOLDER}/${layerMountId(diffId)}`;
}
