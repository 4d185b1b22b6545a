import type { Repository } from '../../registry/types.ts';
import type { EngineRecords } from '../engine-records.ts';
import type { Digest } from './types.ts';

/** Key 'blob-sources/<digest>'. */
const KEY = 'blob-sources/';
/** A repository or two is enough to mount from. */
const MAX_SOURCES = 5;

/**
 * In which repositories a blob was seen last ('localhost:5000/me/app'), so that a push to another repository of the
 * same registry can have it mounted there instead of uploading it.
 */
export class BlobSources {
  constructor(private readonly records: EngineRecords) {}

  /** Paths within the registry, the newest first. */
  of(digest: Digest, domain: string): readonly string[] {
    const sources = this.records.get<string[]>(KEY + digest) ?? [];
    return sources.filter((source) => source.startsWith(`${domain}/`)).map((source) => source.slice(domain.length + 1));
  }

  add(digest: Digest, { domain, path }: Repository): void {
    const source = `${domain}/${path}`;
    const sources = this.records.get<string[]>(KEY + digest) ?? [];
    if (sources[0] === source) return;
    this.records.put(KEY + digest, [source, ...sources.filter((each) => each !== source)].slice(0, MAX_SOURCES));
  }

  forget(digest: Digest): void {
    if (this.records.get(KEY + digest) !== undefined) this.records.delete(KEY + digest);
  }
}
