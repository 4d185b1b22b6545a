import { createSHA256 } from 'hash-wasm';
import type { RegistryManifest } from '../../registry/types.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import { canonicalString, type ImageReference } from '../reference.ts';
import { manifestList, type ImageManifest } from './image-manifest.ts';
import { accessTo, pingRegistry } from './remote.ts';

/** The list, and first all of its images that are in another repository of the registry than the list's. */
export async function pushList(cli: Cli, target: ImageReference, manifests: readonly ImageManifest[]): Promise<void> {
  for (const { platform, reference } of manifests) {
    if (!platform?.os || !platform.architecture) {
      throw new CliError(
        `manifest ${canonicalString(reference)} must have an OS and Architecture to be pushed to a registry`,
      );
    }
  }
  checkRegistry(target, manifests);
  const list = manifestList(manifests);
  const access = await accessTo(cli, target.domain);
  await pingRegistry(cli, target.domain, access);
  const put = async (name: string, tagOrDigest: string, manifest: RegistryManifest): Promise<void> => {
    try {
      await cli.io.registries.putManifest(target, tagOrDigest, manifest, access);
    } catch (error) {
      throw new CliError(`failed to put manifest ${name}: ${(error as Error).message}`);
    }
  };

  const others = manifests.filter(({ reference }) => reference.path !== target.path);
  for (const one of others) await mountBlobs(cli, target, one);
  for (const { digest, mediaType, sizeBytes, raw } of others) {
    const name = `${canonicalString({ domain: target.domain, path: target.path })}@${digest}`;
    await put(name, digest, { digest: digest as `sha256:${string}`, mediaType, sizeBytes, bytes: raw });
    await cli.out(`Pushed ref ${name} with digest: ${digest}\n`);
  }
  const bytes = new TextEncoder().encode(list.text);
  const digest = `sha256:${(await createSHA256()).update(bytes).digest('hex')}` as const;
  const where = target.tag ?? target.digest ?? 'latest';
  await put(canonicalString(target), where, { digest, mediaType: list.mediaType, sizeBytes: bytes.length, bytes });
  await cli.out(`${digest}\n`);
}

/** A list refers to what is in its own registry. Error: `during` and what is wrong. */
export function checkRegistry(target: ImageReference, manifests: readonly ImageManifest[], during = ''): void {
  const other = manifests.find(({ reference }) => reference.domain !== target.domain)?.reference.domain;
  if (other !== undefined) {
    const why = 'cannot use source images from a different registry than the target image';
    throw new CliError(`${during}${why}: ${other} != ${target.domain}`);
  }
}

async function mountBlobs(cli: Cli, target: ImageReference, { reference, raw }: ImageManifest): Promise<void> {
  const access = await accessTo(cli, target.domain);
  const { config, layers } = JSON.parse(new TextDecoder().decode(raw)) as Record<'config', Blob> & { layers: Blob[] };
  for (const { digest } of [config, ...layers]) {
    const blob = `${reference.path}@${digest}`;
    const isMounted = await cli.io.registries
      .mountBlob(target, digest, reference.path, access)
      .catch((error: Error) => {
        throw new CliError(`failed to mount blob ${blob} to ${canonicalString(target)}: ${error.message}`);
      });
    if (!isMounted) throw new CliError(`error mounting ${blob} to ${canonicalString(target)}`);
  }
}

interface Blob {
  readonly digest: `sha256:${string}`;
}
