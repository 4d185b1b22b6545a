import { SlipwayError } from '../../errors.ts';
import type { EngineRecords } from '../engine-records.ts';
import { familiarName, parseReference, withDefaultTag, type NamedReference } from './reference.ts';
import type { Digest } from './types.ts';

/** Key 'image-name/<domain>/<path>:<tag>' or '…@<digest>'. */
interface NameRecord {
  readonly image: Digest;
}

const PREFIX = 'image-name/';
const keyOf = ({ domain, path, tag, digest }: NamedReference) =>
  `${PREFIX}${domain}/${path}${digest === undefined ? `:${tag}` : `@${digest}`}`;

/** A name of an image: with a tag or with a digest, never both. */
export interface ImageName {
  readonly reference: NamedReference;
  readonly image: Digest;
}

/** Which names there are, and of which images. */
export class ImageNames {
  constructor(private readonly records: EngineRecords) {}

  find(reference: string): ImageName | undefined {
    if (/^sha256:[0-9a-f]{64}$/.test(reference) || /^[0-9a-f]{64}$/.test(reference)) return undefined;
    let parsed: NamedReference;
    try {
      parsed = withDefaultTag(parseReference(reference));
    } catch {
      return undefined; // perhaps an ID
    }
    const record = this.records.get<NameRecord>(keyOf(parsed));
    return record && { reference: parsed, image: record.image };
  }

  of(id: Digest): readonly ImageName[] {
    return this.all().filter(({ image }) => image === id);
  }

  all(): readonly ImageName[] {
    return this.records
      .list<NameRecord>(PREFIX)
      .map(({ key, value }) => ({ reference: parseReference(key.slice(PREFIX.length)), image: value.image }));
  }

  /** Gives the image a name; returns the image that had it before. */
  give(reference: NamedReference, image: Digest): Digest | undefined {
    const previous = this.records.get<NameRecord>(keyOf(reference))?.image;
    this.records.put(keyOf(reference), { image } satisfies NameRecord);
    return previous;
  }

  take(reference: NamedReference): void {
    this.records.delete(keyOf(reference));
  }
}

/** Refuses what `docker tag` refuses: errors 'invalid' in dockerd's words. */
export function checkTag(reference: NamedReference): void {
  if (reference.digest !== undefined) {
    throw new SlipwayError('invalid', 'refusing to create a tag with a digest reference');
  }
  if (familiarName(reference) === 'sha256') {
    throw new SlipwayError('invalid', 'refusing to create an ambiguous tag using digest algorithm as name');
  }
}
