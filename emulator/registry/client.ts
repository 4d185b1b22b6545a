import { createSHA256 } from 'hash-wasm';
import type { Digest } from '../engine/images/types.ts';
import { SlipwayError } from '../errors.ts';
import { blobOfResponse } from './blob-stream.ts';
import { canceled, isLoopback, unreachable } from './client-errors.ts';
import { checkLogin } from './login.ts';
import { createRegistrySession, type RegistryClientOptions } from './session.ts';
import { MediaType, type RegistryClient, type Repository } from './types.ts';
import { createUploads } from './uploads.ts';

const MANIFEST_TYPES = [
  MediaType.OCI_INDEX,
  MediaType.OCI_MANIFEST,
  MediaType.DOCKER_MANIFEST_LIST,
  MediaType.DOCKER_MANIFEST,
];
/** What registries agree to be the most; nothing larger is read. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A client of registries (OCI distribution specification) over any fetch: in the page, a worker or Node. */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const session = createRegistrySession(options);
  const { send, baseUrl } = session;
  return {
    async manifest(repository, reference, { accept = MANIFEST_TYPES, ...access } = {}) {
      const path = `/v2/${repository.path}/manifests/${reference}`;
      const request = { method: 'GET', path, headers: acceptHeader(accept), reference } as const;
      const response = await send(repository, request, access).catch((error: unknown) => {
        throw withQuestion(error, repository, path);
      });
      const bytes = await readAtMost(response, MAX_MANIFEST_BYTES, repository.domain, access.signal);
      const digest = await sha256(bytes);
      const expected = reference.includes(':') ? reference : response.headers.get('docker-content-digest');
      if (expected !== null && expected !== digest) {
        throw new SlipwayError('corrupt', `manifest verification failed for digest ${expected}`);
      }
      return { digest, mediaType: mediaTypeOf(response, bytes), sizeBytes: bytes.length, bytes };
    },

    async head(repository, reference, access = {}) {
      const path = `/v2/${repository.path}/manifests/${reference}`;
      const request = { method: 'HEAD', path, headers: acceptHeader(MANIFEST_TYPES), reference } as const;
      const response = await send(repository, request, access);
      const digest = reference.includes(':') ? reference : response.headers.get('docker-content-digest');
      if (!isDigest(digest))
        throw new SlipwayError('unavailable', 'the registry did not tell the digest of the manifest');
      const sizeBytes = Number(response.headers.get('content-length') ?? 0);
      return { digest, mediaType: mediaTypeOf(response, undefined), sizeBytes };
    },

    async blob(repository, digest, { offsetBytes = 0, ...access } = {}) {
      const headers: Record<string, string> = offsetBytes > 0 ? { Range: `bytes=${offsetBytes}-` } : {};
      const path = `/v2/${repository.path}/blobs/${digest}`;
      const response = await send(repository, { method: 'GET', path, headers, accepts: [416] }, access);
      return blobOfResponse(response, offsetBytes, access.signal);
    },

    async tags(repository, access = {}) {
      const tags: string[] = [];
      let next: string | undefined = `/v2/${repository.path}/tags/list`;
      while (next !== undefined) {
        const response: Response = await send(repository, { method: 'GET', path: next }, access);
        const body = (await response.json()) as { tags?: string[] | null };
        tags.push(...(body.tags ?? []));
        next = nextPage(response, `${baseUrl(repository.domain)}${next}`);
      }
      return tags;
    },

    async repositories(domain, access = {}) {
      const names: string[] = [];
      let next: string | undefined = '/v2/_catalog';
      while (next !== undefined) {
        const response: Response = await send({ domain, path: '' }, { method: 'GET', path: next }, access);
        const body = (await response.json()) as { repositories?: string[] | null };
        names.push(...(body.repositories ?? []));
        next = nextPage(response, `${baseUrl(domain)}${next}`);
      }
      return names;
    },

    ...createUploads(session),

    async login(domain, credentials, signal) {
      await checkLogin(session, domain, { credentials, ...(signal ? { signal } : {}) });
    },
  };
}

/** dockerd says what it asked when a registry wants a password; it asks by HEAD first. */
function withQuestion(error: unknown, { domain }: Repository, path: string): unknown {
  if (!(error instanceof SlipwayError) || error.kind !== 'unauthorized') return error;
  const host =
    domain === 'docker.io' ? 'https://registry-1.docker.io' : `${isLoopback(domain) ? 'http' : 'https'}://${domain}`;
  return new SlipwayError('unauthorized', `Head "${host}${path}": ${error.message}`, { cause: error });
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
