import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerDefaults, Digest, ImageConfig } from '../../engine/images/types.ts';
import { MediaType } from '../../registry/types.ts';
import type { LayerBlob } from './layer.ts';
import type { Recipe } from './recipe.ts';

/** One image as the build leaves it in the cache: its blobs are files named by their digests' hex. */
export interface BuiltImage {
  readonly name: string;
  readonly tags: readonly string[];
  /** As in the recipe. */
  readonly alsoAs?: Readonly<Record<string, readonly string[]>>;
  readonly manifest: { readonly digest: Digest; readonly sizeBytes: number };
  readonly configDigest: Digest;
  readonly config: ImageConfig;
  readonly layers: readonly LayerBlob[];
}

/** Writes config and manifest (OCI image specification) of an image on top of `base` into the blobs folder. */
export async function writeImage(
  { name, description, createdBy }: Pick<Recipe, 'name' | 'description' | 'createdBy'>,
  tags: readonly string[],
  defaults: ContainerDefaults,
  layer: LayerBlob,
  base: BuiltImage | undefined,
  releaseSeconds: number,
  blobsFolder: string,
): Promise<BuiltImage> {
  const created = new Date(releaseSeconds * 1000).toISOString().replace('.000Z', 'Z');
  const layers = [...(base?.layers ?? []), layer];
  const config: ImageConfig = {
    created,
    architecture: '386',
    os: 'linux',
    config: defaults,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: [
      ...(base?.config.history ?? []),
      { created, created_by: createdBy },
      ...instructions(defaults, base?.config.config).map((line) => ({ created, created_by: line, empty_layer: true })),
    ],
  };
  const configBlob = await writeJson(blobsFolder, config);
  const manifest = await writeManifest(description, configBlob, layers, blobsFolder);
  return { name, tags, manifest, configDigest: configBlob.digest, config, layers };
}

function writeManifest(
  description: string,
  config: { readonly digest: Digest; readonly sizeBytes: number },
  layers: readonly LayerBlob[],
  blobsFolder: string,
) {
  return writeJson(blobsFolder, {
    schemaVersion: 2,
    mediaType: MediaType.OCI_MANIFEST,
    config: { mediaType: MediaType.OCI_CONFIG, digest: config.digest, size: config.sizeBytes },
    layers: layers.map(({ digest, sizeBytes }) => ({ mediaType: MediaType.OCI_LAYER_GZIP, digest, size: sizeBytes })),
    annotations: { 'org.opencontainers.image.description': description },
  });
}

/** The Dockerfile instructions that lead from the base's defaults to these, as `docker history` shows them. */
function instructions(defaults: ContainerDefaults, base: ContainerDefaults | undefined): string[] {
  const list = JSON.stringify;
  const lines: string[] = [];
  for (const entry of defaults.Env ?? []) if (!base?.Env?.includes(entry)) lines.push(`ENV ${entry}`);
  for (const path of Object.keys(defaults.Volumes ?? {})) lines.push(`VOLUME [${path}]`);
  if (defaults.WorkingDir && defaults.WorkingDir !== base?.WorkingDir) lines.push(`WORKDIR ${defaults.WorkingDir}`);
  if (defaults.Entrypoint) lines.push(`ENTRYPOINT ${list(defaults.Entrypoint)}`);
  for (const port of Object.keys(defaults.ExposedPorts ?? {})) lines.push(`EXPOSE map[${port}:{}]`);
  if (defaults.StopSignal) lines.push(`STOPSIGNAL ${defaults.StopSignal}`);
  if (defaults.Cmd) lines.push(`CMD ${list(defaults.Cmd)}`);
  return lines;
}

async function writeJson(blobsFolder: string, value: object): Promise<{ digest: Digest; sizeBytes: number }> {
  const bytes = Buffer.from(JSON.stringify(value));
  const hex = createHash('sha256').update(bytes).digest('hex');
  await mkdir(blobsFolder, { recursive: true });
  await writeFile(join(blobsFolder, hex), bytes);
  return { digest: `sha256:${hex}`, sizeBytes: bytes.length };
}
