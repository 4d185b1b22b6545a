import { tarHeader, tarPadding, TAR_END_BYTES } from '../../../disks/tar-writer.ts';
import type { TarEntry } from '../../../disks/tar-reader.ts';
import { MediaType } from '../../../registry/types.ts';
import { sha256 } from '../content-store.ts';
import type { ImageStore } from '../image-store.ts';
import { familiarName, familiarString, type NamedReference } from '../reference.ts';
import type { Digest, Image } from '../types.ts';

/** An image and the names it is saved under. */
export interface SavedImage {
  readonly image: Image;
  /** With a tag each. */
  readonly names: readonly NamedReference[];
}

interface Blob {
  readonly sizeBytes: number;
  open(): Promise<ReadableStream<Uint8Array>>;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
}

const BLOBS = 'blobs/sha256/';
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const hexOf = (digest: Digest) => digest.slice('sha256:'.length);

/**
 * `docker save`: an archive that is Docker's (manifest.json, repositories) and an OCI image layout at once, as Docker
 * writes it since version 25. The same images give the same bytes. Layers are the archives that the diff IDs are the
 * digests of. Error 'not-found' when a layer's archive is not here.
 */
export async function saveImages(store: ImageStore, saved: readonly SavedImage[]): Promise<AsyncGenerator<Uint8Array>> {
  const blobs = new Map<string, Blob>();
  const put = async (bytes: Uint8Array, mediaType: string): Promise<Descriptor> => {
    const digest = await sha256(bytes);
    blobs.set(hexOf(digest), { sizeBytes: bytes.length, open: async () => streamOf(bytes) });
    return { mediaType, digest, size: bytes.length };
  };
  const index: object[] = [];
  const manifests: object[] = [];
  const repositories: Record<string, Record<string, string>> = {};
  for (const { image, names } of saved) {
    const layers: Descriptor[] = [];
    for (const diffId of image.layers) {
      const size = await store.layers.tarBytes(diffId);
      layers.push({ mediaType: MediaType.OCI_LAYER, digest: diffId, size });
      blobs.set(hexOf(diffId), { sizeBytes: size, open: () => store.layers.tar(diffId) });
    }
    const config = await put(image.configBytes, MediaType.OCI_CONFIG);
    const manifest = await put(
      encode({ schemaVersion: 2, mediaType: MediaType.OCI_MANIFEST, config, layers }),
      MediaType.OCI_MANIFEST,
    );
    if (names.length === 0) index.push(manifest);
    for (const name of names) {
      index.push({ ...manifest, annotations: annotationsOf(name) });
      const top = layers.at(-1);
      if (top) (repositories[familiarName(name)] ??= {})[name.tag!] = hexOf(top.digest);
    }
    manifests.push({
      Config: BLOBS + hexOf(image.id),
      RepoTags: names.length === 0 ? null : names.map(familiarString),
      Layers: layers.map(({ digest }) => BLOBS + hexOf(digest)),
      ...(layers.length === 0
        ? {}
        : { LayerSources: Object.fromEntries(layers.map((layer) => [layer.digest, layer])) }),
    });
  }
  const files = new Map<string, Blob>([...blobs].sort(byName).map(([hex, blob]) => [BLOBS + hex, blob]));
  const add = (name: string, value: unknown) => {
    const bytes = encode(value);
    files.set(name, { sizeBytes: bytes.length, open: async () => streamOf(bytes) });
  };
  add('index.json', { schemaVersion: 2, mediaType: MediaType.OCI_INDEX, manifests: index });
  add('manifest.json', manifests);
  add('oci-layout', { imageLayoutVersion: '1.0.0' });
  if (Object.keys(repositories).length > 0) add('repositories', repositories);
  return archive(files);
}

/** containerd and skopeo look for the name here. */
function annotationsOf({ domain, path, tag }: NamedReference): Record<string, string> {
  return { 'io.containerd.image.name': `${domain}/${path}:${tag}`, 'org.opencontainers.image.ref.name': tag! };
}

async function* archive(files: ReadonlyMap<string, Blob>): AsyncGenerator<Uint8Array> {
  yield tarHeader(member('blobs/', 'directory', 0));
  yield tarHeader(member(BLOBS, 'directory', 0));
  for (const [name, blob] of files) {
    yield tarHeader(member(name, 'file', blob.sizeBytes));
    const reader = (await blob.open()).getReader();
    try {
      for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
    } finally {
      await reader.cancel().catch(() => {});
    }
    const paddingBytes = tarPadding(blob.sizeBytes);
    if (paddingBytes > 0) yield new Uint8Array(paddingBytes);
  }
  yield new Uint8Array(TAR_END_BYTES);
}

function member(path: string, type: 'file' | 'directory', sizeBytes: number): TarEntry {
  return {
    path,
    type,
    mode: type === 'file' ? 0o644 : 0o755,
    uid: 0,
    gid: 0,
    sizeBytes,
    mtimeSeconds: 0,
    mtimeNanoseconds: 0,
    linkPath: '',
    deviceMajor: 0,
    deviceMinor: 0,
    xattrs: new Map(),
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
