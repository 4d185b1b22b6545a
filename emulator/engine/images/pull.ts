import { SlipwayError } from '../../errors.ts';
import type { RegistryClient, RegistryManifest } from '../../registry/types.ts';
import { sha256, type ContentStore } from './content-store.ts';
import { fetchLayer, shortDigest } from './fetch-layer.ts';
import type { Layers } from './layers.ts';
import { chooseManifest, isIndex, parseConfig, parseManifest, type Manifest, type Platform } from './manifest.ts';
import type { OnProgress } from './progress.ts';
import type { NamedReference } from './reference.ts';
import type { Digest, ImageConfig } from './types.ts';

/** As dockerd's max-concurrent-downloads. */
const CONCURRENT_LAYERS = 3;

export interface PulledImage {
  readonly id: Digest;
  readonly config: ImageConfig;
  readonly configBytes: Uint8Array;
  /** What the tag points at: an index or a manifest. */
  readonly digest: Digest;
  readonly manifestDigest: Digest;
  readonly manifest: Manifest;
}

export interface PullRequest {
  readonly reference: NamedReference;
  readonly platform: Platform;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

/** Pulls images; layers that two pulls want at once are fetched once. */
export class Puller {
  readonly #underWay = new Map<Digest, Promise<void>>();

  constructor(
    private readonly registry: RegistryClient,
    private readonly content: ContentStore,
    private readonly layers: Layers,
  ) {}

  /**
   * Everything the reference points at is in the stores when this resolves. `isHere` tells of an image that needs no
   * layers any more. Errors in dockerd's words: 'not-found', 'unavailable', 'corrupt', 'storage-full', 'canceled'.
   */
  async pull(request: PullRequest, isHere: (id: Digest) => boolean): Promise<PulledImage> {
    const { reference, onProgress, signal } = request;
    onProgress({ status: `Pulling from ${reference.path}`, id: reference.digest ?? reference.tag ?? 'latest' });
    const top = await this.registry.manifest(reference, reference.digest ?? reference.tag ?? 'latest', { signal });
    const { digest: manifestDigest, bytes } = await this.#platformManifest(top, request);
    const manifest = parseManifest(bytes);
    const configBytes = await this.#config(request, manifest);
    const config = parseConfig(configBytes);
    if (config.rootfs.diff_ids.length !== manifest.layers.length) {
      throw new SlipwayError('corrupt', 'invalid image: its config and its manifest list different layers');
    }
    if (!isHere(manifest.config.digest)) await this.#pullLayers(request, manifest, config);
    return { id: manifest.config.digest, config, configBytes, digest: top.digest, manifestDigest, manifest };
  }

  async #platformManifest(top: RegistryManifest, { reference, platform, signal }: PullRequest) {
    await this.content.put(top.digest, top.bytes);
    if (!isIndex(top.mediaType)) return top;
    const chosen = chooseManifest(top.bytes, platform);
    const manifest = await this.registry.manifest(reference, chosen.digest, { signal });
    await this.content.put(manifest.digest, manifest.bytes);
    return manifest;
  }

  async #config({ reference, signal }: PullRequest, { config }: Manifest): Promise<Uint8Array> {
    if (this.content.has(config.digest)) return this.content.read(config.digest);
    const { stream } = await this.registry.blob(reference, config.digest, { signal });
    const bytes = new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    if ((await sha256(bytes)) !== config.digest) {
      throw new SlipwayError('corrupt', `image config verification failed for digest ${config.digest}`);
    }
    await this.content.put(config.digest, bytes);
    return bytes;
  }

  async #pullLayers(request: PullRequest, manifest: Manifest, config: ImageConfig): Promise<void> {
    const jobs = manifest.layers.map((blob, index) => {
      const diffId = config.rootfs.diff_ids[index]!;
      const id = shortDigest(blob.digest);
      const here = this.layers.has(diffId) && this.content.has(blob.digest);
      request.onProgress({ status: here ? 'Already exists' : 'Pulling fs layer', progressDetail: {}, id });
      return { blob, diffId, id, here };
    });
    const waiting = jobs.filter((job) => !job.here);
    for (const { id } of waiting.slice(CONCURRENT_LAYERS)) {
      request.onProgress({ status: 'Waiting', progressDetail: {}, id });
    }
    // The first failure stops the others: nobody waits for layers of an image that cannot be had.
    const stop = new AbortController();
    const signal = request.signal === undefined ? stop.signal : AbortSignal.any([request.signal, stop.signal]);
    const fetchNext = async (): Promise<void> => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        signal.throwIfAborted();
        await this.#fetchOnce(job.diffId, () =>
          fetchLayer({
            ...job!,
            registry: this.registry,
            content: this.content,
            layers: this.layers,
            repository: request.reference,
            onProgress: request.onProgress,
            signal,
          }),
        );
      }
    };
    const workers = Array.from({ length: CONCURRENT_LAYERS }, fetchNext);
    try {
      await Promise.all(workers);
    } catch (error) {
      stop.abort(new SlipwayError('canceled', 'context canceled'));
      await Promise.allSettled(workers);
      throw error;
    }
  }

  async #fetchOnce(diffId: Digest, fetch: () => Promise<void>): Promise<void> {
    const other = this.#underWay.get(diffId);
    // When the other pull fails, this one may still succeed: it asks for itself.
    if (other !== undefined && (await other.then(() => true, () => false))) return;
    const mine = fetch();
    this.#underWay.set(diffId, mine);
    try {
      await mine;
    } finally {
      if (this.#underWay.get(diffId) === mine) this.#underWay.delete(diffId);
    }
  }
}
