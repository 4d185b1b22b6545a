import { createSHA256 } from 'hash-wasm';
import type { Digest } from '../engine/images/types.ts';
import { SlipwayError } from '../errors.ts';
import { createAuthorizer, type Credentials } from './authorization.ts';
import { blobOfResponse } from './blob-stream.ts';
import { canceled, errorOfResponse, unreachable } from './client-errors.ts';
import { MediaType, type RegistryClient, type Repository } from './types.ts';

const MANIFEST_TYPES = [
  MediaType.OCI_INDEX,
  MediaType.OCI_MANIFEST,
  MediaType.DOCKER_MANIFEST_LIST,
  MediaType.DOCKER_MANIFEST,
];
/** What registries agree to be the most; nothing larger is read. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

export interface RegistryClientOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Where docker.io is: the site's own origin, 'http://localhost:3000'. */
  readonly dockerHubUrl: string;
  /** Where another registry is; undefined (the default): there is no network that leads to it. */
  readonly baseUrlOf?: (domain: string) => string | undefined;
  readonly credentialsOf?: (domain: string) => Credentials | undefined;
}

/** A client of registries (OCI distribution specification) over any fetch: in the page, a worker or Node. */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const fetch: typeof globalThis.fetch = (input, init) => options.fetch(input, init);
  const authorizer = createAuthorizer(fetch, options.credentialsOf ?? (() => undefined));
  const baseUrl = (domain: string): string => {
    const url = domain === 'docker.io' ? options.dockerHubUrl : options.baseUrlOf?.(domain);
    if (url === undefined) throw unreachable(domain);
    return url.replace(/\/$/, '');
  };

  /** One request, with the answer to a challenge when there is one. `reference` as in errorOfResponse. */
  const send = async (
    repository: Repository,
    path: string,
    init: { method: 'GET' | 'HEAD'; headers?: Record<string, string>; signal?: AbortSignal | undefined },
    reference?: string,
  ): Promise<Response> => {
    const url = path.startsWith('/v2/') ? `${baseUrl(repository.domain)}${path}` : path;
    const attempt = (authorization: string | undefined) =>
      fetch(url, {
        method: init.method,
        headers: { ...init.headers, ...(authorization ? { Authorization: authorization } : {}) },
        // A page's cookies are nobody else's, and a browser must not ask for a password of its own accord.
        credentials: 'omit',
        signal: init.signal ?? null,
      });
    try {
      const response = await attempt(authorizer.current(repository));
      if (response.ok || response.status === 416) return response;
      const challenge = response.status === 401 ? response.headers.get('www-authenticate') : null;
      if (challenge === null) throw await errorOfResponse(response, repository, reference);
      await response.body?.cancel();
      const again = await attempt(await authorizer.answer(repository, challenge, init.signal));
      if (again.ok || again.status === 416) return again;
      throw await errorOfResponse(again, repository, reference);
    } catch (error) {
      if (error instanceof SlipwayError) throw error;
      throw init.signal?.aborted ? canceled(error) : unreachable(repository.domain, error);
    }
  };

  return {
    async manifest(repository, reference, { accept = MANIFEST_TYPES, signal } = {}) {
      const path = `/v2/${repository.path}/manifests/${reference}`;
      const response = await send(
        repository,
        path,
        { method: 'GET', headers: acceptHeader(accept), signal },
        reference,
      );
      const bytes = await readAtMost(response, MAX_MANIFEST_BYTES, repository.domain, signal);
      const digest = await sha256(bytes);
      const expected = reference.includes(':') ? reference : response.headers.get('docker-content-digest');
      if (expected !== null && expected !== digest) {
        throw new SlipwayError('corrupt', `manifest verification failed for digest ${expected}`);
      }
      return { digest, mediaType: mediaTypeOf(response, bytes), sizeBytes: bytes.length, bytes };
    },

    async head(repository, reference, { signal } = {}) {
      const path = `/v2/${repository.path}/manifests/${reference}`;
      const init = { method: 'HEAD', headers: acceptHeader(MANIFEST_TYPES), signal } as const;
      const response = await send(repository, path, init, reference);
      const digest = reference.includes(':') ? reference : response.headers.get('docker-content-digest');
      if (!isDigest(digest))
        throw new SlipwayError('unavailable', 'the registry did not tell the digest of the manifest');
      const sizeBytes = Number(response.headers.get('content-length') ?? 0);
      return { digest, mediaType: mediaTypeOf(response, undefined), sizeBytes };
    },

    async blob(repository, digest, { offsetBytes = 0, signal } = {}) {
      const headers: Record<string, string> = offsetBytes > 0 ? { Range: `bytes=${offsetBytes}-` } : {};
      const response = await send(repository, `/v2/${repository.path}/blobs/${digest}`, {
        method: 'GET',
        headers,
        signal,
      });
      return blobOfResponse(response, offsetBytes, signal);
    },

    async tags(repository, { signal } = {}) {
      const tags: string[] = [];
      let next: string | undefined = `/v2/${repository.path}/tags/list`;
      while (next !== undefined) {
        const response: Response = await send(repository, next, { method: 'GET', signal });
        const body = (await response.json()) as { tags?: string[] | null };
        tags.push(...(body.tags ?? []));
        next = nextPage(response, `${baseUrl(repository.domain)}${next}`);
      }
      return tags;
    },
  };
}

const acceptHeader = (types: readonly string[]) => ({ Accept: types.join(', ') });

const isDigest = (text: string | null): text is Digest => text !== null && DIGEST.test(text);

async function sha256(bytes: Uint8Array): Promise<Digest> {
  // crypto.subtle is missing where the page is served without TLS from another host than localhost.
  const hash = await createSHA256();
  return `sha256:${hash.update(bytes).digest('hex')}`;
}

async function readAtMost(
  response: Response,
  limitBytes: number,
  domain: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      sizeBytes += read.value.length;
      if (sizeBytes > limitBytes) throw new SlipwayError('corrupt', `manifest is larger than ${limitBytes} bytes`);
      chunks.push(read.value);
    }
  } catch (error) {
    if (error instanceof SlipwayError) throw error;
    throw signal?.aborted ? canceled(error) : unreachable(domain, error);
  }
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The header's, or when it says nothing of use the content's own. */
function mediaTypeOf(response: Response, bytes: Uint8Array | undefined): string {
  const header = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  if (!['', 'application/json', 'text/plain', 'application/octet-stream'].includes(header) || !bytes) return header;
  try {
    return (JSON.parse(new TextDecoder().decode(bytes)) as { mediaType?: string }).mediaType ?? header;
  } catch {
    return header;
  }
}

/** RFC 8288: <path>; rel="next". Path and query only: a page of the same registry. */
function nextPage(response: Response, current: string): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*rel="?next"?/i.exec(response.headers.get('link') ?? '')?.[1];
  if (target === undefined) return undefined;
  const url = new URL(target, current);
  return `/v2/${url.pathname.replace(/^.*?\/v2\//, '')}${url.search}`;
}
