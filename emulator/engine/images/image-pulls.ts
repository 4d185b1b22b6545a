import type { Store } from '../../disks/store.ts';
import { SlipwayError } from '../../errors.ts';
import type { RegistryClient } from '../../registry/types.ts';
import type { ContentStore } from './content-store.ts';
import type { Layers } from './layers.ts';
import { humanSize } from './progress.ts';
import { Puller, type PulledImage, type PullRequest } from './pull.ts';
import { familiarString, type NamedReference } from './reference.ts';
import type { Digest, Image } from './types.ts';

/** What pulling needs of the local images. */
export interface PulledImages {
  find(reference: string): Image | undefined;
  isKnown(id: Digest): boolean;
  /** Makes it an image with that name, at once: what it consists of is not protected any more afterwards. */
  remember(pulled: PulledImage, reference: NamedReference): void;
  collectGarbage(): Promise<unknown>;
}

export interface ImagePullsParts {
  readonly store: Store;
  readonly layers: Layers;
  readonly registry: RegistryClient;
}

/** `docker pull`: one tag or all of them, what is told of it, and what becomes of one that does not fit. */
export class ImagePulls {
  readonly #puller: Puller;

  constructor(
    private readonly parts: ImagePullsParts,
    content: ContentStore,
    private readonly images: PulledImages,
  ) {
    this.#puller = new Puller(parts.registry, content, parts.layers);
  }

  /** Blobs and layers that must not be removed now, although no image has them yet. */
  wanted(): ReadonlySet<Digest> {
    return this.#puller.wanted();
  }

  /**
   * Progress as POST /images/create streams it, the last message is its "Status: …". A reference without tag and digest
   * pulls all tags (`docker pull -a`). Errors as Puller.pull's; one of a full store says how much there is.
   */
  async pull(request: PullRequest): Promise<void> {
    const { reference, onProgress } = request;
    const tags =
      reference.tag === undefined && reference.digest === undefined
        ? await this.parts.registry.tags(reference, request)
        : [reference.tag];
    let isNew = false;
    for (const tag of tags) isNew = (await this.#pullOne({ ...request, reference: { ...reference, tag } })) || isNew;
    const outcome = isNew ? 'Downloaded newer image' : 'Image is up to date';
    onProgress({ status: `Status: ${outcome} for ${familiarString(reference)}` });
  }

  /** True when the reference now names another image than before. */
  async #pullOne(request: PullRequest): Promise<boolean> {
    const { reference, onProgress } = request;
    const before = this.images.find(familiarString(reference));
    let pulled: PulledImage | undefined;
    try {
      await this.#puller.pull(request, {
        isKnown: (id) => this.images.isKnown(id),
        onPulled: (image) => {
          pulled = image;
          this.images.remember(image, reference);
        },
      });
    } catch (error) {
      throw error instanceof SlipwayError && error.kind === 'storage-full' ? await this.#explainFull(error) : error;
    }
    onProgress({ status: `Digest: ${pulled!.digest}` });
    return before?.id !== pulled!.id;
  }

  /** What the failed pull brought makes room again; the message tells how much there is. */
  async #explainFull(cause: SlipwayError): Promise<SlipwayError> {
    await this.images.collectGarbage();
    const { usedBytes, quotaBytes } = await this.parts.store.usage();
    const space = quotaBytes === undefined ? '' : ` (${humanSize(usedBytes)} of ${humanSize(quotaBytes)} used)`;
    return new SlipwayError('storage-full', `failed to register layer: ${cause.message}${space}`, { cause });
  }
}
