import { SlipwayError } from '../../../errors.ts';
import { MediaType } from '../../../registry/types.ts';
import { isIndex, MACHINE_PLATFORM, parseConfig, parseManifest, type Descriptor } from '../manifest.ts';
import { parseReference, type NamedReference } from '../reference.ts';
import { checkSystem, parseJson, textBytes } from './docker-layout.ts';
import type { ArchivedImage } from './load.ts';
import type { Members } from './members.ts';

interface NamedDescriptor extends Descriptor {
  readonly annotations?: Readonly<Record<string, string>>;
}

const MAX_DEPTH = 4;

/**
 * The images of an OCI image layout (image specification, image-layout.md), as skopeo, buildah and containerd write it;
 * of an index the one for this machine. Errors 'corrupt', 'not-found' for another platform.
 */
export function ociImages(members: Members): ArchivedImage[] {
  const byManifest = new Map<string, { image: ArchivedImage; names: NamedReference[] }>();
  for (const descriptor of descriptorsIn(members, 'index.json')) {
    const manifest = resolveIndex(members, descriptor, 0);
    const known = byManifest.get(manifest.digest);
    const names = nameOf(descriptor);
    if (known) known.names.push(...names);
    else byManifest.set(manifest.digest, { image: imageOf(members, manifest), names });
  }
  return [...byManifest.values()].map(({ image, names }) => ({ ...image, names }));
}

const pathOf = ({ digest }: Descriptor) => `blobs/${digest.replace(':', '/')}`;

function imageOf(members: Members, descriptor: Descriptor): ArchivedImage {
  const bytes = verified(members, descriptor);
  const manifest = parseManifest(bytes);
  const configBytes = verified(members, manifest.config);
  const { os, rootfs } = parseConfig(configBytes);
  checkSystem(os);
  if (rootfs.diff_ids.length !== manifest.layers.length) {
    throw new SlipwayError('corrupt', "layers from manifest don't match image configuration");
  }
  const layers = manifest.layers.map((layer, index) => {
    const member = members.open(pathOf(layer));
    if (member.digest !== layer.digest) throw mismatch(layer);
    return { diffId: rootfs.diff_ids[index]!, member };
  });
  // A push of uncompressed layers compresses them, so that the manifest would be another one.
  const isAsPushed = manifest.layers.every(({ mediaType }) => /[+.](?:gzip|zstd)$/.test(mediaType));
  return { configBytes, layers, names: [], ...(isAsPushed ? { manifest: bytes } : {}) };
}

/** The manifest itself, or of an index the one for this machine. */
function resolveIndex(members: Members, descriptor: Descriptor, depth: number): Descriptor {
  if (!isIndex(descriptor.mediaType)) return descriptor;
  verified(members, descriptor);
  const inside = descriptorsIn(members, pathOf(descriptor));
  const { os, architecture } = MACHINE_PLATFORM;
  const fits = inside.find(({ platform }) => platform?.os === os && platform.architecture === architecture);
  const found = fits ?? (inside.length === 1 ? inside[0] : undefined);
  if (found === undefined || depth > MAX_DEPTH) {
    throw new SlipwayError('not-found', `no matching manifest for ${os}/${architecture} in the manifest list entries`);
  }
  return resolveIndex(members, found, depth + 1);
}

function descriptorsIn(members: Members, path: string): readonly NamedDescriptor[] {
  const { manifests } = parseJson(members.open(path), path) as { manifests?: unknown };
  const isDescriptor = (value: unknown): value is NamedDescriptor => {
    const { digest, mediaType } = (value ?? {}) as Partial<Descriptor>;
    return /^sha256:[0-9a-f]{64}$/.test(digest ?? '') && typeof (mediaType ?? '') === 'string';
  };
  if (!Array.isArray(manifests) || !manifests.every(isDescriptor)) {
    throw new SlipwayError('corrupt', `invalid ${path}: no list of manifests`);
  }
  return manifests.map((each) => ({ ...each, mediaType: each.mediaType || MediaType.OCI_MANIFEST }));
}

/** A name in full is one; the annotation may also be a tag alone, which says nothing about the repository. */
function nameOf({ annotations }: NamedDescriptor): NamedReference[] {
  const text = annotations?.['io.containerd.image.name'] ?? annotations?.['org.opencontainers.image.ref.name'] ?? '';
  if (!/[/:]/.test(text)) return [];
  try {
    const name = parseReference(text);
    return name.digest === undefined ? [name] : [];
  } catch {
    return [];
  }
}

function verified(members: Members, descriptor: Descriptor): Uint8Array {
  const path = pathOf(descriptor);
  const member = members.open(path);
  if (member.digest !== descriptor.digest) throw mismatch(descriptor);
  return textBytes(member, path);
}

function mismatch({ digest }: Descriptor): SlipwayError {
  return new SlipwayError('corrupt', `blob of the archive has another digest than ${digest}`);
}
