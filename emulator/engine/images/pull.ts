import { SlipwayError } from '../../errors.ts';
import type { Credentials } from '../../registry/authorization.ts';
import type { Access, RegistryClient, RegistryManifest } from '../../registry/types.ts';
import { sha256, type ContentStore } from './content-store.ts';
import { fetchLayer, shortDigest } from './fetch-layer.ts';
import type { Layers } from './layers.ts';
import {
  chooseManifest,
  isIndex,
  parseConfig,
  parseManifest,
  type Descriptor,
  type Manifest,
  type Platform,
} from './manifest.ts';
import type { OnProgress } from './progress.ts';
import type { NamedReference } from './reference.ts';
import { SharedTransfers } from './shared-transfers.ts';
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
  readonly credentials?: Credentials | undefined;
}

/** Where pulled images go. */
export interface PullTarget {
  isKnown(id: Digest): boolean;
  /** Makes it an image, at once: what it consists of is not protected any more afterwards. */
  onPulled(pulled: PulledImage): void;
}

/** One layer of a pull: its compressed blob, and what is in it. */
interface LayerJob {
  readonly blob: Descriptor;
  readonly diffId: Digest;
}

/** Pulls images; layers that two pulls want at once are fetched once. */
export class Puller {
  readonly #transfers = new SharedTransfers();
  /** What pulls under way rely on, and how many of them: blobs and diff IDs. */
  readonly #wanted = new Map<Digest, number>();

  constructor(
    private readonly registry: RegistryClient,
    private readonly content: ContentStore,
    private readonly layers: Layers,
  ) {}

  /** Blobs and layers that must not be removed now, although no image has them yet. */
  wanted(): ReadonlySet<Digest> {
    return new Set(this.#wanted.keys());
  }

  /**
   * Has everything the reference points at in the stores when it calls `onPulled`. Errors in
   * dockerd's words: 'not-found', 'unavailable', 'corrupt', 'storage-full', 'canceled'.
   */
  async pull(request: PullRequest, images: PullTarget): Promise<void> {
    const leases: Digest[] = [];
    const lease = (digest: Digest) => {
      leases.push(digest);
      this.#wanted.set(digest, (this.#wanted.get(digest) ?? 0) + 1);
    };
    try {
      images.onPulled(await this.#pull(request, images, lease));
    } catch (error) {
      if (!request.signal?.aborted) throw error;
      throw new SlipwayError('canceled', 'context canceled', { cause: error });
    } finally {
      for (const digest of leases) this.#release(digest);
    }
  }

  async #pull(request: PullRequest, images: PullTarget, lease: (digest: Digest) => void): Promise<PulledImage> {
    const { reference, onProgress } = request;
    const tagOrDigest = reference.digest ?? reference.tag ?? 'latest';
    const top = await this.registry.manifest(reference, tagOrDigest, accessOf(request));
    onProgress({ status: `Pulling from ${reference.path}`, id: tagOrDigest });
    lease(top.digest);
    const { digest: manifestDigest, bytes } = await this.#platformManifest(top, request, lease);
    const manifest = parseManifest(bytes);
    for (const { digest } of [manifest.config, ...manifest.layers]) lease(digest);
    const configBytes = await this.#config(request, manifest);
    const config = parseConfig(configBytes);
    const diffIds = config.rootfs.diff_ids;
    if (diffIds.length !== manifest.layers.length) {
      throw new SlipwayError('corrupt', "layers from manifest don't match image configuration");
    }
    for (const diffId of diffIds) lease(diffId);
    const jobs = manifest.layers.map((blob, index) => ({ blob, diffId: diffIds[index]! }));
    // An image that is here whole is "up to date" and lists no layers, as with dockerd.
    if (!images.isKnown(manifest.config.digest) || !jobs.every((job) => this.#isHere(job))) {
      await this.#pullLayers(request, jobs);
    }
    return { id: manifest.config.digest, config, configBytes, digest: top.digest, manifestDigest, manifest };
  }

  async #platformManifest(
    top: RegistryManifest,
    request: PullRequest,
    lease: (digest: Digest) => void,
  ): Promise<{ digest: Digest; bytes: Uint8Array }> {
    const { reference, platform } = request;
    await this.content.put(top.digest, top.bytes);
    if (!isIndex(top.mediaType)) return top;
    const chosen = chooseManifest(top.bytes, platform);
    lease(chosen.digest);
    if (this.content.has(chosen.digest)) {
      return { digest: chosen.digest, bytes: await this.content.read(chosen.digest) };
    }
    const manifest = await this.registry.manifest(reference, chosen.digest, accessOf(request));
    await this.content.put(manifest.digest, manifest.bytes);
    return manifest;
  }

  async #config(request: PullRequest, { config }: Manifest): Promise<Uint8Array> {
    if (this.content.has(config.digest)) return this.content.read(config.digest);
    const { stream } = await this.registry.blob(request.reference, config.digest, accessOf(request));
    const bytes = new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    if ((await sha256(bytes)) !== config.digest) {
      throw new SlipwayError('corrupt', `image config verification failed for digest ${config.digest}`);
    }
    await this.content.put(config.digest, bytes);
    return bytes;
  }

  async #pullLayers(request: PullRequest, jobs: readonly LayerJob[]): Promise<void> {
    const missing = jobs.filter((job) => !this.#isHere(job));
    for (const job of jobs) {
      const status = missing.includes(job) ? 'Pulling fs layer' : 'Already exists';
      request.onProgress({ status, progressDetail: {}, id: shortDigest(job.blob.digest) });
    }
    for (const { blob } of missing.slice(CONCURRENT_LAYERS)) {
      request.onProgress({ status: 'Waiting', progressDetail: {}, id: shortDigest(blob.digest) });
    }
    // The first failure stops the others: nobody waits for layers of an image that cannot be had.
    const stop = new AbortController();
    const signal = request.signal === undefined ? stop.signal : AbortSignal.any([request.signal, stop.signal]);
    const waiting = [...missing];
    const fetchNext = async (): Promise<void> => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        signal.throwIfAborted();
        await this.#pullLayer(request, job, signal);
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

  async #pullLayer(request: PullRequest, job: LayerJob, signal: AbortSignal): Promise<void> {
    await this.#transfers.join(job.blob.digest, request.onProgress, signal, async (onProgress) => {
      // Another pull, or the same layer earlier in this image, may have brought it since.
      if (this.#isHere(job)) {
        return onProgress({ status: 'Already exists', progressDetail: {}, id: shortDigest(job.blob.digest) });
      }
      await fetchLayer({
        ...job,
        registry: this.registry,
        content: this.content,
        layers: this.layers,
        repository: request.reference,
        onProgress,
        signal,
        credentials: request.credentials,
      });
    });
  }

  #isHere({ blob, diffId }: LayerJob): boolean {
    return this.layers.has(diffId) && this.content.has(blob.digest);
  }

  #release(digest: Digest): void {
    const count = (this.#wanted.get(digest) ?? 0) - 1;
    if (count > 0) this.#wanted.set(digest, count);
    else this.#wanted.delete(digest);
  }
}

function accessOf({ signal, credentials }: PullRequest): Access {
  return { signal, credentials };
}
