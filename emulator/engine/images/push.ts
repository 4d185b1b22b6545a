import { SlipwayError } from '../../errors.ts';
import { MediaType, type Access, type RegistryClient } from '../../registry/types.ts';
import { sha256 } from './content-store.ts';
import type { ImageStore } from './image-store.ts';
import type { LayerBlob } from './layer-blobs.ts';
import { parseManifest } from './manifest.ts';
import { TransferProgress, type OnProgress } from './progress.ts';
import { familiarName, familiarString, type NamedReference } from './reference.ts';
import type { Digest, Image } from './types.ts';

/** As dockerd's max-concurrent-uploads. */
const CONCURRENT_LAYERS = 5;

export interface PushRequest {
  /** Without a tag: all tags of the repository. */
  readonly reference: NamedReference;
  readonly access: Access;
  readonly onProgress: OnProgress;
  /** After each tag: what clients that read the answer want. */
  readonly onPushed: (pushed: { readonly Tag: string; readonly Digest: Digest; readonly Size: number }) => void;
}

interface LayerPush {
  readonly diffId: Digest;
  readonly blob: LayerBlob;
}

/**
 * `docker push`. Progress as POST /images/{name}/push streams it. An image that was pulled, and is pushed unchanged,
 * keeps its manifest and so its digest. Errors in dockerd's words: 'not-found' for what is not here, 'unauthorized',
 * 'forbidden', 'unavailable'.
 */
export async function pushImages(store: ImageStore, registry: RegistryClient, request: PushRequest): Promise<void> {
  const { reference, access, onProgress } = request;
  onProgress({ status: `The push refers to repository [${reference.domain}/${reference.path}]` });
  const names = store.namesOfRepository(reference);
  if (names.length === 0) {
    throw new SlipwayError('not-found', `An image does not exist locally with the tag: ${familiarName(reference)}`);
  }
  if (reference.digest !== undefined) throw new SlipwayError('invalid', 'cannot push a digest reference');
  const wanted = names.filter(({ reference: { tag } }) => tag !== undefined && tag === (reference.tag ?? tag));
  if (wanted.length === 0) {
    const missing = `tag does not exist: ${familiarString(reference)}`;
    const message = reference.tag === undefined ? `no tags to push for ${familiarName(reference)}` : missing;
    throw new SlipwayError('not-found', message);
  }
  await registry.ping(reference.domain, access);
  for (const name of wanted) {
    const image = store.resolve(name.image);
    const release = store.hold(image.layers);
    try {
      await pushOne(store, registry, { ...request, reference: name.reference }, image);
    } finally {
      release();
    }
  }
}

async function pushOne(store: ImageStore, registry: RegistryClient, request: PushRequest, image: Image): Promise<void> {
  const { reference, access, onProgress, onPushed } = request;
  // As dockerd lists them: the topmost first. A layer that was made here is packed meanwhile.
  tellPreparing([...image.layers].reverse(), onProgress);
  const manifest = await manifestOf(store, image);
  await pushLayers(store, registry, request, [...manifest.layers].reverse());
  const config = { digest: image.id, sizeBytes: image.configBytes.length, open: () => streamOf(image.configBytes) };
  if ((await registry.blobSize(reference, image.id, access)) === undefined) {
    await registry.putBlob(reference, config, access);
  }
  const tag = reference.tag!;
  const { bytes, mediaType, digest } = manifest;
  await registry.putManifest(reference, tag, { bytes, mediaType, digest, sizeBytes: bytes.length }, access);
  await store.rememberPush(image, reference, bytes, digest);
  onProgress({ status: `${tag}: digest: ${digest} size: ${bytes.length}` });
  onPushed({ Tag: tag, Digest: digest, Size: bytes.length });
}

interface PushedManifest {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly digest: Digest;
  readonly layers: readonly LayerPush[];
}

/** The manifest the image came with, or one of its layers as they are packed here. */
async function manifestOf(store: ImageStore, image: Image): Promise<PushedManifest> {
  const known = store.manifestDigest(image.id);
  if (known !== undefined) {
    const bytes = await store.content.read(known);
    const parsed = parseManifest(bytes);
    if (parsed.config.digest === image.id && parsed.layers.every(({ digest }) => store.content.has(digest))) {
      const layers = parsed.layers.map(({ digest, size, mediaType }, index) => ({
        diffId: image.layers[index]!,
        blob: { digest, sizeBytes: size, mediaType },
      }));
      return { bytes, digest: known, mediaType: mediaTypeOf(bytes), layers };
    }
  }
  const layers: LayerPush[] = [];
  for (const diffId of image.layers) layers.push({ diffId, blob: await store.layers.packed(diffId) });
  // Docker's own manifest knows gzip and nothing else.
  const isOci = layers.some(({ blob }) => blob.mediaType === MediaType.OCI_LAYER_ZSTD);
  const mediaType = isOci ? MediaType.OCI_MANIFEST : MediaType.DOCKER_MANIFEST;
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: {
      mediaType: isOci ? MediaType.OCI_CONFIG : MediaType.DOCKER_CONFIG,
      size: image.configBytes.length,
      digest: image.id,
    },
    layers: layers.map(({ blob: { digest, sizeBytes, mediaType: packed } }) => ({
      mediaType: isOci ? packed : dockerType(packed),
      size: sizeBytes,
      digest,
    })),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(manifest, null, 3));
  return { bytes, mediaType, digest: await sha256(bytes), layers };
}

function dockerType(mediaType: string): string {
  return /[+.]gzip$/.test(mediaType) ? MediaType.DOCKER_LAYER_GZIP : MediaType.DOCKER_LAYER;
}

/** What a manifest says of itself; an OCI one need not. */
function mediaTypeOf(bytes: Uint8Array): string {
  const { mediaType } = JSON.parse(new TextDecoder().decode(bytes)) as { mediaType?: string };
  return mediaType ?? MediaType.OCI_MANIFEST;
}

function tellPreparing(layers: readonly Digest[], onProgress: OnProgress): void {
  for (const diffId of layers) onProgress({ status: 'Preparing', progressDetail: {}, id: short(diffId) });
  for (const diffId of layers.slice(CONCURRENT_LAYERS)) {
    onProgress({ status: 'Waiting', progressDetail: {}, id: short(diffId) });
  }
}

async function pushLayers(
  store: ImageStore,
  registry: RegistryClient,
  request: PushRequest,
  layers: readonly LayerPush[],
): Promise<void> {
  const { onProgress, access } = request;
  const stop = new AbortController();
  const signal = access.signal ? AbortSignal.any([access.signal, stop.signal]) : stop.signal;
  // The same blob twice is uploaded once.
  const uploads = new Map<Digest, Promise<string>>();
  const waiting = [...layers];
  const work = async () => {
    for (let layer = waiting.shift(); layer; layer = waiting.shift()) {
      signal.throwIfAborted();
      const { digest } = layer.blob;
      const upload =
        uploads.get(digest) ?? pushLayer(store, registry, { ...request, access: { ...access, signal } }, layer);
      uploads.set(digest, upload);
      onProgress({ status: await upload, progressDetail: {}, id: short(layer.diffId) });
    }
  };
  const workers = Array.from({ length: CONCURRENT_LAYERS }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    stop.abort(new SlipwayError('canceled', 'context canceled'));
    await Promise.allSettled(workers);
    throw error;
  }
}

/** Resolves to what became of it, in dockerd's words. */
async function pushLayer(
  store: ImageStore,
  registry: RegistryClient,
  { reference, access, onProgress }: PushRequest,
  { diffId, blob }: LayerPush,
): Promise<string> {
  const { digest, sizeBytes } = blob;
  if ((await registry.blobSize(reference, digest, access)) !== undefined) {
    store.blobSources.add(digest, reference);
    return 'Layer already exists';
  }
  for (const from of store.blobSources.of(digest, reference.domain)) {
    if (from === reference.path) continue;
    if (await registry.mountBlob(reference, digest, from, access)) {
      store.blobSources.add(digest, reference);
      return `Mounted from ${familiarName({ domain: 'docker.io', path: from })}`;
    }
  }
  const progress = new TransferProgress(onProgress, short(diffId), 'Pushing', sizeBytes);
  progress.at(0);
  const upload = { digest, sizeBytes, open: () => store.content.stream(digest) };
  await registry.putBlob(reference, upload, { ...access, onProgress: (sentBytes) => progress.at(sentBytes) });
  store.blobSources.add(digest, reference);
  return 'Pushed';
}

function short(digest: Digest): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 12);
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
