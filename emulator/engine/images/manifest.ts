import { SlipwayError } from '../../errors.ts';
import { MediaType } from '../../registry/types.ts';
import type { Digest, ImageConfig } from './types.ts';

/** A content descriptor (OCI image specification, descriptor.md). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
}

export interface Manifest {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
}

/** What the machine runs. */
export const MACHINE_PLATFORM: Platform = { os: 'linux', architecture: '386' };

export function isIndex(mediaType: string): boolean {
  return mediaType === MediaType.OCI_INDEX || mediaType === MediaType.DOCKER_MANIFEST_LIST;
}

/** The image's manifest. Error 'corrupt' names what is wrong. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const value = parseJson(bytes, 'manifest') as { config?: unknown; layers?: unknown };
  if (!isDescriptor(value.config) || !Array.isArray(value.layers) || !value.layers.every(isDescriptor)) {
    throw new SlipwayError('corrupt', 'invalid image manifest: no config or layers');
  }
  return { config: value.config, layers: value.layers };
}

/** The manifest for `platform` in an index. Error 'not-found' in dockerd's words when there is none. */
export function chooseManifest(bytes: Uint8Array, platform: Platform): Descriptor {
  const value = parseJson(bytes, 'manifest list') as { manifests?: unknown };
  const manifests = Array.isArray(value.manifests) ? value.manifests.filter(isDescriptor) : [];
  const found = manifests.find(
    (entry) => entry.platform?.os === platform.os && entry.platform.architecture === platform.architecture,
  );
  if (found !== undefined) return found;
  throw new SlipwayError(
    'not-found',
    `no matching manifest for ${platform.os}/${platform.architecture} in the manifest list entries`,
  );
}

/** Error 'corrupt' names what is wrong. */
export function parseConfig(bytes: Uint8Array): ImageConfig {
  const value = parseJson(bytes, 'image config') as Partial<ImageConfig>;
  const diffIds: unknown = value.rootfs?.diff_ids;
  if (!Array.isArray(diffIds) || !diffIds.every(isDigest) || typeof value.os !== 'string') {
    throw new SlipwayError('corrupt', 'invalid image config: no rootfs or os');
  }
  return value as ImageConfig;
}

function parseJson(bytes: Uint8Array, what: string): object {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new SlipwayError('corrupt', `invalid ${what}: ${(cause as Error).message}`, { cause });
  }
  throw new SlipwayError('corrupt', `invalid ${what}: not an object`);
}

function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}

function isDescriptor(value: unknown): value is Descriptor {
  const descriptor = value as Partial<Descriptor> | null;
  return (
    typeof descriptor === 'object' &&
    descriptor !== null &&
    isDigest(descriptor.digest) &&
    typeof descriptor.mediaType === 'string' &&
    typeof descriptor.size === 'number'
  );
}
