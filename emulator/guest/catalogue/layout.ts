import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MediaType } from '../../registry/types.ts';
import type { BuiltImage } from './image.ts';

const REFERENCE_NAME = 'org.opencontainers.image.ref.name';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly architecture: string; readonly os: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Puts images into an OCI image layout (image-layout.md), one entry of index.json a tag, under
 * library/<name>:<tag>. Images of other names stay; blobs that no entry leads to any more are removed. Blobs come
 * before the index and the index is replaced whole, so a reader never finds a name without its content.
 *
 * A tag leads straight to the manifest, not to an index with one platform: a client on another architecture can
 * then still copy the image, and dockerd on amd64 runs it without --platform.
 */
export async function writeLayout(folder: string, images: readonly BuiltImage[], blobsFolder: string): Promise<void> {
  const blobs = join(folder, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  for (const image of images)
    for (const digest of blobsOf(image)) await place(join(blobsFolder, digest), join(blobs, digest));

  const names = new Set(images.flatMap((image) => Object.keys(repositoriesOf(image))));
  const others = (await readIndex(folder)).filter((entry) => !names.has(repositoryOf(entry)));
  const entries = images.flatMap((image) =>
    Object.entries(repositoriesOf(image)).flatMap(([name, tags]) =>
      tags.map((tag) => entryOf(image, `${name}:${tag}`)),
    ),
  );
  const manifests = [...others, ...entries].sort((a, b) => (referenceOf(a) < referenceOf(b) ? -1 : 1));
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  const index = { schemaVersion: 2, mediaType: MediaType.OCI_INDEX, manifests };
  await writeFile(join(folder, 'index.json.new'), JSON.stringify(index, null, 1));
  await rename(join(folder, 'index.json.new'), join(folder, 'index.json'));
  await removeUnreachable(blobs, manifests);
}

const blobsOf = (image: BuiltImage): string[] =>
  [...image.layers.map(({ digest }) => digest), image.configDigest, image.manifest.digest].map(hexOf);

const hexOf = (digest: string): string => digest.slice('sha256:'.length);
const referenceOf = (entry: Descriptor): string => entry.annotations?.[REFERENCE_NAME] ?? '';
const repositoryOf = (entry: Descriptor): string => referenceOf(entry).replace(/:[^:]*$/, '');

/** Names with 'library/' before them, and the tags of each. */
const repositoriesOf = (image: BuiltImage): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries({ [image.name]: image.tags, ...image.alsoAs }).map(([name, tags]) => [`library/${name}`, tags]),
  );

const entryOf = (image: BuiltImage, reference: string): Descriptor => ({
  mediaType: MediaType.OCI_MANIFEST,
  digest: image.manifest.digest,
  size: image.manifest.sizeBytes,
  platform: { architecture: image.config.architecture, os: image.config.os },
  annotations: { [REFERENCE_NAME]: reference },
});

async function readIndex(folder: string): Promise<readonly Descriptor[]> {
  const text = await readFile(join(folder, 'index.json'), 'utf8').catch(() => undefined);
  return text === undefined ? [] : (JSON.parse(text) as { manifests: Descriptor[] }).manifests;
}

/** A hard link where the file systems allow it: blobs are never written to. */
async function place(from: string, to: string): Promise<void> {
  if (await stat(to).catch(() => undefined)) return;
  await link(from, to).catch(async () => {
    await copyFile(from, `${to}.new`);
    await rename(`${to}.new`, to);
  });
}

async function removeUnreachable(blobs: string, manifests: readonly Descriptor[]): Promise<void> {
  const reachable = new Set<string>();
  for (const { digest } of manifests) {
    reachable.add(hexOf(digest));
    const manifest = JSON.parse(await readFile(join(blobs, hexOf(digest)), 'utf8')) as {
      config: Descriptor;
      layers: Descriptor[];
    };
    for (const { digest: part } of [manifest.config, ...manifest.layers]) reachable.add(hexOf(part));
  }
  for (const name of await readdir(blobs)) if (!reachable.has(name)) await rm(join(blobs, name));
}
