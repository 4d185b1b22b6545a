import { SlipwayError } from '../../errors.ts';
import type { Store } from '../../disks/store.ts';
import type { RegistryClient } from '../../registry/types.ts';
import type { EngineRecords } from '../engine-records.ts';
import type { Guest } from '../guest.ts';
import { BlobSources } from './blob-sources.ts';
import { ContentStore, sha256 } from './content-store.ts';
import { encodeConfig, NO_IMAGE } from './image-config.ts';
import { checkTag, ImageNames, type ImageName } from './image-names.ts';
import { ImageLayers } from './image-layers.ts';
import { ImagePulls } from './image-pulls.ts';
import type { Layers } from './layers.ts';
import { parseConfig } from './manifest.ts';
import type { PulledImage, PullRequest } from './pull.ts';
import { familiarString, parseReference, withDefaultTag, type NamedReference } from './reference.ts';
import type { CommittedLayer, Digest, Image, ImageCreation, Images } from './types.ts';

export interface ImageStoreParts {
  readonly store: Store;
  readonly records: EngineRecords;
  readonly layers: Layers;
  readonly registry: RegistryClient;
  readonly guest: Pick<Guest, 'mountLayer' | 'unmountLayer'>;
}

/** What is remembered of an image; key 'image/<id>'. */
interface ImageRecord {
  /** The config's text: its UTF-8 bytes have the digest `id`. */
  readonly config: string;
  /** Blobs in the content store that belong to it: index, manifest, config, compressed layers as pulled. */
  readonly blobs: readonly Digest[];
  /** Of the manifest it was pulled or pushed with last: a push sends the same again. */
  readonly manifest?: Digest;
  /** The image it was made from here. */
  readonly parent?: Digest;
  /** Unix milliseconds of the last `docker tag`. */
  readonly taggedMs?: number;
}

const IMAGE_PREFIX = 'image/';
const imageKey = (id: Digest) => IMAGE_PREFIX + id;

/** An image that was removed by force while stopped containers need its layers. */
interface RemovedRecord {
  readonly config: string;
}

const REMOVED_PREFIX = 'removed-image/';
const removedKey = (id: Digest) => REMOVED_PREFIX + id;

/** The local images: names, configs, and their layers in the guest. */
export class ImageStore implements Images {
  readonly content: ContentStore;
  readonly layers: ImageLayers;
  readonly blobSources: BlobSources;
  readonly #names: ImageNames;
  readonly #pulls: ImagePulls;
  readonly #images = new Map<Digest, Image>();
  /** Gone but for the containers made of them. */
  readonly #removed = new Map<Digest, Image>();
  #users: Parameters<Images['setUsers']>[0] = () => [];

  constructor(private readonly parts: ImageStoreParts) {
    this.content = new ContentStore(parts.store, parts.records);
    this.layers = new ImageLayers(parts.layers, this.content, parts.guest, parts.records);
    this.#names = new ImageNames(parts.records);
    this.blobSources = new BlobSources(parts.records);
    this.#pulls = new ImagePulls(parts, this.content, {
      find: (reference) => this.find(reference),
      isKnown: (id) => this.#images.has(id),
      remember: (pulled, reference) => this.#remember(pulled, reference),
      collectGarbage: () => this.collectGarbage(),
    });
    for (const { key } of parts.records.list(IMAGE_PREFIX)) this.#refresh(key.slice(IMAGE_PREFIX.length) as Digest);
    for (const { key, value } of parts.records.list<RemovedRecord>(REMOVED_PREFIX)) {
      const id = key.slice(REMOVED_PREFIX.length) as Digest;
      this.#removed.set(id, this.#imageOf(id, value));
    }
  }

  /** Errors: 'not-found' "No such image: nginx:latest", 'invalid' for what is neither a name nor an ID. */
  resolve(reference: string): Image {
    const image = this.find(reference);
    if (image !== undefined) return image;
    const isId = /^(?:sha256:[0-9a-f]{0,64}|[0-9a-f]{64})$/.test(reference);
    const shown = isId
      ? reference.replace(/^(?!sha256:)/, 'sha256:')
      : familiarString(withDefaultTag(parseReference(reference)));
    throw new SlipwayError('not-found', `No such image: ${shown}`);
  }

  /** By name, else by ID or its unique beginning; undefined when there is none. */
  find(reference: string): Image | undefined {
    const name = this.findName(reference);
    return name === undefined ? this.findById(reference) : this.#images.get(name.image);
  }

  /** By ID or its unique beginning, with or without 'sha256:'. */
  findById(reference: string): Image | undefined {
    const prefix = /^(?:sha256:)?([0-9a-f]{1,64})$/.exec(reference)?.[1];
    if (prefix === undefined) return undefined;
    const matches = this.list().filter((image) => image.id.startsWith(`sha256:${prefix}`));
    return matches.length === 1 ? matches[0] : undefined;
  }

  ofContainer(id: Digest | ''): Image {
    return id === '' ? NO_IMAGE : (this.#images.get(id) ?? this.#removed.get(id) ?? this.resolve(id));
  }

  findName(reference: string): ImageName | undefined {
    return this.#names.find(reference);
  }

  /** Newest first, as Docker lists them. */
  list(): readonly Image[] {
    const createdMs = (image: Image) => Date.parse(image.config.created ?? '') || 0;
    return [...this.#images.values()].sort((a, b) => createdMs(b) - createdMs(a));
  }

  taggedMs(id: Digest): number | undefined {
    return this.#record(id)?.taggedMs;
  }

  layerSizeBytes(diffId: Digest): number {
    return this.layers.sizeBytes(diffId);
  }

  names(id: Digest): readonly ImageName[] {
    return this.#names.of(id);
  }

  namesOfRepository({ domain, path }: NamedReference): readonly ImageName[] {
    return this.#names.all().filter(({ reference }) => reference.domain === domain && reference.path === path);
  }

  /** Images made here from this one. */
  children(id: Digest): readonly Image[] {
    return [...this.#images.values()].filter((image) => image.parent === id);
  }

  /** The manifest it was pulled or pushed with last, when it is here. */
  manifestDigest(id: Digest): Digest | undefined {
    const digest = this.#record(id)?.manifest;
    return digest !== undefined && this.content.has(digest) ? digest : undefined;
  }

  users(id: Digest): ReturnType<Parameters<Images['setUsers']>[0]> {
    return this.#users(id);
  }

  setUsers(users: Parameters<Images['setUsers']>[0]): void {
    this.#users = users;
  }

  /** `docker pull`; see ImagePulls. */
  pull(request: PullRequest): Promise<void> {
    return this.#pulls.pull(request);
  }

  /** `docker tag`. Errors 'invalid' in dockerd's words. */
  tag(image: Image, reference: NamedReference): void {
    checkTag(reference);
    const record = this.#record(image.id);
    if (record) this.parts.records.put(imageKey(image.id), { ...record, taggedMs: Date.now() } satisfies ImageRecord);
    this.#name(withDefaultTag(reference), image.id);
  }

  unname({ reference, image }: ImageName): void {
    this.#names.take(reference);
    this.#refresh(image);
  }

  async create({ config, names = [], parent, blobs = [], manifest }: ImageCreation): Promise<Image> {
    const configBytes = config instanceof Uint8Array ? config : encodeConfig(config);
    const { rootfs } = parseConfig(configBytes);
    for (const layer of rootfs.diff_ids) {
      if (!this.layers.has(layer)) throw new SlipwayError('not-found', `layer does not exist: ${layer}`);
    }
    const id = await sha256(configBytes);
    const known = this.#record(id);
    const from = parent !== undefined && this.#images.has(parent) ? parent : known?.parent;
    this.parts.records.put(imageKey(id), {
      ...known,
      config: new TextDecoder().decode(configBytes),
      blobs: [...new Set([...(known?.blobs ?? []), ...blobs])],
      ...(manifest === undefined ? {} : { manifest }),
      ...(from === undefined || from === id ? {} : { parent: from }),
    } satisfies ImageRecord);
    this.#refresh(id);
    for (const name of names) this.tag(this.#images.get(id)!, name);
    return this.#images.get(id)!;
  }

  async commitLayer(tar: ReadableStream<Uint8Array>): Promise<CommittedLayer> {
    const { diffId, release } = await this.layers.commit(tar);
    return { diffId, sizeBytes: this.layers.sizeBytes(diffId), release };
  }

  hold(layers: readonly Digest[]): () => void {
    return this.layers.hold(layers);
  }

  /**
   * Forgets the image, its blobs and its layers as far as no other image (or pull or build under way) has them; returns
   * the diff IDs that went. Containers made of it keep its layers.
   */
  forget(id: Digest): Promise<readonly Digest[]> {
    return this.layers.sweeping.run(async () => {
      const image = this.#images.get(id);
      const record = this.#record(id);
      if (image === undefined || record === undefined) return [];
      for (const child of this.children(id)) this.#orphan(child.id);
      for (const name of this.names(id)) this.#names.take(name.reference);
      if (this.users(id).length > 0) {
        this.parts.records.put(removedKey(id), { config: record.config } satisfies RemovedRecord);
        this.#removed.set(id, image);
      }
      this.parts.records.delete(imageKey(id));
      this.#images.delete(id);

      const kept = this.#kept();
      const gone = [...new Set(image.layers)].filter((layer) => !kept.layers.has(layer));
      const packed = gone.flatMap((layer) => this.layers.blobs.get(layer)?.digest ?? []);
      for (const blob of [...record.blobs, ...packed]) if (!kept.blobs.has(blob)) this.blobSources.forget(blob);
      for (const blob of record.blobs) if (!kept.blobs.has(blob)) await this.content.remove(blob);
      for (const layer of gone) await this.layers.remove(layer, kept.blobs);
      return gone;
    });
  }

  async released(id: Digest): Promise<void> {
    const image = this.#removed.get(id);
    if (image === undefined || this.users(id).length > 0) return;
    this.parts.records.delete(removedKey(id));
    this.#removed.delete(id);
    await this.layers.sweeping.run(async () => {
      const kept = this.#kept();
      const unneeded = new Set(image.layers.filter((layer) => !kept.layers.has(layer)));
      for (const layer of unneeded) await this.layers.remove(layer, kept.blobs);
    });
  }

  /** Keeps a manifest that an image came with, for `create`; returns its digest. */
  async keepManifest(bytes: Uint8Array): Promise<Digest> {
    const digest = await sha256(bytes);
    await this.content.put(digest, bytes);
    return digest;
  }

  /** The manifest is the image's from now on, and its digest in this repository one of its names. */
  async rememberPush(image: Image, reference: NamedReference, manifest: Uint8Array, digest: Digest): Promise<void> {
    await this.content.put(digest, manifest);
    const record = this.#record(image.id);
    if (record === undefined) return;
    const blobs = [...new Set([...record.blobs, digest])];
    this.parts.records.put(imageKey(image.id), { ...record, blobs, manifest: digest } satisfies ImageRecord);
    this.#name({ ...reference, tag: undefined, digest }, image.id);
  }

  /** Removes those of these blobs and layers that nobody needs. */
  dropUnneeded(digests: readonly Digest[]): Promise<void> {
    return this.layers.sweeping.run(async () => {
      const kept = this.#kept();
      for (const digest of digests) {
        if (this.layers.has(digest) && !kept.layers.has(digest)) await this.layers.remove(digest, kept.blobs);
        if (this.content.has(digest) && !kept.blobs.has(digest)) await this.content.remove(digest);
      }
    });
  }

  /** Removes blobs and layers that no image has: what pulls that failed left to go on with. Returns bytes freed. */
  async collectGarbage(): Promise<number> {
    // A container may have gone in the moment of a power cut.
    for (const id of [...this.#removed.keys()]) await this.released(id);
    return this.layers.sweeping.run(async () => {
      const kept = this.#kept();
      let freedBytes = 0;
      for (const layer of this.layers.list().filter((each) => !kept.layers.has(each))) {
        freedBytes += this.layerSizeBytes(layer);
        await this.layers.remove(layer, kept.blobs);
      }
      for (const blob of this.content.list().filter((each) => !kept.blobs.has(each))) {
        freedBytes += this.content.sizeBytes(blob) ?? 0;
        await this.content.remove(blob);
      }
      return freedBytes + (await this.content.removePartial(kept.blobs));
    });
  }

  mount(image: Image): Promise<readonly string[]> {
    return this.layers.mount(image.layers);
  }

  /** What a pull brought is an image from now on, with that name and its digest. */
  #remember(pulled: PulledImage, reference: NamedReference): void {
    const { id, config, configBytes, digest, manifestDigest, manifest } = pulled;
    const known = this.#record(id);
    const blobs = [digest, manifestDigest, id, ...manifest.layers.map((layer) => layer.digest)];
    this.parts.records.put(imageKey(id), {
      ...known,
      config: new TextDecoder().decode(configBytes),
      blobs: [...new Set([...(known?.blobs ?? []), ...blobs])],
      manifest: manifestDigest,
    } satisfies ImageRecord);
    for (const [index, diffId] of config.rootfs.diff_ids.entries()) {
      const { digest: blob, size, mediaType } = manifest.layers[index]!;
      this.blobSources.add(blob, reference);
      const before = this.layers.blobs.get(diffId);
      if (before && this.content.has(before.digest)) continue;
      this.layers.blobs.put(diffId, { digest: blob, sizeBytes: size, mediaType });
    }
    this.#refresh(id);
    if (reference.digest === undefined) this.#name(reference, id);
    this.#name({ ...reference, tag: undefined, digest }, id);
  }

  /** Gives the image a name, taking it from another that had it. */
  #name(reference: NamedReference, image: Digest): void {
    const previous = this.#names.give(reference, image);
    this.#refresh(image);
    if (previous !== undefined && previous !== image) this.#refresh(previous);
  }

  /** What images, and pulls and builds under way, need; a diff ID may be the digest of a blob too. */
  #kept(): { readonly layers: ReadonlySet<Digest>; readonly blobs: ReadonlySet<Digest> } {
    const underWay = [...this.#pulls.wanted(), ...this.layers.held()];
    const images = [...this.#images.values(), ...this.#removed.values()];
    const layers = new Set([...images.flatMap((image) => image.layers), ...underWay]);
    const blobs = new Set([
      ...this.parts.records.list<ImageRecord>(IMAGE_PREFIX).flatMap(({ value }) => value.blobs),
      ...[...layers].flatMap((layer) => this.layers.blobs.get(layer)?.digest ?? []),
      ...underWay,
    ]);
    return { layers, blobs };
  }

  /** Its parent is no more. */
  #orphan(id: Digest): void {
    const { parent: _parent, ...record } = this.#record(id)!;
    this.parts.records.put(imageKey(id), record satisfies ImageRecord);
    this.#refresh(id);
  }

  #record(id: Digest): ImageRecord | undefined {
    return this.parts.records.get<ImageRecord>(imageKey(id));
  }

  /** Makes the image in memory anew from what is recorded. */
  #refresh(id: Digest): void {
    const record = this.#record(id);
    if (record !== undefined) this.#images.set(id, this.#imageOf(id, record));
  }

  #imageOf(id: Digest, record: Pick<ImageRecord, 'config' | 'parent'>): Image {
    const configBytes = new TextEncoder().encode(record.config);
    const config = parseConfig(configBytes);
    const names = this.names(id).map((name) => name.reference);
    return {
      id,
      config,
      configBytes,
      layers: config.rootfs.diff_ids,
      ...(record.parent === undefined ? {} : { parent: record.parent }),
      repoTags: names.filter((name) => name.digest === undefined).map(familiarString),
      repoDigests: names.filter((name) => name.digest !== undefined).map(familiarString),
      sizeBytes: config.rootfs.diff_ids.reduce((sum, layer) => sum + this.layerSizeBytes(layer), 0),
    };
  }
}
