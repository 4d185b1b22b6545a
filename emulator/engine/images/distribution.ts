import { SlipwayError } from '../../errors.ts';
import type { Access, RegistryClient } from '../../registry/types.ts';
import { isIndex, parseManifest } from './manifest.ts';
import type { NamedReference } from './reference.ts';

/** Answer of GET /distribution/{name}/json (DistributionInspect). */
export interface Distribution {
  readonly Descriptor: { readonly mediaType: string; readonly digest: string; readonly size: number };
  readonly Platforms: readonly PlatformOf[];
}

interface PlatformOf {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
}

/** What a registry has under a name, for which platforms. Errors as a pull's. */
export async function inspectDistribution(
  registry: RegistryClient,
  reference: NamedReference,
  access: Access,
): Promise<Distribution> {
  const top = await registry.manifest(reference, reference.digest ?? reference.tag ?? 'latest', access);
  const Descriptor = { mediaType: top.mediaType, digest: top.digest, size: top.sizeBytes };
  if (isIndex(top.mediaType)) {
    const { manifests = [] } = JSON.parse(new TextDecoder().decode(top.bytes)) as {
      manifests?: readonly { platform?: PlatformOf }[];
    };
    return { Descriptor, Platforms: manifests.flatMap(({ platform }) => (platform ? [platform] : [])) };
  }
  const { stream } = await registry.blob(reference, parseManifest(top.bytes).config.digest, access);
  const text = await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  let config: Partial<PlatformOf>;
  try {
    config = JSON.parse(text) as Partial<PlatformOf>;
  } catch (cause) {
    throw new SlipwayError('corrupt', `invalid image config: ${(cause as Error).message}`, { cause });
  }
  const { architecture = '', os = '', variant } = config;
  return { Descriptor, Platforms: [{ architecture, os, ...(variant ? { variant } : {}) }] };
}
