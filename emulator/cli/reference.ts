import { CliError } from './errors.ts';

/** An image's name in its parts (https://pkg.go.dev/github.com/distribution/reference). */
export interface ImageReference {
  /** 'docker.io', 'localhost:5000' */
  readonly domain: string;
  /** 'library/busybox' */
  readonly path: string;
  readonly tag?: string;
  /** 'sha256:…' */
  readonly digest?: string;
}

const invalid = 'invalid reference format';
const pathPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const domainPattern =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::\d+)?$/;
const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** 'busybox' → docker.io/library/busybox. Throws a CliError in Docker's words. */
export function parseReference(text: string): ImageReference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw new CliError(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const slash = text.indexOf('/');
  const first = slash === -1 ? '' : text.slice(0, slash);
  const hasDomain = first !== '' && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  const domain = hasDomain ? (first === 'index.docker.io' ? 'docker.io' : first) : 'docker.io';
  let rest = hasDomain ? text.slice(slash + 1) : text;
  if (domain === 'docker.io' && !rest.includes('/')) rest = `library/${rest}`;

  const named = rest.includes(':') ? rest.slice(0, rest.indexOf(':')) : rest;
  if (named.toLowerCase() !== named) {
    throw new CliError(`${invalid}: repository name (${named}) must be lowercase`);
  }
  const [name = '', digest] = splitOnce(rest, '@');
  const [path = '', tag] = splitOnce(name, ':');
  const isValid =
    domainPattern.test(domain) &&
    pathPattern.test(path) &&
    (tag === undefined || tagPattern.test(tag)) &&
    (digest === undefined || digestPattern.test(digest));
  if (!isValid) throw new CliError(invalid);
  return { domain, path, tag, digest };
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

/** The repository as people write it: 'busybox', 'user/app', 'localhost:5000/app'. */
export function familiarName(reference: ImageReference): string {
  if (reference.domain !== 'docker.io') return `${reference.domain}/${reference.path}`;
  return reference.path.replace(/^library\/(?=[^/]+$)/, '');
}

export function familiarString(reference: ImageReference): string {
  return familiarName(reference) + suffix(reference);
}

export function canonicalString(reference: ImageReference): string {
  return `${reference.domain}/${reference.path}${suffix(reference)}`;
}

function suffix(reference: ImageReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  return reference.digest === undefined ? tag : `${tag}@${reference.digest}`;
}

/** The same image, with ':latest' when neither tag nor digest was named. */
export function withDefaultTag(reference: ImageReference): ImageReference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}

/** An ID or digest stands for an image that no registry is asked for. */
export function isImageId(text: string): boolean {
  return /^(sha256:)?[a-f0-9]{64}$/.test(text);
}
