import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SlipwayError } from '../../errors.ts';
import type { Digest } from '../../engine/images/types.ts';
import { MediaType, type RegistryClient, type RegistryManifest, type Repository } from '../types.ts';
import type { Descriptor } from './layout.ts';

/** A registry whose linux/386 images the endpoint passes on and keeps. Errors are those of the RegistryClient. */
export interface Upstream {
  /** Where content that was got before lies. */
  pathOf(digest: string): string;
  /** The manifest of the linux/386 image that a tag leads to, or the one with the digest; its content is at `pathOf` then. */
  manifest(name: string, reference: string): Promise<Descriptor>;
  /** Of a blob that is here already. */
  kept(digest: string): Promise<Descriptor | undefined>;
  /** Size in bytes; undefined when the registry does not have it. */
  blobSize(name: string, digest: string): Promise<number | undefined>;
  /** The blob as it comes in; it is kept once it is whole and its digest right. `sizeBytes` is -1 when nobody says. */
  blob(name: string, digest: string): Promise<{ stream: ReadableStream<Uint8Array>; sizeBytes: number }>;
  tags(name: string): Promise<string[]>;
}

export interface UpstreamOptions {
  readonly client: RegistryClient;
  /** As the client knows the registry. */
  readonly domain: string;
  /** Of this cache alone. */
  readonly folder: string;
}

/** What a tag led to when it was asked for last. */
interface TagRecord {
  /** Of the manifest or index upstream. */
  readonly upstreamDigest: string;
  readonly manifest: Descriptor;
}

const PLATFORM = { os: 'linux', architecture: '386' };
const INDEXES: readonly string[] = [MediaType.OCI_INDEX, MediaType.DOCKER_MANIFEST_LIST];

/** Opens the cache in `options.folder`, which need not exist yet. */
export function openUpstream({ client, domain, folder }: UpstreamOptions): Upstream {
  const repositoryOf = (name: string): Repository => ({ domain, path: name });
  const pathOf = (digest: string) => join(folder, 'blobs', 'sha256', digest.replace(/^sha256:/, ''));
  // The endpoint has checked names and tags: neither can lead out of the folder.
  const recordPath = (name: string, tag: string) => join(folder, 'tags', `${name}:${tag}.json`);
  const readRecord = (path: string) =>
    readFile(path, 'utf8').then(
      (text) => JSON.parse(text) as TagRecord,
      () => undefined,
    );

  async function keep({ digest, mediaType, sizeBytes, bytes }: RegistryManifest): Promise<Descriptor> {
    await writeWhole(pathOf(digest), bytes);
    return { mediaType, digest, size: sizeBytes };
  }

  async function byTag(name: string, tag: string): Promise<Descriptor> {
    const path = recordPath(name, tag);
    const record = await readRecord(path);
    try {
      const head = await client.head(repositoryOf(name), tag);
      if (record?.upstreamDigest === head.digest) return record.manifest;
      const top = await client.manifest(repositoryOf(name), head.digest);
      const manifest = await keep(await forPlatform(name, top));
      const made: TagRecord = { upstreamDigest: head.digest, manifest };
      await writeWhole(path, new TextEncoder().encode(JSON.stringify(made)));
      return manifest;
    } catch (error) {
      // Unplugged from the registry, the image of last time is as good as any mirror's.
      if (record && error instanceof SlipwayError && error.kind === 'unavailable') return record.manifest;
      throw error;
    }
  }

  async function forPlatform(name: string, top: RegistryManifest): Promise<RegistryManifest> {
    const content = JSON.parse(new TextDecoder().decode(top.bytes)) as {
      manifests?: { digest: string; platform?: { os?: string; architecture?: string } }[];
      config?: { digest: Digest };
    };
    const missing = () =>
      new SlipwayError('not-found', 'no matching manifest for linux/386 in the manifest list entries');
    if (INDEXES.includes(top.mediaType)) {
      const entry = content.manifests?.find(
        ({ platform }) => platform?.os === PLATFORM.os && platform.architecture === PLATFORM.architecture,
      );
      if (!entry) throw missing();
      return client.manifest(repositoryOf(name), entry.digest);
    }
    if (!content.config) throw missing();
    const { stream } = await client.blob(repositoryOf(name), content.config.digest);
    const config = (await new Response(stream).json()) as { os?: string; architecture?: string };
    if (config.os !== PLATFORM.os || config.architecture !== PLATFORM.architecture) {
      throw new SlipwayError('not-found', `the image is for ${config.os}/${config.architecture}, not for linux/386`);
    }
    return top;
  }

  return {
    pathOf,
    tags: (name) => client.tags(repositoryOf(name)),
    blobSize: (name, digest) => client.blobSize(repositoryOf(name), digest as Digest),
    async manifest(name, reference) {
      if (!reference.includes(':')) return byTag(name, reference);
      const path = pathOf(reference);
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes) return { mediaType: mediaTypeOf(bytes), digest: reference, size: bytes.length };
      return keep(await client.manifest(repositoryOf(name), reference));
    },
    async kept(digest) {
      const status = await stat(pathOf(digest)).catch(() => undefined);
      return status && { mediaType: 'application/octet-stream', digest, size: status.size };
    },
    async blob(name, digest) {
      const { stream, totalBytes } = await client.blob(repositoryOf(name), digest as Digest);
      return { stream: stream.pipeThrough(keeping(pathOf(digest), digest)), sizeBytes: totalBytes };
    },
  };
}

const mediaTypeOf = (bytes: Uint8Array): string =>
  (JSON.parse(new TextDecoder().decode(bytes)) as { mediaType?: string }).mediaType ?? MediaType.OCI_MANIFEST;

/** Passes bytes on and writes them beside; what is cut short, or has another digest, fails the stream and is not kept. */
function keeping(path: string, digest: string): TransformStream<Uint8Array, Uint8Array> {
  const hash = createHash('sha256');
  const partial = `${path}.${randomUUID()}`;
  let file: ReturnType<typeof createWriteStream> | undefined;
  const written = (write: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => write((error) => (error ? reject(error) : resolve())));
  const transformer: Transformer<Uint8Array, Uint8Array> & { cancel(): Promise<void> } = {
    async start() {
      await mkdir(dirname(path), { recursive: true });
      file = createWriteStream(partial);
      // Each write has its own answer.
      file.on('error', () => {});
    },
    async transform(chunk, controller) {
      hash.update(chunk);
      await written((done) => file?.write(chunk, done));
      controller.enqueue(chunk);
    },
    async flush() {
      await written((done) => file?.end(() => done()));
      const is = `sha256:${hash.digest('hex')}`;
      if (is === digest) return rename(partial, path);
      await rm(partial, { force: true });
      throw new SlipwayError('corrupt', `the registry sent ${is} for ${digest}`);
    },
    async cancel() {
      file?.destroy();
      await rm(partial, { force: true });
    },
  };
  return new TransformStream(transformer);
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${randomUUID()}`;
  await writeFile(partial, bytes);
  await rename(partial, path);
}
