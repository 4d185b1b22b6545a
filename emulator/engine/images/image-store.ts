import { SlipwayError } from '../../errors.ts';
import type { RegistryClient } from '../../registry/types.ts';
import type { Guest } from '../guest.ts';
import type { Records } from '../records.ts';
import { ContentStore } from './content-store.ts';
import type { Store } from '../../disks/store.ts';
import type { Layers } from './layers.ts';
import { parseConfig } from './manifest.ts';
import { Puller, type PulledImage, type PullRequest } from './pull.ts';
import {
  familiarName,
  familiarString,
  parseReference,
  withDefaultTag,
  type NamedReference,
} from './reference.ts';
import type { Digest, Image, Images } from './types.ts';

export interface ImageStoreParts {
  readonly store: Store;
  readonly records: Records;
  readonly layers: Layers;
  readonly registry: RegistryClient;
  readonly guest: Pick<Guest, 'mountLayer' | 'unmountLayer'>;
}

/** What is remembered of an image; key 'image/<id>'. */
export interface ImageRecord {
  /** The config's text: its UTF-8 bytes have the digest `id`. */
  readonly config: string;
  /** Blobs in the content store that belong to it: index, manifest, config, compressed layers. */
  readonly blobs: readonly Digest[];
  /** Unix milliseconds. */
  readonly taggedMs: number;
}

/** Key 'image-name/<domain>/<path>:<tag>' or '…@<digest>'. */
interface NameRecord {
  readonly image: Digest;
}

const imageKey = (id: Digest) => `image/${id}`;
const NAME_PREFIX = 'image-name/';

const nameKey = ({ domain, path, tag, digest }: NamedReference) =>
  `${NAME_PREFIX}${domain}/${path}${digest === undefined ? `:${tag}` : `@${digest}`}`;

/** A name of an image: with a tag or with a digest, never both. */
export interface ImageName {
  readonly reference: NamedReference;
  readonly image: Digest;
}

/** The local images: names, configs, and their layers in the guest. */
export class ImageStore implements Images {
  readonly content: ContentStore;
  readonly layers: Layers;
  readonly #puller: Puller;
  readonly #images = new Map<Digest, Image>();
  readonly #mounted = new Map<Digest, Promise<string>>();
  #users: Parameters<Images['setUsers']>[0] = () => [];

  constructor(private readonly parts: ImageStoreParts) {
    this.layers = parts.layers;
    this.content = new ContentStore(parts.store, parts.records);
    this.#puller = new Puller(parts.registry, this.content, parts.layers);
    this.#reload();
  }

  resolve(reference: string): Image {
    const image = this.find(reference);
    if (image !== undefined) return image;
    let shown = reference;
    try {
      shown = familiarString(withDefaultTag(parseReference(reference)));
    } catch {
      // Not a name at all ('sha256:…', a long ID): told as it was typed.
    }
    throw new SlipwayError('not-found', `No such image: ${shown}`);
  }

  /** By name, else by ID or its unique beginning; undefined when there is none. */
  find(reference: string): Image | undefined {
    const name = this.findName(reference);
    if (name !== undefined) return this.#images.get(name.image);
    const prefix = /^(?:sha256:)?([0-9a-f]{1,64})$/.exec(reference)?.[1];
    if (prefix === undefined) return undefined;
    const matches = this.list().filter((image) => image.id.startsWith(`sha256:${prefix}`));
    return matches.length === 1 ? matches[0] : undefined;
  }

  findName(reference: string): ImageName | undefined {
    if (/^sha256:/.test(reference) || /^[0-9a-f]{64}$/.test(reference)) return undefined;
    let parsed: NamedReference;
    try {
      parsed = withDefaultTag(parseReference(reference));
    } catch {
      return undefined;
    }
    const record = this.parts.records.get<NameRecord>(nameKey(parsed));
    return record && { reference: parsed, image: record.image };
  }

  /** Newest first, as Docker lists them. */
  list(): readonly Image[] {
    const createdMs = (image: Image) => Date.parse(image.config.created ?? '') || 0;
    return [...this.#images.values()].sort((a, b) => createdMs(b) - createdMs(a));
  }

  taggedMs(id: Digest): number {
    return this.parts.records.get<ImageRecord>(imageKey(id))?.taggedMs ?? 0;
  }

  names(id: Digest): readonly ImageName[] {
    return this.parts.records
      .list<NameRecord>(NAME_PREFIX)
      .filter(({ value }) => value.image === id)
      .map(({ key, value }) => ({ reference: parseReference(key.slice(NAME_PREFIX.length)), image: value.image }));
  }

  users(id: Digest) {
    return this.#users(id);
  }

  setUsers(users: Parameters<Images['setUsers']>[0]): void {
    this.#users = users;
  }

  async pull(request: PullRequest): Promise<void> {
    const reference = withDefaultTag(request.reference);
    const before = this.find(familiarString(reference));
    const isHere = (id: Digest) => {
      const image = this.#images.get(id);
      return image !== undefined && image.layers.every((layer) => this.layers.has(layer));
    };
    const pulled = await this.#puller.pull({ ...request, reference }, isHere);
    this.#remember(pulled);
    if (reference.digest === undefined) this.name(reference, pulled.id);
    this.name({ ...reference, tag: undefined, digest: pulled.digest }, pulled.id);
    request.onProgress({ status: `Digest: ${pulled.digest}` });
    const shown = familiarString(reference);
    request.onProgress({
      status:
        before?.id === pulled.id
          ? `Status: Image is up to date for ${shown}`
          : `Status: Downloaded newer image for ${shown}`,
    });
  }

  /** Gives the image a name, taking it from another that had it. */
  name(reference: NamedReference, image: Digest): void {
    const previous = this.parts.records.get<NameRecord>(nameKey(reference))?.image;
    this.parts.records.put(nameKey(reference), { image } satisfies NameRecord);
    this.#refresh(image);
    if (previous !== undefined && previous !== image) this.#refresh(previous);
  }

  unname({ reference, image }: ImageName): void {
    this.parts.records.delete(nameKey(reference));
    this.#refresh(image);
  }

  /**
   * Forgets the image, its blobs and its layers as far as no other image has them; returns the diff IDs that went,
   * the topmost first. The caller has checked that nobody uses it.
   */
  async forget(id: Digest): Promise<readonly Digest[]> {
    const image = this.#images.get(id);
    const record = this.parts.records.get<ImageRecord>(imageKey(id));
    if (image === undefined || record === undefined) return [];
    for (const name of this.names(id)) this.parts.records.delete(nameKey(name.reference));
    this.parts.records.delete(imageKey(id));
    this.#images.delete(id);

    const others = this.parts.records.list<ImageRecord>('image/').map(({ value }) => value);
    const keptBlobs = new Set(others.flatMap((other) => other.blobs));
    for (const blob of record.blobs) if (!keptBlobs.has(blob)) await this.content.remove(blob);

    const keptLayers = new Set(this.list().flatMap((other) => other.layers));
    const gone = [...new Set(image.layers)].filter((layer) => !keptLayers.has(layer)).reverse();
    for (const layer of gone) await this.#removeLayer(layer);
    return gone;
  }

  async mount(image: Image): Promise<readonly string[]> {
    const mounted = await Promise.all(image.layers.map((layer) => this.#mountLayer(layer)));
    return mounted.reverse();
  }

  #mountLayer(diffId: Digest): Promise<string> {
    const known = this.#mounted.get(diffId);
    if (known !== undefined) return known;
    const mounting = (async () => {
      const { offset, sizeBytes } = await this.layers.mountable(diffId);
      const id = diffId.slice('sha256:'.length, 'sha256:'.length + 12);
      await this.parts.guest.mountLayer(id, offset, sizeBytes);
      return id;
    })();
    this.#mounted.set(diffId, mounting);
    // A mount that failed may be tried again.
    mounting.catch(() => this.#mounted.delete(diffId));
    return mounting;
  }

  async #removeLayer(diffId: Digest): Promise<void> {
    const mounted = this.#mounted.get(diffId);
    this.#mounted.delete(diffId);
    if (mounted !== undefined) await this.parts.guest.unmountLayer(await mounted);
    await this.layers.remove(diffId);
  }

  #remember({ id, configBytes, digest, manifestDigest, manifest }: PulledImage): void {
    const known = this.parts.records.get<ImageRecord>(imageKey(id));
    const blobs = [digest, manifestDigest, id, ...manifest.layers.map((layer) => layer.digest)];
    const record: ImageRecord = {
      config: new TextDecoder().decode(configBytes),
      blobs: [...new Set([...(known?.blobs ?? []), ...blobs])],
      taggedMs: Date.now(),
    };
    this.parts.records.put(imageKey(id), record);
    this.#refresh(id);
  }

  #reload(): void {
    for (const { key } of this.parts.records.list<ImageRecord>('image/')) this.#refresh(key.slice('image/'.length) as Digest);
  }

  /** Makes the image in memory anew from what is recorded. */
  #refresh(id: Digest): void {
    const record = this.parts.records.get<ImageRecord>(imageKey(id));
    if (record === undefined) return;
    const configBytes = new TextEncoder().encode(record.config);
    const config = parseConfig(configBytes);
    const names = this.names(id).map((name) => name.reference);
    this.#images.set(id, {
      id,
      config,
      configBytes,
      layers: config.rootfs.diff_ids,
      repoTags: names.filter((name) => name.digest === undefined).map(familiarString),
      repoDigests: names.filter((name) => name.digest !== undefined).map((n) => `${familiarName(n)}@${n.digest}`),
      sizeBytes: config.rootfs.diff_ids.reduce((sum, layer) => sum + this.layers.sizeBytes(layer), 0),
    });
  }
}
