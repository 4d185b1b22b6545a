import type { ErofsReader } from '../../disks/erofs-reader.ts';
import { SlipwayError } from '../../errors.ts';
import type { EngineRecords } from '../engine-records.ts';
import type { Guest } from '../guest.ts';
import { Mutex } from '../mutex.ts';
import type { ContentStore } from './content-store.ts';
import { decompressed } from './decompress.ts';
import { LayerBlobs, type LayerBlob } from './layer-blobs.ts';
import { layerMountId } from './layer-mounts.ts';
import type { Layers, UnpackingLayer } from './layers.ts';
import { packLayer } from './pack-layer.ts';
import type { Digest } from './types.ts';

/** The layers of the local images: unpacked for containers, packed to be pushed, and mounted in the guest. */
export class ImageLayers {
  readonly blobs: LayerBlobs;
  /** Removing what nobody has and making something known do not mix. */
  readonly sweeping = new Mutex();
  readonly #mounted = new Map<Digest, Promise<string>>();
  /** Layers that somebody relies on although no image may have them, and how many do. */
  readonly #held = new Map<Digest, number>();
  /** Being packed. */
  readonly #packing = new Map<Digest, Promise<LayerBlob>>();

  constructor(
    private readonly layers: Layers,
    private readonly content: ContentStore,
    private readonly guest: Pick<Guest, 'mountLayer' | 'unmountLayer'>,
    records: EngineRecords,
  ) {
    this.blobs = new LayerBlobs(records);
  }

  has(diffId: Digest): boolean {
    return this.layers.has(diffId);
  }

  list(): readonly Digest[] {
    return this.layers.list();
  }

  /** Begins a layer; whoever finishes it does so in `sweeping`, and holds it. */
  begin(): Promise<UnpackingLayer> {
    return this.layers.begin();
  }

  /** Of its files, as Docker counts; 0 when it is not here. */
  sizeBytes(diffId: Digest): number {
    return this.layers.has(diffId) ? this.layers.sizeBytes(diffId) : 0;
  }

  /** Reads what is in a layer, without the guest. Error 'not-found'. */
  reader(diffId: Digest): Promise<ErofsReader> {
    return this.layers.reader(diffId);
  }

  held(): readonly Digest[] {
    return [...this.#held.keys()];
  }

  hold(layers: readonly Digest[]): () => void {
    for (const digest of layers) this.#held.set(digest, (this.#held.get(digest) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      for (const digest of layers) {
        const count = this.#held.get(digest)! - 1;
        if (count > 0) this.#held.set(digest, count);
        else this.#held.delete(digest);
      }
    };
  }

  /** Keeps an uncompressed layer; it is held then. Errors: 'corrupt', 'storage-full', and the stream's own. */
  async commit(tar: ReadableStream<Uint8Array>): Promise<{ diffId: Digest; release: () => void }> {
    const unpacking = await this.layers.begin();
    const reader = tar.getReader();
    try {
      for (let read = await reader.read(); !read.done; read = await reader.read()) unpacking.push(read.value);
      return await this.sweeping.run(async () => {
        const diffId = await unpacking.finish();
        return { diffId, release: this.hold([diffId]) };
      });
    } catch (error) {
      await reader.cancel(error).catch(() => {});
      await unpacking.abort();
      throw error;
    }
  }

  /**
   * Unpacks a layer whose blob is in the content store and keeps that as the form it is pushed in. The caller holds the
   * layer. Error 'corrupt' when it is no archive or not that layer's.
   */
  async unpack(diffId: Digest, blob: LayerBlob): Promise<void> {
    if (!this.layers.has(diffId)) await this.layers.add(diffId, await decompressed(this.content.stream(blob.digest)));
    const known = this.blobs.get(diffId);
    if (known === undefined || !this.content.has(known.digest)) this.blobs.put(diffId, blob);
  }

  /** The layer's archive, whose digest is the diff ID. Error 'not-found' when it is not here, in the stream 'corrupt'. */
  async tar(diffId: Digest): Promise<ReadableStream<Uint8Array>> {
    this.checkWhole(diffId);
    return this.layers.tar(diffId) ?? decompressed(this.content.stream(this.#blobOf(diffId)!.digest));
  }

  /** Of the layer's archive. Error 'not-found' when it is not here. */
  async tarBytes(diffId: Digest): Promise<number> {
    this.checkWhole(diffId);
    const known = this.layers.tarBytes(diffId);
    if (known !== undefined) return known;
    let sizeBytes = 0;
    const counter = new WritableStream<Uint8Array>({ write: (bytes) => void (sizeBytes += bytes.byteLength) });
    await (await this.tar(diffId)).pipeTo(counter);
    return sizeBytes;
  }

  /** Unpacked, and to be had as an archive again. */
  isWhole(diffId: Digest): boolean {
    return this.has(diffId) && (this.layers.tar(diffId) !== undefined || this.#blobOf(diffId) !== undefined);
  }

  /** Error 'not-found' for a layer that is not whole. */
  checkWhole(diffId: Digest): void {
    if (this.isWhole(diffId)) return;
    throw new SlipwayError('not-found', `the archive of layer ${diffId} is not here: pull its image again`);
  }

  /**
   * The blob the layer is pushed as: the one it came as, else it is packed now, and this one kept. The caller holds the
   * layer. Errors: 'not-found', 'corrupt', 'storage-full'.
   */
  async packed(diffId: Digest): Promise<LayerBlob> {
    const known = this.#blobOf(diffId);
    if (known !== undefined) return known;
    let packing = this.#packing.get(diffId);
    if (packing === undefined) {
      packing = this.#pack(diffId).finally(() => this.#packing.delete(diffId));
      this.#packing.set(diffId, packing);
    }
    return packing;
  }

  /** The topmost first; each is mounted once. */
  mount(layers: readonly Digest[]): Promise<readonly string[]> {
    // overlayfs refuses a directory that is there twice; of two equal layers the upper one decides.
    const topmostFirst = [...new Set([...layers].reverse())];
    return Promise.all(topmostFirst.map((layer) => this.#mount(layer)));
  }

  /** `kept` are blobs that others need. */
  async remove(diffId: Digest, kept: ReadonlySet<Digest>): Promise<void> {
    const mounted = await this.#mounted.get(diffId)?.catch(() => undefined);
    this.#mounted.delete(diffId);
    if (mounted !== undefined) await this.guest.unmountLayer(mounted);
    const blob = this.blobs.get(diffId)?.digest;
    this.blobs.delete(diffId);
    await this.layers.remove(diffId);
    if (blob !== undefined && !kept.has(blob)) await this.content.remove(blob);
  }

  async #pack(diffId: Digest): Promise<LayerBlob> {
    return packLayer(this.content, diffId, await this.tar(diffId), (work) =>
      this.sweeping.run(async () => {
        const blob = await work();
        this.blobs.put(diffId, blob);
        return blob;
      }),
    );
  }

  #blobOf(diffId: Digest): LayerBlob | undefined {
    const blob = this.blobs.get(diffId);
    return blob !== undefined && this.content.has(blob.digest) ? blob : undefined;
  }

  #mount(diffId: Digest): Promise<string> {
    const known = this.#mounted.get(diffId);
    if (known !== undefined) return known;
    const mounting = (async () => {
      const { offset, sizeBytes } = await this.layers.mountable(diffId);
      const id = layerMountId(diffId);
      await this.guest.mountLayer(id, offset, sizeBytes);
      return id;
    })();
    this.#mounted.set(diffId, mounting);
    // A mount that failed may be tried again.
    mounting.catch(() => this.#mounted.delete(diffId));
    return mounting;
  }
}
