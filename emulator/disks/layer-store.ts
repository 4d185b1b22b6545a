import { SlipwayError } from '../errors.ts';
import { ErofsReader } from './erofs-reader.ts';
import { ErofsWriter } from './erofs-writer.ts';
import { LayerHash } from './layer-hash.ts';
import { LayersDisk } from './layers-disk.ts';
import type { Store, StoreFile } from './store.ts';
import { joinTar, TarSplitter } from './tar-split.ts';

type Digest = `sha256:${string}`;

/** What the layer store remembers between sessions; `engine/records.ts` offers it. */
export interface LayerIndex {
  get<T>(key: string): T | undefined;
  put(key: string, value: unknown): void;
  delete(key: string): void;
  list<T>(prefix: string): readonly { readonly key: string; readonly value: T }[];
}

interface LayerRecord {
  /** In FOLDER. Not the diff ID, which is only known when the file is written; files cannot be renamed. */
  readonly file: string;
  readonly imageBytes: number;
  readonly contentBytes: number;
  readonly tarBytes?: number;
  /** Behind the image in its file, what a TarSplitter kept of the archive; an older version kept nothing. */
  readonly splitBytes?: number;
}

const FOLDER = 'layers';
const KEY = 'layer/';

/** Unpacked layers, each an erofs image in a file of its own, by diff ID (the digest of the uncompressed tar). */
export interface LayerStore {
  /** The disk on which `mountable` layers appear: /dev/sda of the machine. */
  readonly disk: LayersDisk;
  has(diffId: Digest): boolean;
  list(): readonly Digest[];
  /**
   * Unpacks the tar as it streams in. Errors: 'corrupt' when it is malformed or has another diff ID, 'storage-full',
   * and the stream's own; nothing is left of the layer then. A layer that is there already only costs the stream's
   * cancellation.
   */
  add(diffId: Digest, tar: ReadableStream<Uint8Array>): Promise<void>;
  /** As `add`, for bytes that are at hand piece by piece. */
  begin(): Promise<LayerUnpacking>;
  /** Puts the layer on the disk; the same place for as long as the store is open. Error 'not-found'. */
  mountable(diffId: Digest): Promise<{ offset: number; sizeBytes: number }>;
  /** Reads what is in the layer, without the guest; good until the layer is removed. Error 'not-found'. */
  reader(diffId: Digest): Promise<ErofsReader>;
  /** The guest must have unmounted it. Missing is not an error. */
  remove(diffId: Digest): Promise<void>;
  /** Sum of the sizes of the files in it, as Docker counts. */
  sizeBytes(diffId: Digest): number;
  /** Of its uncompressed archive; undefined for one that an older version unpacked. */
  tarBytes(diffId: Digest): number | undefined;
  /**
   * Its uncompressed archive, whose digest is the diff ID; good until the layer is removed. Undefined for one that an
   * older version unpacked. Error 'not-found', in the stream 'corrupt'.
   */
  tar(diffId: Digest): Promise<ReadableStream<Uint8Array>> | undefined;
  close(): void;
}

/** A layer under way. Call `push` with the tar's bytes, then `finish`, or `abort`. */
export interface LayerUnpacking {
  push(tarBytes: Uint8Array): void;
  /** Keeps the layer; returns its diff ID. Error 'corrupt' when it is not `expected`, and for an archive cut short. */
  finish(expected?: Digest): Promise<Digest>;
  /** Forgets all of it. Idempotent, and of no effect after `finish`. */
  abort(): Promise<void>;
}

/** Removes what an earlier session left unfinished. */
export async function openLayerStore(store: Store, index: LayerIndex): Promise<LayerStore> {
  const files = new Set(await store.list(FOLDER));
  let next = 0;
  for (const file of files) next = Math.max(next, (parseInt(file, 36) || 0) + 1);
  for (const { key, value } of index.list<LayerRecord>(KEY)) if (!files.delete(value.file)) index.delete(key);
  for (const file of files) await store.remove(`${FOLDER}/${file}`);
  return new FileLayerStore(store, index, next);
}

class FileLayerStore implements LayerStore {
  readonly disk = new LayersDisk();
  private readonly attached = new Map<Digest, Promise<{ offset: number; sizeBytes: number }>>();

  constructor(
    private readonly store: Store,
    private readonly index: LayerIndex,
    private nextFile: number,
  ) {}

  has(diffId: Digest): boolean {
    return this.index.get(KEY + diffId) !== undefined;
  }

  list(): readonly Digest[] {
    return this.index.list(KEY).map(({ key }) => key.slice(KEY.length) as Digest);
  }

  sizeBytes(diffId: Digest): number {
    return this.record(diffId).contentBytes;
  }

  tarBytes(diffId: Digest): number | undefined {
    return this.record(diffId).tarBytes;
  }

  tar(diffId: Digest): Promise<ReadableStream<Uint8Array>> | undefined {
    const { imageBytes, splitBytes } = this.record(diffId);
    if (splitBytes === undefined) return undefined;
    return this.mountable(diffId).then(({ offset }) =>
      joinTar(this.disk.read(offset + imageBytes, splitBytes), (at, into) => this.disk.readInto(into, offset + at)),
    );
  }

  async add(diffId: Digest, tar: ReadableStream<Uint8Array>): Promise<void> {
    if (this.has(diffId)) return tar.cancel();
    const unpacking = await this.begin();
    const reader = tar.getReader();
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        unpacking.push(value);
      }
      await unpacking.finish(diffId);
    } catch (error) {
      await reader.cancel(error).catch(() => undefined);
      await unpacking.abort();
      throw error;
    }
  }

  async begin(): Promise<LayerUnpacking> {
    const file = (this.nextFile++).toString(36);
    const path = `${FOLDER}/${file}`;
    const opened = await this.store.open(path, 'write');
    const keep = async (diffId: Digest, sizes: Omit<LayerRecord, 'file'>): Promise<void> => {
      if (this.has(diffId)) return this.store.remove(path);
      this.index.put(KEY + diffId, { file, ...sizes } satisfies LayerRecord);
    };
    return new Unpacking(opened, await LayerHash.create(), keep, () => this.store.remove(path));
  }

  mountable(diffId: Digest): Promise<{ offset: number; sizeBytes: number }> {
    let place = this.attached.get(diffId);
    if (!place) {
      place = this.attach(diffId);
      this.attached.set(diffId, place);
      place.catch(() => this.attached.delete(diffId));
    }
    return place;
  }

  async reader(diffId: Digest): Promise<ErofsReader> {
    const { offset } = await this.mountable(diffId);
    return new ErofsReader((at, length) => this.disk.read(offset + at, length));
  }

  async remove(diffId: Digest): Promise<void> {
    const record = this.index.get<LayerRecord>(KEY + diffId);
    const place = await this.attached.get(diffId)?.catch(() => undefined);
    this.attached.delete(diffId);
    if (place) this.disk.detach(place.offset);
    if (!record) return;
    // The record first: a file without one is removed at the next start, a record without its file would be a lie.
    this.index.delete(KEY + diffId);
    await this.store.remove(`${FOLDER}/${record.file}`);
  }

  close(): void {
    this.disk.close();
    this.attached.clear();
  }

  private async attach(diffId: Digest): Promise<{ offset: number; sizeBytes: number }> {
    const { file, imageBytes, splitBytes = 0 } = this.record(diffId);
    // The guest is told of the image alone.
    const offset = this.disk.attach(await this.store.open(`${FOLDER}/${file}`, 'read'), imageBytes + splitBytes);
    return { offset, sizeBytes: imageBytes };
  }

  private record(diffId: Digest): LayerRecord {
    const record = this.index.get<LayerRecord>(KEY + diffId);
    if (!record) throw new SlipwayError('not-found', `layer does not exist: ${diffId}`);
    return record;
  }
}

class Unpacking implements LayerUnpacking {
  private readonly writer: ErofsWriter;
  private readonly splitter: TarSplitter;
  private over = false;
  private tarBytes = 0;

  constructor(
    private readonly file: StoreFile,
    private readonly hash: LayerHash,
    private readonly keep: (diffId: Digest, sizes: Omit<LayerRecord, 'file'>) => Promise<void>,
    private readonly drop: () => Promise<void>,
  ) {
    this.writer = new ErofsWriter(file);
    this.splitter = new TarSplitter(this.writer);
  }

  push(tarBytes: Uint8Array): void {
    this.hash.update(tarBytes);
    this.tarBytes += tarBytes.byteLength;
    this.splitter.push(tarBytes);
  }

  async finish(expected?: Digest): Promise<Digest> {
    const diffId: Digest = `sha256:${await this.hash.digest()}`;
    if (expected !== undefined && diffId !== expected) {
      throw new SlipwayError('corrupt', `invalid diffID: expected "${expected}", got "${diffId}"`);
    }
    this.splitter.end();
    const { imageBytes, contentBytes } = this.writer.finish();
    const split = await this.splitter.finish();
    this.file.write(split, imageBytes);
    this.file.flush();
    this.over = true;
    this.file.close();
    await this.keep(diffId, { imageBytes, contentBytes, tarBytes: this.tarBytes, splitBytes: split.length });
    return diffId;
  }

  async abort(): Promise<void> {
    if (this.over) return;
    this.over = true;
    this.splitter.abort();
    this.file.close();
    await this.drop();
  }
}
