import { sha256, type BlobWriter } from '../content-store.ts';
import type { UnpackingLayer } from '../layers.ts';
import type { Digest } from '../types.ts';
import type { MemberStores } from './members.ts';

/** Manifests and configs are read from memory, and layers of no size with them. */
const MEMORY_BYTES = 256 * 1024;
const TAR_BLOCK_BYTES = 512;
const TAR_MAGIC_AT = 257;

/** A file of an archive. */
export interface Member {
  readonly sizeBytes: number;
  readonly digest: Digest;
  /** Of a small one. */
  readonly bytes: Uint8Array | undefined;
  /** It is an archive itself, and unpacked as the layer with this digest; else, when large, a blob of the content store. */
  readonly isLayer: boolean;
}

/**
 * Takes the bytes of one member: small ones into memory, what is an archive itself into the layers, as it comes, and
 * other large ones (compressed layers) into the content store. End it with `finish` or `abort`.
 */
export class MemberReader {
  #begun: Uint8Array[] | undefined = [];
  #readBytes = 0;
  #layer: UnpackingLayer | undefined;
  #blob: BlobWriter | undefined;
  readonly #named: Digest | undefined;
  readonly #isKnown: boolean;

  constructor(
    readonly path: string,
    private readonly sizeBytes: number,
    private readonly stores: MemberStores,
  ) {
    const hex = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path)?.[1];
    this.#named = hex === undefined ? undefined : `sha256:${hex}`;
    this.#isKnown = this.#isLarge && this.#named !== undefined && stores.isKnown(this.#named);
  }

  get #isLarge(): boolean {
    return this.sizeBytes > MEMORY_BYTES;
  }

  async take(bytes: Uint8Array): Promise<void> {
    this.#readBytes += bytes.length;
    if (this.#isKnown) return;
    if (this.#begun) {
      this.#begun.push(bytes.slice());
      if (!this.#isLarge || this.#readBytes < TAR_BLOCK_BYTES) return;
      const beginning = joined(this.#begun, this.#readBytes);
      this.#begun = undefined;
      if (isArchive(beginning)) this.#layer = await this.stores.layers.begin();
      else this.#blob = await this.stores.content.begin();
      this.#put(beginning);
    } else {
      this.#put(bytes);
    }
    if (this.#named && this.#layer) this.stores.onProgress(this.#named, this.#readBytes, this.sizeBytes);
  }

  /** Errors 'corrupt' for an archive that ends early. */
  async finish(): Promise<Member> {
    const { sizeBytes } = this;
    const layer = this.#layer;
    const blob = this.#blob;
    if (this.#isKnown) return { sizeBytes, digest: this.#named!, bytes: undefined, isLayer: true };
    try {
      if (layer) {
        const digest = await this.stores.finishing(() => layer.finish());
        return { sizeBytes, digest, bytes: undefined, isLayer: true };
      }
      if (blob) {
        const digest = await this.stores.finishing(() => blob.finish());
        return { sizeBytes, digest, bytes: undefined, isLayer: false };
      }
    } catch (error) {
      await this.abort();
      throw error;
    }
    const bytes = joined(this.#begun ?? [], sizeBytes);
    return { sizeBytes, digest: await sha256(bytes), bytes, isLayer: false };
  }

  async abort(): Promise<void> {
    await this.#layer?.abort();
    await this.#blob?.abort();
  }

  #put(bytes: Uint8Array): void {
    if (this.#layer) this.#layer.push(bytes);
    else this.#blob!.write(bytes);
  }
}

/** 'ustar' stands in every archive that is not as old as Unix V7. */
function isArchive(block: Uint8Array): boolean {
  return new TextDecoder().decode(block.subarray(TAR_MAGIC_AT, TAR_MAGIC_AT + 5)) === 'ustar';
}

function joined(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
