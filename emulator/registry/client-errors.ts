import { SlipwayError } from '../errors.ts';
import type { Repository } from './types.ts';

const DOCKER_HUB = 'docker.io';
/** The name behind docker.io: what dockerd says when it cannot be reached. */
const DOCKER_HUB_HOST = 'registry-1.docker.io';

/** As `docker` shows a name: 'nginx' for docker.io/library/nginx, 'localhost:5000/app' in full. */
export function familiarName({ domain, path }: Repository): string {
  return domain === DOCKER_HUB ? path.replace(/^library\//, '') : `${domain}/${path}`;
}

export function familiarReference(repository: Repository, reference: string): string {
  return `${familiarName(repository)}${reference.includes(':') ? '@' : ':'}${reference}`;
}

/** What a machine without a network says when it looks for a registry (Go's net package, as dockerd prints it). */
export function unreachable(domain: string, cause?: unknown): SlipwayError {
  const host = domain === DOCKER_HUB ? DOCKER_HUB_HOST : domain;
  const scheme = isLoopback(host) ? 'http' : 'https';
  return new SlipwayError('unavailable', `Get "${scheme}://${host}/v2/": ${dialFailure(host, scheme)}`, { cause });
}

/** Why there is no connection to a host ('localhost:5000', 'example.com'), as far as its name tells. */
export function dialFailure(host: string, scheme: 'http' | 'https'): string {
  const name = host.replace(/:\d+$/, '');
  const port = /:(\d+)$/.exec(host)?.[1] ?? (scheme === 'http' ? '80' : '443');
  if (isLoopback(host)) {
    const address = /localhost$/i.test(name) ? '127.0.0.1' : name;
    return `dial tcp ${address}:${port}: connect: connection refused`;
  }
  if (/^(\d+\.){3}\d+$/.test(name)) return `dial tcp ${name}:${port}: connect: network is unreachable`;
  return `dial tcp: lookup ${name}: no such host`;
}

/** 'localhost:5000', '127.0.0.1', '[::1]:80': the machine itself, where registries run as containers. */
export function isLoopback(domain: string): boolean {
  return /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(domain);
}

export function canceled(cause?: unknown): SlipwayError {
  return new SlipwayError('canceled', 'context canceled', { cause });
}

interface RegistryErrorBody {
  readonly errors?: readonly { readonly code?: string; readonly message?: string }[];
}

/** What was asked when an error came. */
export interface Question {
  /** The tag or digest of a manifest, undefined for everything else. */
  readonly reference?: string;
  readonly isPush?: boolean;
}

/** An error answer of a registry in dockerd's words (distribution/errors.go, pull_v2.go). */
export async function errorOfResponse(
  response: Response,
  repository: Repository,
  { reference, isPush = false }: Question,
): Promise<SlipwayError> {
  const text = await response.text().catch(() => '');
  const first = parse(text)?.errors?.[0];
  const code = first?.code ?? (text === '' ? codeOfStatus(response.status, reference) : undefined);
  if (code === undefined) return unexpected(response, text);
  const said = `${code.toLowerCase().replaceAll('_', ' ')}: ${first?.message || code.toLowerCase().replaceAll('_', ' ')}`;
  switch (code) {
    case 'MANIFEST_UNKNOWN':
      return new SlipwayError(
        'not-found',
        reference === undefined ? said : `manifest for ${familiarReference(repository, reference)} not found: ${said}`,
      );
    case 'NAME_UNKNOWN':
      if (isPush) return new SlipwayError('not-found', said);
      // Docker Hub tells nobody which repositories there are, so neither does the one that stands in for it.
      return repository.domain === DOCKER_HUB
        ? denied(repository, 'denied: requested access to the resource is denied')
        : new SlipwayError('not-found', `repository ${familiarName(repository)} not found: ${said}`);
    case 'DENIED':
      return isPush ? new SlipwayError('forbidden', said) : denied(repository, said);
    case 'BLOB_UNKNOWN':
      return new SlipwayError('not-found', 'unknown blob');
    case 'UNAUTHORIZED':
      return new SlipwayError('unauthorized', said);
    case 'NAME_INVALID':
    case 'DIGEST_INVALID':
    case 'TAG_INVALID':
      return new SlipwayError('invalid', said);
    case 'UNSUPPORTED':
      return new SlipwayError('not-implemented', said);
    default:
      return new SlipwayError('unavailable', said);
  }
}

function denied(repository: Repository, said: string): SlipwayError {
  const advice = `repository does not exist or may require 'docker login'`;
  return new SlipwayError('not-found', `pull access denied for ${familiarName(repository)}, ${advice}: ${said}`);
}

/** HEAD answers have no body, so the status must do. */
function codeOfStatus(status: number, reference: string | undefined): string | undefined {
  if (status === 401) return 'UNAUTHORIZED';
  if (status === 403) return 'DENIED';
  if (status === 404) return reference === undefined ? 'BLOB_UNKNOWN' : 'MANIFEST_UNKNOWN';
  if (status === 429) return 'TOOMANYREQUESTS';
  return undefined;
}

function unexpected(response: Response, text: string): SlipwayError {
  const status = `${response.status} ${response.statusText}`.trim();
  if (response.status >= 500 || text === '') {
    return new SlipwayError('unavailable', `received unexpected HTTP status: ${status}`);
  }
  const start = JSON.stringify(text.slice(0, 200));
  return new SlipwayError('unavailable', `error parsing HTTP ${response.status} response body: ${start}`);
}

function parse(text: string): RegistryErrorBody | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
