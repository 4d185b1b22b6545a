import { SlipwayError } from '../../errors.ts';
import { parseReference } from './reference.ts';
import type { Digest, Image } from './types.ts';
import { createdSeconds } from './views.ts';

/** `filters` of GET /images/json and POST /images/prune, by name. */
export type ImageFilters = ReadonlyMap<string, readonly string[]>;

/**
 * Those that `docker images` shows: not the nameless ones that others were made from, unless all are asked for (and
 * dangling ones alone never are among all).
 */
export function withoutIntermediates(
  images: readonly Image[],
  filters: ImageFilters,
  all: boolean,
  hasChildren: (id: Digest) => boolean,
): Image[] {
  const dangling = booleanFilter(filters, 'dangling') === true;
  return images.filter((image) => {
    if (!hasChildren(image.id)) return true;
    if (dangling) return false;
    return all || image.repoTags.length > 0 || image.repoDigests.length > 0;
  });
}

/** The images that pass, in their order. `find` resolves the images of `before` and `since`. Errors in dockerd's words. */
export function filterImages(images: readonly Image[], filters: ImageFilters, find: (name: string) => Image): Image[] {
  const dangling = booleanFilter(filters, 'dangling');
  const before = bound(filters, 'before', find, Math.min);
  const since = bound(filters, 'since', find, Math.max);
  const references = (filters.get('reference') ?? []).map(referenceMatcher);
  return images.filter((image) => {
    const created = createdSeconds(image.config.created);
    if (before !== undefined && created >= before) return false;
    if (since !== undefined && created <= since) return false;
    if (!matchesLabels(image, filters)) return false;
    if (dangling === true && !isDangling(image)) return false;
    if (dangling === false && isDangling(image) && image.repoDigests.length === 0) return false;
    return references.length === 0 || references.some((matches) => matches(image));
  });
}

/** With only the names that `reference` asks for, as Docker lists an image that has others too. */
export function namesThatMatch(image: Image, filters: ImageFilters): Image {
  const patterns = filters.get('reference') ?? [];
  if (patterns.length === 0) return image;
  const matches = (name: string) => patterns.some((pattern) => matchesReference(pattern, name));
  return { ...image, repoTags: image.repoTags.filter(matches), repoDigests: image.repoDigests.filter(matches) };
}

/** No tag; a digest it may have. */
export function isDangling(image: Image): boolean {
  return image.repoTags.length === 0;
}

export function matchesLabels(image: Image, filters: ImageFilters): boolean {
  const labels = image.config.config?.Labels ?? {};
  const has = (wanted: string) => {
    const equals = wanted.indexOf('=');
    const name = equals < 0 ? wanted : wanted.slice(0, equals);
    return Object.hasOwn(labels, name) && (equals < 0 || labels[name] === wanted.slice(equals + 1));
  };
  return (filters.get('label') ?? []).every(has) && !(filters.get('label!') ?? []).some(has);
}

/** Undefined when it is not given. Error 'invalid': "Invalid filter 'dangling=[x]'". */
export function booleanFilter(filters: ImageFilters, name: string): boolean | undefined {
  const values = filters.get(name);
  if (!values || values.length === 0) return undefined;
  const on = values.some((value) => value === 'true' || value === '1');
  const off = values.some((value) => value === 'false' || value === '0');
  if (on === off) throw new SlipwayError('invalid', `Invalid filter '${name}=[${values.join(' ')}]'`);
  return on;
}

function bound(
  filters: ImageFilters,
  name: string,
  find: (name: string) => Image,
  choose: (...values: number[]) => number,
): number | undefined {
  const values = filters.get(name);
  if (!values || values.length === 0) return undefined;
  return choose(...values.map((value) => createdSeconds(find(value).config.created)));
}

function referenceMatcher(pattern: string): (image: Image) => boolean {
  globOf(pattern); // a bad pattern is an error even when there is no image
  return (image) => [...image.repoTags, ...image.repoDigests].some((name) => matchesReference(pattern, name));
}

/** Go's reference.FamiliarMatch: the pattern fits the whole familiar name, or the one without tag and digest. */
function matchesReference(pattern: string, name: string): boolean {
  const glob = globOf(pattern);
  const { tag, digest } = parseReference(name);
  const bare = name.slice(0, name.length - (digest ? digest.length + 1 : 0) - (tag ? tag.length + 1 : 0));
  return glob.test(name) || glob.test(bare);
}

/** Go's path.Match: '*' and '?' stop at '/', '[…]' is a class. Error 'invalid': "syntax error in pattern". */
function globOf(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) throw new SlipwayError('invalid', 'syntax error in pattern');
      const negated = pattern[i + 1] === '^';
      source += `[${negated ? '^' : ''}${pattern.slice(i + 1 + (negated ? 1 : 0), end).replace(/[\\[\]^]/g, '\\$&')}]`;
      i = end;
    } else if (char === '\\') {
      const escaped = pattern[++i];
      if (escaped === undefined) throw new SlipwayError('invalid', 'syntax error in pattern');
      source += escaped.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    } else source += char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`);
  } catch (cause) {
    throw new SlipwayError('invalid', 'syntax error in pattern', { cause });
  }
}
