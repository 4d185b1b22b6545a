import type { ImageConfig } from './types.ts';

/**
 * The bytes of a config made here, whose digest is the image's ID: members in alphabetical order (as moby's
 * image.MarshalJSON puts them), those below in the order given, what is undefined left out.
 */
export function encodeConfig(config: ImageConfig): Uint8Array {
  const members = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(members)));
}
