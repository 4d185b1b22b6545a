import { formatTime, parseTime } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import { sha256 } from '../images/content-store.ts';
import type { Digest } from '../images/types.ts';
import type { BuildImages } from './build-images.ts';

/** A layer that a step made; key 'build-cache/<digest of what it was made from>'. */
export interface CacheRecord {
  readonly layer: Digest;
  readonly sizeBytes: number;
  readonly created: string;
  readonly lastUsed: string;
  readonly uses: number;
  readonly kind: 'regular' | 'exec.cachemount';
  /** 'mount / from exec /bin/sh -c …' */
  readonly description: string;
}

const PREFIX = 'build-cache/';

/** An item of `BuildCache` in GET /system/df (API 1.42). */
export interface CacheView {
  readonly ID: string;
  readonly Parent: string;
  readonly Type: string;
  readonly Description: string;
  readonly InUse: boolean;
  readonly Shared: boolean;
  readonly Size: number;
  readonly CreatedAt: string;
  readonly LastUsedAt: string | null;
  readonly UsageCount: number;
}

/**
 * The build cache: which layer a step makes on which layers, remembered over restarts. It holds its layers: they stay
 * when no image has them, until `docker builder prune`.
 */
export class LayerCache {
  private readonly holds = new Map<string, () => void>();

  constructor(
    private readonly context: EngineContext,
    private readonly images: BuildImages,
  ) {
    for (const { key, value } of this.records()) {
      if (images.layers.has(value.layer)) this.holds.set(key, images.hold([value.layer]));
      else context.records.delete(key);
    }
  }

  /** @param below the layers under it */
  static async keyOf(below: readonly Digest[], step: string): Promise<string> {
    return PREFIX + (await sha256(new TextEncoder().encode(JSON.stringify([below, step]))));
  }

  find(key: string): CacheRecord | undefined {
    const record = this.context.records.get<CacheRecord>(key);
    if (!record || !this.images.layers.has(record.layer)) return undefined;
    this.context.records.put(key, { ...record, lastUsed: this.now(), uses: record.uses + 1 } satisfies CacheRecord);
    return record;
  }

  put(key: string, layer: Digest, description: string): CacheRecord {
    const now = this.now();
    const sizeBytes = this.images.layers.sizeBytes(layer);
    const record: CacheRecord = {
      layer,
      sizeBytes,
      created: now,
      lastUsed: now,
      uses: 1,
      kind: 'regular',
      description,
    };
    this.holds.get(key)?.();
    this.holds.set(key, this.images.hold([layer]));
    this.context.records.put(key, record);
    return record;
  }

  list(): readonly CacheView[] {
    const inImages = new Set(this.images.list().flatMap(({ layers }) => layers));
    return this.records().map(({ key, value }) => ({
      ID: key.slice(PREFIX.length + 'sha256:'.length).slice(0, 25),
      Parent: '',
      Type: value.kind,
      Description: value.description,
      InUse: false,
      Shared: inImages.has(value.layer),
      Size: value.sizeBytes,
      CreatedAt: value.created,
      LastUsedAt: value.lastUsed,
      UsageCount: value.uses,
    }));
  }

  /**
   * `docker builder prune`: what no image has (with `all`: everything), as far as it was not used since `before`
   * (Unix nanoseconds); the least recently used goes first, until `keepBytes` are left.
   */
  async prune(options: {
    all: boolean;
    before: bigint | undefined;
    keepBytes: number;
    ids: readonly string[];
    fits: (view: CacheView) => boolean;
  }): Promise<{ deleted: string[]; freedBytes: number }> {
    const views = new Map(this.list().map((view) => [view.ID, view]));
    const records = [...this.records()].sort((a, b) => (a.value.lastUsed < b.value.lastUsed ? -1 : 1));
    let leftBytes = records.reduce((sum, { value }) => sum + value.sizeBytes, 0);
    const deleted: string[] = [];
    let freedBytes = 0;
    for (const { key, value } of records) {
      const id = key.slice(PREFIX.length + 'sha256:'.length).slice(0, 25);
      if (options.ids.length > 0 && !options.ids.some((wanted) => id.startsWith(wanted))) continue;
      if (!options.fits(views.get(id)!)) continue;
      if (options.before !== undefined && (parseTime(value.lastUsed) ?? 0n) >= options.before) continue;
      if (!options.all && views.get(id)?.Shared && options.ids.length === 0) continue;
      if (options.keepBytes > 0 && leftBytes <= options.keepBytes) break;
      this.context.records.delete(key);
      this.holds.get(key)?.();
      this.holds.delete(key);
      leftBytes -= value.sizeBytes;
      // What an image still has is not freed.
      if (!views.get(id)?.Shared) freedBytes += value.sizeBytes;
      deleted.push(id);
    }
    return { deleted, freedBytes };
  }

  private records(): readonly { readonly key: string; readonly value: CacheRecord }[] {
    return this.context.records.list<CacheRecord>(PREFIX);
  }

  private now(): string {
    return formatTime(this.context.clock.nowNs());
  }
}
