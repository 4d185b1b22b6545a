import { SlipwayError } from '../../../errors.ts';
import type { ImageStore } from '../image-store.ts';
import { compressedType } from '../decompress.ts';
import { TransferProgress, type OnProgress } from '../progress.ts';
import { familiarString, withDefaultTag, type NamedReference } from '../reference.ts';
import type { Digest } from '../types.ts';
import { dockerImages } from './docker-layout.ts';
import { legacyImages } from './legacy-layout.ts';
import { readMembers, type Member, type Members } from './members.ts';
import { ociImages } from './oci-layout.ts';

/** An image as it stands in an archive. */
export interface ArchivedImage {
  readonly configBytes: Uint8Array;
  /** The base first, as many as the config has diff IDs. */
  readonly layers: readonly { readonly diffId: Digest; readonly member: Member }[];
  readonly names: readonly NamedReference[];
  /** An OCI layout's manifest, when its layers are in there as it says. */
  readonly manifest?: Uint8Array;
}

export interface LoadOptions {
  readonly store: ImageStore;
  /** Of layers; undefined for none. */
  readonly onProgress: OnProgress | undefined;
  /** A line for the user: 'Loaded image: busybox:latest'. */
  readonly tell: (text: string) => void;
  readonly onLoaded: (id: Digest) => void;
}

/**
 * `docker load`: takes what docker save of any version writes, and OCI image layouts, compressed or not. Errors
 * 'corrupt' in dockerd's words; what was loaded before stays.
 */
export async function loadImages(archive: ReadableStream<Uint8Array>, options: LoadOptions): Promise<void> {
  const { store, onProgress } = options;
  const stored: Digest[] = [];
  const releases: (() => void)[] = [];
  const progress = new Map<Digest, TransferProgress>();
  try {
    const members = await readMembers(archive, {
      content: store.content,
      layers: store.layers,
      isKnown: (diffId) => store.layers.isWhole(diffId) && releases.push(store.hold([diffId])) > 0,
      finishing: (work) =>
        store.layers.sweeping.run(async () => {
          const digest = await work();
          stored.push(digest);
          releases.push(store.hold([digest]));
          return digest;
        }),
      onProgress(digest, readBytes, sizeBytes) {
        if (!onProgress) return;
        if (!progress.has(digest)) progress.set(digest, progressOf(onProgress, digest, sizeBytes));
        progress.get(digest)!.at(readBytes);
      },
    });
    await loadAll(imagesIn(members), options);
  } finally {
    for (const release of releases) release();
    await store.dropUnneeded(stored);
  }
}

function progressOf(onProgress: OnProgress, diffId: Digest, sizeBytes: number): TransferProgress {
  return new TransferProgress(
    onProgress,
    diffId.slice('sha256:'.length, 'sha256:'.length + 12),
    'Loading layer',
    sizeBytes,
  );
}

function imagesIn(members: Members): ArchivedImage[] {
  if (members.find('manifest.json')) return dockerImages(members);
  if (members.find('index.json')) return ociImages(members);
  return legacyImages(members);
}

async function loadAll(images: readonly ArchivedImage[], options: LoadOptions): Promise<void> {
  const { store, tell, onLoaded } = options;
  const ids: Digest[] = [];
  let nameCount = 0;
  for (const image of images) {
    const id = await loadOne(image, options);
    ids.push(id);
    for (const name of image.names) {
      const reference = withDefaultTag(name);
      const shown = familiarString(reference);
      const previous = store.findName(shown)?.image;
      if (previous !== undefined && previous !== id) {
        tell(`The image ${shown} already exists, renaming the old one with ID ${previous} to empty string\n`);
      }
      store.tag(store.resolve(id), reference);
      tell(`Loaded image: ${shown}\n`);
      nameCount++;
    }
    onLoaded(id);
  }
  if (nameCount === 0) tell(ids.map((id) => `Loaded image ID: ${id}\n`).join(''));
}

async function loadOne({ configBytes, layers, manifest }: ArchivedImage, options: LoadOptions): Promise<Digest> {
  const { store } = options;
  const releases = [store.hold(layers.map(({ diffId }) => diffId))];
  try {
    for (const [index, { diffId, member }] of layers.entries()) {
      if (store.layers.isWhole(diffId)) continue;
      releases.push(await loadLayer(index, diffId, member, options));
    }
    const blob = manifest && (await store.keepManifest(manifest));
    const image = await store.create({ config: configBytes, ...(blob ? { blobs: [blob], manifest: blob } : {}) });
    return image.id;
  } finally {
    for (const release of releases) release();
  }
}

async function loadLayer(
  index: number,
  diffId: Digest,
  member: Member,
  { store, onProgress }: LoadOptions,
): Promise<() => void> {
  const wrong = (actual: string) =>
    new SlipwayError('corrupt', `invalid diffID for layer ${index}: expected "${diffId}", got "${actual}"`);
  if (member.isLayer) {
    if (member.digest === diffId) return store.hold([diffId]);
    throw wrong(member.digest);
  }
  const progress = onProgress && progressOf(onProgress, diffId, member.sizeBytes);
  const first = await beginning(store, member);
  const mediaType = compressedType(first);
  if (mediaType !== undefined) {
    if (member.bytes) await store.content.put(member.digest, member.bytes);
    const release = store.hold([member.digest]);
    try {
      await store.layers.unpack(diffId, { digest: member.digest, sizeBytes: member.sizeBytes, mediaType });
    } catch (error) {
      const got = /^invalid diffID: expected ".*", got "(.*)"$/.exec((error as Error).message)?.[1];
      throw got === undefined ? error : wrong(got);
    } finally {
      release();
    }
    progress?.at(member.sizeBytes);
    return () => {};
  }
  let readBytes = 0;
  const counted = streamOf(store, member).pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        readBytes += bytes.length;
        progress?.at(readBytes);
        controller.enqueue(bytes);
      },
    }),
  );
  const { diffId: actual, release } = await store.commitLayer(counted);
  if (actual === diffId) return release;
  release();
  throw wrong(actual);
}

function streamOf(store: ImageStore, { bytes, digest }: Member): ReadableStream<Uint8Array> {
  return bytes
    ? (new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>)
    : store.content.stream(digest);
}

async function beginning(store: ImageStore, member: Member): Promise<Uint8Array> {
  const reader = streamOf(store, member).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value ?? new Uint8Array();
}
