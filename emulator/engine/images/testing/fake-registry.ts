/** A registry in memory for tests, whose connections break when they are told to. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tarOf, type FixtureEntry } from '../../../disks/testing/tar-fixture.ts';
import { SlipwayError } from '../../../errors.ts';
import {
  MediaType,
  type BlobUpload,
  type RegistryBlob,
  type RegistryClient,
  type RegistryManifest,
} from '../../../registry/types.ts';
import type { Digest, ImageConfig } from '../types.ts';

export const digestOf = (bytes: Uint8Array): Digest => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export interface FakeLayer {
  readonly tar: Uint8Array;
  readonly blob: Uint8Array;
}

export function layerOf(
  entries: readonly FixtureEntry[],
  compress: (tar: Uint8Array) => Uint8Array = gzipSync,
): FakeLayer {
  const tar = tarOf(entries);
  return { tar, blob: compress(tar) };
}

export class FakeRegistry implements RegistryClient {
  readonly blobs = new Map<string, Uint8Array>();
  readonly manifests = new Map<string, RegistryManifest>();
  /** Of blobs, as they were made: digest and offset. */
  readonly requests: { readonly digest: Digest; readonly offsetBytes: number }[] = [];
  /** The connection breaks after so many bytes of this blob; used up by that. */
  readonly breaks = new Map<Digest, number>();
  /** What was pushed, by repository. */
  readonly uploaded = new Map<string, Map<Digest, Uint8Array>>();
  isDown = false;
  /** Large blobs wait for this before their last half. */
  gate: Promise<void> = Promise.resolve();
  /** Called when a blob has come so far that it waits for `gate`. */
  onGate: () => void = () => {};

  /** Puts an image under 'library/app:1' or so; returns its ID and the digest of its manifest. */
  publish(
    name: string,
    layers: readonly FakeLayer[],
    options: { config?: Partial<ImageConfig>; platform?: { os: string; architecture: string }; index?: boolean } = {},
  ): { id: Digest; digest: Digest } {
    const platform = options.platform ?? { os: 'linux', architecture: '386' };
    const config: ImageConfig = {
      ...platform,
      created: '2024-01-01T00:00:00Z',
      config: { Cmd: ['sh'] },
      history: layers.map((_, i) => ({ created: '2024-01-01T00:00:00Z', created_by: `step ${i}` })),
      ...options.config,
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => digestOf(layer.tar)) },
    };
    const configBytes = this.addJson(config);
    for (const layer of layers) this.blobs.set(digestOf(layer.blob), layer.blob);
    const [repository, tag] = name.split(':') as [string, string];
    const manifest = this.addManifest(repository, MediaType.OCI_MANIFEST, {
      schemaVersion: 2,
      config: { mediaType: MediaType.OCI_CONFIG, digest: digestOf(configBytes), size: configBytes.length },
      layers: layers.map(({ blob }) => ({
        mediaType: MediaType.OCI_LAYER_GZIP,
        digest: digestOf(blob),
        size: blob.length,
      })),
    });
    const top = options.index
      ? this.addManifest(repository, MediaType.OCI_INDEX, {
          manifests: [
            { mediaType: MediaType.OCI_MANIFEST, digest: manifest.digest, size: manifest.sizeBytes, platform },
          ],
        })
      : manifest;
    this.manifests.set(`${repository}:${tag}`, top);
    return { id: digestOf(configBytes), digest: top.digest };
  }

  async manifest({ path }: { path: string }, reference: string): Promise<RegistryManifest> {
    const found = this.manifests.get(`${path}:${reference}`) ?? this.manifests.get(`${path}@${reference}`);
    if (found) return found;
    throw new SlipwayError(
      'not-found',
      `manifest for ${path}:${reference} not found: manifest unknown: manifest unknown`,
    );
  }

  async head(repository: { path: string }, reference: string): Promise<RegistryManifest> {
    return this.manifest(repository, reference);
  }

  async tags({ path }: { path: string }): Promise<string[]> {
    return [...this.manifests.keys()].filter((key) => key.startsWith(`${path}:`)).map((key) => key.split(':')[1]!);
  }

  async blob(
    _repository: unknown,
    digest: Digest,
    { offsetBytes = 0, signal }: { offsetBytes?: number; signal?: AbortSignal } = {},
  ): Promise<RegistryBlob> {
    const bytes = this.blobs.get(digest);
    if (!bytes) throw new SlipwayError('not-found', 'blob unknown to registry');
    this.requests.push({ digest, offsetBytes });
    const breakAt = this.breaks.get(digest);
    this.breaks.delete(digest);
    const { gate, onGate } = this;
    let at = offsetBytes;
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (bytes.length > 5000 && at >= bytes.length / 2) {
          onGate();
          await gate;
        }
        if (signal?.aborted) return controller.error(new SlipwayError('canceled', 'context canceled'));
        if (breakAt !== undefined && at >= breakAt) {
          return controller.error(new SlipwayError('unavailable', 'unexpected EOF'));
        }
        if (at >= bytes.length) return controller.close();
        const end = Math.min(at + 1000, breakAt ?? Infinity, bytes.length);
        controller.enqueue(bytes.slice(at, end));
        at = end;
      },
    });
    return { stream, totalBytes: bytes.length };
  }

  async repositories(): Promise<string[]> {
    const names = [...this.manifests.keys()].flatMap((key) => (key.includes('@') ? [] : [key.split(':')[0]!]));
    return [...new Set(names)].sort();
  }

  async ping(): Promise<void> {
    if (this.isDown) throw new SlipwayError('unavailable', 'connection refused');
  }

  async blobSize({ path }: { path: string }, digest: Digest): Promise<number | undefined> {
    return this.uploaded.get(path)?.get(digest)?.length;
  }

  async mountBlob({ path }: { path: string }, digest: Digest, from: string): Promise<boolean> {
    const bytes = this.uploaded.get(from)?.get(digest);
    if (bytes) this.put(path, digest, bytes);
    return bytes !== undefined;
  }

  async putBlob(
    { path }: { path: string },
    { digest, open }: BlobUpload,
    { onProgress }: { onProgress?: (sentBytes: number) => void } = {},
  ): Promise<void> {
    const bytes = new Uint8Array(await new Response(open() as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    if (digestOf(bytes) !== digest) throw new SlipwayError('invalid', 'digest invalid');
    this.put(path, digest, bytes);
    this.blobs.set(digest, bytes);
    onProgress?.(bytes.length);
  }

  async putManifest({ path }: { path: string }, reference: string, manifest: RegistryManifest): Promise<void> {
    this.manifests.set(`${path}:${reference}`, manifest);
    this.manifests.set(`${path}@${manifest.digest}`, manifest);
  }

  async login(_domain: string, { password }: { password: string }): Promise<void> {
    if (password !== 'right') throw new SlipwayError('unauthorized', 'login attempt failed');
  }

  private put(path: string, digest: Digest, bytes: Uint8Array): void {
    this.uploaded.set(path, (this.uploaded.get(path) ?? new Map<Digest, Uint8Array>()).set(digest, bytes));
  }

  private addJson(value: object): Uint8Array {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    this.blobs.set(digestOf(bytes), bytes);
    return bytes;
  }

  private addManifest(repository: string, mediaType: string, value: object): RegistryManifest {
    const bytes = new TextEncoder().encode(JSON.stringify({ mediaType, ...value }));
    const manifest = { bytes, mediaType, digest: digestOf(bytes), sizeBytes: bytes.length };
    this.manifests.set(`${repository}@${manifest.digest}`, manifest);
    return manifest;
  }
}
