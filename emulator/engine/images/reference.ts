import { SlipwayError } from '../../errors.ts';
import type { Repository } from '../../registry/types.ts';
import type { Digest } from './types.ts';

/**
 * An image name in full. Grammar, defaults and error texts: github.com/distribution/reference, which the Docker
 * engine and CLI use.
 */
export interface NamedReference extends Repository {
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

const DEFAULT_DOMAIN = 'docker.io';
const MAX_NAME_LENGTH = 255;
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const DOMAIN_LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const NAME = new RegExp(`^(?:(${DOMAIN})/)?(${COMPONENT}(?:/${COMPONENT})*)$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const IDENTIFIER = /^[a-f0-9]{64}$/;

/** 'nginx' → docker.io/library/nginx, tag undefined. Error 'invalid' in the reference library's words. */
export function parseReference(text: string): NamedReference {
  if (IDENTIFIER.test(text)) {
    throw new SlipwayError('invalid', `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const { name, tag, digest } = split(text);
  const { domain, path } = splitDomain(name);
  if (path !== path.toLowerCase()) {
    throw new SlipwayError('invalid', `invalid reference format: repository name must be lowercase`);
  }
  const match = NAME.exec(`${domain}/${path}`);
  if (match === null || (tag !== undefined && !TAG.test(tag)) || (digest !== undefined && !DIGEST.test(digest))) {
    throw new SlipwayError('invalid', 'invalid reference format');
  }
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    const problem = digest.startsWith('sha256:') ? 'invalid checksum digest length' : 'unsupported digest algorithm';
    throw new SlipwayError('invalid', problem);
  }
  if (path.length > MAX_NAME_LENGTH) {
    throw new SlipwayError('invalid', `repository name must not be more than ${MAX_NAME_LENGTH} characters`);
  }
  return { domain, path, tag, digest: digest as Digest | undefined };
}

/** With ':latest' when there is neither tag nor digest. */
export function withDefaultTag(reference: NamedReference): NamedReference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}

/** 'docker.io/library/nginx' → 'nginx': the repository as Docker shows it. */
export function familiarName({ domain, path }: Repository): string {
  if (domain !== DEFAULT_DOMAIN) return `${domain}/${path}`;
  return path.startsWith('library/') && !path.slice('library/'.length).includes('/')
    ? path.slice('library/'.length)
    : path;
}

export function familiarString(reference: NamedReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${familiarName(reference)}${tag}${digest}`;
}

/** `name` with a tag or digest that came apart from it, as the API's `tag` parameter does. Errors 'invalid'. */
export function withTagOrDigest(name: NamedReference, tagOrDigest: string): NamedReference {
  if (/^sha256:[0-9a-f]{64}$/.test(tagOrDigest)) return { ...name, tag: undefined, digest: tagOrDigest as Digest };
  if (!TAG.test(tagOrDigest)) throw new SlipwayError('invalid', 'invalid tag format');
  return { ...name, tag: tagOrDigest, digest: undefined };
}

function split(text: string): { name: string; tag: string | undefined; digest: string | undefined } {
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const tagged = at === -1 ? text : text.slice(0, at);
  const colon = tagged.lastIndexOf(':');
  if (colon === -1 || tagged.indexOf('/', colon) !== -1) return { name: tagged, tag: undefined, digest };
  return { name: tagged.slice(0, colon), tag: tagged.slice(colon + 1), digest };
}

function splitDomain(name: string): Repository {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isDomain = slash !== -1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const domain = isDomain ? first.replace(/^index\.docker\.io$/, DEFAULT_DOMAIN) : DEFAULT_DOMAIN;
  const path = isDomain ? name.slice(slash + 1) : name;
  return { domain, path: domain === DEFAULT_DOMAIN && !path.includes('/') ? `library/${path}` : path };
}

/** 'docker.io/library/nginx:latest': with everything that is left out usually. */
export function canonicalName(reference: NamedReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.domain}/${reference.path}${tag}${digest}`;
}
