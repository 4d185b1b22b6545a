import { createSHA256, type IHasher } from 'hash-wasm';
import type { Store, StoreFile } from '../../disks/store.ts';
import { SlipwayError } from '../../errors.ts';
import type { EngineRecords } from '../engine-records.ts';
import type { Digest } from './types.ts';

const READ_BYTES = 1024 * 1024;
const FOLDER = 'blobs/sha256';
/** Of blobs whose digest was not known when they were begun; files cannot be renamed. */
const MADE_FOLDER = 'blobs/made';
const KEY = 'blob/';
const fileName = (digest: Digest) => `blobs/${digest.replace(':', '/')}`;

interface BlobRecord {
  readonly sizeBytes: number;
  /** Where it is, when not under its digest. */
  readonly file?: string;
}

/**
 * Blobs as they were pulled or built, by digest (`blobs/sha256/<hex>` in the store, `blobs/made/<n>` when made here). A
 * blob counts as here once its record was written, which happens after its digest was checked; a file without a record
 * is a download to resume, or was given up.
 */
export class ContentStore {
  readonly #making = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly records: EngineRecords,
  ) {}

  has(digest: Digest): boolean {
    return this.records.get(KEY + digest) !== undefined;
  }

  /** Whole blobs. */
  list(): readonly Digest[] {
    return this.records.list(KEY).map(({ key }) => key.slice(KEY.length) as Digest);
  }

  /** Undefined when it is not here. */
  sizeBytes(digest: Digest): number | undefined {
    return this.records.get<BlobRecord>(KEY + digest)?.sizeBytes;
  }

  /** Error 'not-found' when it is not here. */
  async read(digest: Digest): Promise<Uint8Array> {
    const file = await this.store.open(this.#fileOf(digest), 'read');
    try {
      const bytes = new Uint8Array(file.sizeBytes());
      file.read(bytes, 0);
      return bytes;
    } finally {
      file.close();
    }
  }

  /** The blob's bytes as they are asked for. Error 'not-found' when it is not here. */
  stream(digest: Digest): ReadableStream<Uint8Array> {
    const opening = this.store.open(this.#fileOf(digest), 'read');
    opening.catch(() => {}); // told by the stream
    let at = 0;
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const file = await opening;
          const bytes = new Uint8Array(READ_BYTES);
          const length = file.read(bytes, at);
          at += length;
          if (length > 0) return controller.enqueue(bytes.subarray(0, length));
          file.close();
          controller.close();
        },
        cancel: () => opening.then((file) => file.close()),
      },
      { highWaterMark: 0 },
    );
  }

  /** Begins a blob whose digest is not known yet. */
  async begin(): Promise<BlobWriter> {
    const name = `${MADE_FOLDER}/${Date.now().toString(36)}${Math.floor(Math.random() * 36 ** 6).toString(36)}`;
    this.#making.add(name);
    const file = await this.store.open(name, 'write');
    const drop = async () => {
      this.#making.delete(name);
      await this.store.remove(name);
    };
    const keep = async (digest: Digest, sizeBytes: number) => {
      if (this.has(digest)) return drop();
      this.records.put(KEY + digest, { sizeBytes, file: name } satisfies BlobRecord);
      this.#making.delete(name);
    };
    return new BlobWriter(file, await createSHA256(), keep, drop);
  }

  /** Stores a small blob whole. Error 'corrupt' when the bytes are not what the digest says. */
  async put(digest: Digest, bytes: Uint8Array): Promise<void> {
    if (this.has(digest)) return;
    const download = await this.download(digest);
    try {
      download.restart();
      download.write(bytes);
      download.finish();
    } finally {
      download.close();
    }
  }

  /** Begins a blob, or goes on with one that was interrupted. Close it in any case. One at a time for a digest. */
  async download(digest: Digest): Promise<BlobDownload> {
    const hasher = await createSHA256();
    const file = await this.store.open(fileName(digest), 'write');
    return new BlobDownload(digest, file, hasher, (sizeBytes) => {
      if (sizeBytes === undefined) this.records.delete(KEY + digest);
      else this.records.put(KEY + digest, { sizeBytes } satisfies BlobRecord);
    });
  }

  async remove(digest: Digest): Promise<void> {
    const file = this.#fileOf(digest);
    // The record first: a record without its file would be a lie.
    this.records.delete(KEY + digest);
    await this.store.remove(file);
  }

  /** Removes what interrupted downloads left, but for those in `keep`; returns how much that was. */
  async removePartial(keep: ReadonlySet<Digest>): Promise<number> {
    let freedBytes = 0;
    for (const hex of await this.store.list(FOLDER)) {
      const digest: Digest = `sha256:${hex}`;
      if (this.has(digest) || keep.has(digest)) continue;
      const file = await this.store.open(fileName(digest), 'read');
      freedBytes += file.sizeBytes();
      file.close();
      await this.store.remove(fileName(digest));
    }
    await this.removeUnfinished();
    return freedBytes;
  }

  /** Removes what was being made here when an earlier session ended. */
  async removeUnfinished(): Promise<void> {
    const known = new Set(this.records.list<BlobRecord>(KEY).map(({ value }) => value.file));
    for (const name of await this.store.list(MADE_FOLDER)) {
      const path = `${MADE_FOLDER}/${name}`;
      if (!known.has(path) && !this.#making.has(path)) await this.store.remove(path);
    }
  }

  #fileOf(digest: Digest): string {
    return this.records.get<BlobRecord>(KEY + digest)?.file ?? fileName(digest);
  }
}

/** A blob being made here. End it with `finish` or `abort`. */
export class BlobWriter {
  #sizeBytes = 0;
  #isOver = false;

  constructor(
    private readonly file: StoreFile,
    private readonly hasher: IHasher,
    private readonly keep: (digest: Digest, sizeBytes: number) => Promise<void>,
    private readonly drop: () => Promise<void>,
  ) {}

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  write(bytes: Uint8Array): void {
    this.file.write(bytes, this.#sizeBytes);
    this.hasher.update(bytes);
    this.#sizeBytes += bytes.byteLength;
  }

  /** The blob is in the store then, under the digest that is returned. */
  async finish(): Promise<Digest> {
    const digest: Digest = `sha256:${this.hasher.digest('hex')}`;
    this.file.flush();
    this.#isOver = true;
    this.file.close();
    await this.keep(digest, this.#sizeBytes);
    return digest;
  }

  /** Forgets it. Idempotent, and of no effect after `finish`. */
  async abort(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.file.close();
    await this.drop();
  }
}

export class BlobDownload {
  #sizeBytes = 0;

  constructor(
    private readonly digest: Digest,
    private readonly file: StoreFile,
    private readonly hasher: IHasher,
    /** With undefined: the blob turned out to be damaged. */
    private readonly onFinished: (sizeBytes: number | undefined) => void,
  ) {}

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** What an earlier attempt left, in pieces; `sizeBytes` counts them as they are taken. */
  *resume(): Generator<Uint8Array> {
    const endBytes = this.file.sizeBytes();
    while (this.#sizeBytes < endBytes) {
      const piece = new Uint8Array(Math.min(READ_BYTES, endBytes - this.#sizeBytes));
      this.file.read(piece, this.#sizeBytes);
      this.hasher.update(piece);
      this.#sizeBytes += piece.byteLength;
      yield piece;
    }
  }

  restart(): void {
    this.hasher.init();
    this.file.truncate(0);
    this.#sizeBytes = 0;
  }

  write(bytes: Uint8Array): void {
    this.file.write(bytes, this.#sizeBytes);
    this.hasher.update(bytes);
    this.#sizeBytes += bytes.byteLength;
  }

  /** Error 'corrupt' when the digest does not match; what was received is dropped then. */
  finish(): void {
    const actual = `sha256:${this.hasher.digest('hex')}`;
    if (actual !== this.digest) {
      this.onFinished(undefined);
      this.restart();
      throw new SlipwayError('corrupt', `filesystem layer verification failed for digest ${this.digest}`);
    }
    this.file.flush();
    this.onFinished(this.#sizeBytes);
  }

  close(): void {
    this.file.close();
  }
}

/** Digest of bytes at hand. */
export async function sha256(bytes: Uint8Array): Promise<Digest> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return `sha256:${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
