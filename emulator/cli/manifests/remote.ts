import { SlipwayError } from '../../errors.ts';
import { isLoopback } from '../../registry/client-errors.ts';
import type { Access, RegistryManifest } from '../../registry/types.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import { canonicalString, type ImageReference } from '../reference.ts';
import { serverOf, storedLogin } from '../registry-auth.ts';
import { DOCKER_MANIFEST, OCI_MANIFEST, platformOf, type ImageManifest, type Platform } from './image-manifest.ts';

/** With the login kept for the registry. */
export async function accessTo(cli: Cli, domain: string): Promise<Access> {
  const login = await storedLogin(cli, serverOf(domain));
  if (!login) return {};
  const { username, password, identitytoken } = login;
  return { credentials: { username, password, ...(identitytoken ? { identityToken: identitytoken } : {}) } };
}

interface ListedManifest {
  readonly digest: string;
  readonly platform?: Partial<Platform>;
}

/**
 * What a registry has under a name: an image, or the images of a list. `isInsecure` allows one without TLS, which those
 * on the machine's own ports are. Errors are those of Docker's CLI.
 */
export async function remoteManifests(
  cli: Cli,
  reference: ImageReference,
  isInsecure: boolean,
): Promise<ImageManifest | ImageManifest[]> {
  const { domain } = reference;
  const access = await accessTo(cli, domain);
  await pingRegistry(cli, domain, access);
  if (isLoopback(domain) && !isInsecure) throw noSuchManifest(reference);
  const found = await askManifest(cli, reference, reference.tag ?? reference.digest ?? 'latest', access);
  if (reference.digest !== undefined && reference.digest !== found.digest) {
    throw new CliError(`manifest verification failed for digest ${reference.digest}`);
  }
  if (isImage(found)) return imageOf(cli, reference, found, access);
  const { manifests } = JSON.parse(new TextDecoder().decode(found.bytes)) as { manifests?: ListedManifest[] };
  if (!Array.isArray(manifests)) throw new CliError(`unsupported manifest format: ${found.mediaType}`);
  const images: ImageManifest[] = [];
  for (const { digest, platform } of manifests) {
    const one = await askManifest(cli, reference, digest, access);
    if (!isImage(one)) throw new CliError(`unsupported manifest type: ${one.mediaType}`);
    const image = await imageOf(cli, { ...reference, digest }, one, access);
    images.push({ ...image, platform: platformOf(platform ?? {}) });
  }
  return images;
}

/** As `remoteManifests`, of one image only. */
export async function remoteManifest(cli: Cli, reference: ImageReference, isInsecure: boolean): Promise<ImageManifest> {
  const found = await remoteManifests(cli, reference, isInsecure);
  if (Array.isArray(found)) throw new CliError(`${canonicalString(reference)} is a manifest list`);
  return found;
}

/** The question that every conversation with a registry begins with. */
export async function pingRegistry(cli: Cli, domain: string, access: Access): Promise<void> {
  try {
    await cli.io.registries.ping(domain, access);
  } catch (error) {
    // TLS is tried first everywhere
    const message = (error as Error).message.replace('Get "http://', 'Get "https://');
    throw new CliError(`failed to configure transport: error pinging v2 registry: ${message}`);
  }
}

async function askManifest(
  cli: Cli,
  reference: ImageReference,
  tagOrDigest: string,
  access: Access,
): Promise<RegistryManifest> {
  try {
    return await cli.io.registries.manifest(reference, tagOrDigest, access);
  } catch (error) {
    const isMissing = error instanceof SlipwayError && ['not-found', 'unauthorized'].includes(error.kind);
    throw isMissing ? noSuchManifest(reference) : error;
  }
}

async function imageOf(
  cli: Cli,
  reference: ImageReference,
  found: RegistryManifest,
  access: Access,
): Promise<ImageManifest> {
  const { config } = JSON.parse(new TextDecoder().decode(found.bytes)) as { config: { digest: `sha256:${string}` } };
  const blob = await cli.io.registries.blob(reference, config.digest, access);
  const platform = (await new Response(blob.stream).json()) as Partial<Platform>;
  const { mediaType, digest, sizeBytes, bytes } = found;
  return { reference, mediaType, digest, sizeBytes, platform: platformOf(platform), raw: new Uint8Array(bytes) };
}

const isImage = ({ mediaType }: RegistryManifest): boolean =>
  mediaType === DOCKER_MANIFEST || mediaType === OCI_MANIFEST;

const noSuchManifest = (reference: ImageReference): CliError =>
  new CliError(`no such manifest: ${canonicalString(reference)}`);
