import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { SlipwayError } from '../../errors.ts';
import { RegistryError } from './errors.ts';
import type { Descriptor, ImageLayout, LayoutRepository } from './layout.ts';
import { page } from './pagination.ts';
import { byteRange } from './range.ts';
import type { Upstream } from './upstream.ts';

const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

const API_VERSION = { 'Docker-Distribution-Api-Version': 'registry/2.0' };
// no-transform: what is digested must arrive as it is, so nothing on the way may compress it.
const IMMUTABLE = 'public, max-age=31536000, immutable, no-transform';
const REVALIDATE = 'no-cache, no-transform';

/**
 * The read side of the OCI distribution specification over an image layout: `request` in, response out, whatever
 * server is around it. What the layout does not have comes from `upstream`, where there is one. Answers every error
 * itself, in the specification's JSON.
 */
export async function answerRegistry(request: Request, layout: ImageLayout, upstream?: Upstream): Promise<Response> {
  try {
    return await route(request, layout, upstream);
  } catch (error) {
    const known =
      error instanceof RegistryError ? error : new RegistryError('UNKNOWN', 'the catalogue could not be read');
    if (known !== error) console.error(error);
    const headers = {
      ...API_VERSION,
      ...known.headers,
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store, no-transform',
    };
    const body = JSON.stringify(known);
    const sized = { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
    return new Response(request.method === 'HEAD' ? null : body, { status: known.status, headers: sized });
  }
}

async function route(request: Request, layout: ImageLayout, upstream?: Upstream): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    // Not the specification's own sentence: dockerd tries for a minute when it reads exactly that one.
    throw new RegistryError('UNSUPPORTED', 'the catalogue can be pulled from, not pushed to', null, {
      Allow: 'GET, HEAD',
    });
  }
  const path = url.pathname.replace(/^\/v2(?=\/|$)\/?/, '');
  if (path === '') return json({}, request);
  if (path === '_catalog') return listRepositories(url, request, layout);

  const [, name = '', resource = '', reference = ''] = /^(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(path) ?? [];
  if (resource === '' || (resource === 'tags' && reference !== 'list')) {
    throw new RegistryError('NAME_UNKNOWN', 'repository name not known to registry', { name: path });
  }
  if (!NAME.test(name)) throw new RegistryError('NAME_INVALID', 'invalid repository name', { name });
  const repository = (await layout.repositories()).get(name);
  if (upstream && !knows(repository, resource, reference)) {
    return passOn(upstream, name, resource, reference, request).catch((error: unknown) => {
      throw upstreamError(error, name, resource, reference);
    });
  }
  if (!repository) throw new RegistryError('NAME_UNKNOWN', 'repository name not known to registry', { name });
  if (resource === 'tags') return listTags(name, repository, url, request);
  if (resource === 'blobs') return blob(repository, reference, request, layout);
  return manifest(repository, reference, request, layout);
}

function knows(repository: LayoutRepository | undefined, resource: string, reference: string): boolean {
  if (!repository || resource === 'tags') return repository !== undefined;
  const { tags, manifests, blobs } = repository;
  return manifests.has(reference) || (resource === 'blobs' ? blobs.has(reference) : tags.has(reference));
}

async function passOn(
  upstream: Upstream,
  name: string,
  resource: string,
  reference: string,
  request: Request,
): Promise<Response> {
  const none: LayoutRepository = { tags: new Map(), manifests: new Map(), blobs: new Map() };
  if (resource === 'tags') {
    const tags = new Map(
      (await upstream.tags(name)).sort().map((tag) => [tag, { mediaType: '', digest: '', size: 0 }]),
    );
    return listTags(name, { ...none, tags }, new URL(request.url), request);
  }
  if (resource === 'manifests') {
    if (!(reference.includes(':') ? DIGEST : TAG).test(reference)) return manifest(none, reference, request, upstream);
    const found = await upstream.manifest(name, reference);
    const tags = new Map(reference.includes(':') ? [] : [[reference, found]]);
    return manifest({ ...none, tags, manifests: new Map([[found.digest, found]]) }, reference, request, upstream);
  }
  const kept = DIGEST.test(reference) ? await upstream.kept(reference) : undefined;
  if (kept || !DIGEST.test(reference)) {
    return blob({ ...none, blobs: new Map(kept ? [[reference, kept]] : []) }, reference, request, upstream);
  }
  const headers = (sizeBytes: number) => ({
    ...contentHeaders({ digest: reference, size: sizeBytes, mediaType: '' }, IMMUTABLE),
    'Content-Type': 'application/octet-stream',
    ...(sizeBytes < 0 ? {} : { 'Content-Length': String(sizeBytes) }),
  });
  if (request.method === 'HEAD') {
    const sizeBytes = await upstream.blobSize(name, reference);
    if (sizeBytes === undefined)
      throw new RegistryError('BLOB_UNKNOWN', 'blob unknown to registry', { digest: reference });
    return new Response(null, { headers: headers(sizeBytes) });
  }
  const { stream, sizeBytes } = await upstream.blob(name, reference);
  return new Response(stream, { headers: headers(sizeBytes) });
}

/** What went wrong upstream, as this registry's own error. */
function upstreamError(error: unknown, name: string, resource: string, reference: string): unknown {
  if (!(error instanceof SlipwayError)) return error;
  if (error.kind === 'unavailable') return new RegistryError('UNAVAILABLE', error.message);
  if (resource === 'tags') return new RegistryError('NAME_UNKNOWN', 'repository name not known to registry', { name });
  const code = resource === 'blobs' ? 'BLOB_UNKNOWN' : 'MANIFEST_UNKNOWN';
  return new RegistryError(code, error.message, { name, reference });
}

async function listRepositories(url: URL, request: Request, layout: ImageLayout): Promise<Response> {
  const { items, headers } = page([...(await layout.repositories()).keys()], url);
  return json({ repositories: items }, request, headers);
}

function listTags(name: string, repository: LayoutRepository, url: URL, request: Request): Response {
  const { items, headers } = page([...repository.tags.keys()], url);
  return json({ name, tags: items }, request, headers);
}

async function manifest(
  repository: LayoutRepository,
  reference: string,
  request: Request,
  { pathOf }: Pick<ImageLayout, 'pathOf'>,
): Promise<Response> {
  const byDigest = reference.includes(':');
  if (byDigest && !DIGEST.test(reference)) throw invalidDigest();
  const found = byDigest ? repository.manifests.get(reference) : repository.tags.get(reference);
  if (!found || (!byDigest && !TAG.test(reference))) {
    throw new RegistryError(
      'MANIFEST_UNKNOWN',
      'manifest unknown',
      byDigest ? { digest: reference } : { tag: reference },
    );
  }
  if (!accepts(request.headers.get('accept'), found.mediaType)) {
    const message = `manifest found, but accept header does not support ${found.mediaType}`;
    throw new RegistryError('MANIFEST_UNKNOWN', message);
  }
  const headers = { ...contentHeaders(found, byDigest ? IMMUTABLE : REVALIDATE), 'Content-Type': found.mediaType };
  const varying = { ...headers, Vary: 'Accept' };
  if (isCurrent(request, found)) return new Response(null, { status: 304, headers: varying });
  const sized = { ...varying, 'Content-Length': String(found.size) };
  const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(pathOf(found.digest)));
  return new Response(body, { headers: sized });
}

async function blob(
  repository: LayoutRepository,
  digest: string,
  request: Request,
  { pathOf }: Pick<ImageLayout, 'pathOf'>,
): Promise<Response> {
  if (!DIGEST.test(digest)) throw invalidDigest();
  // Manifests are content too; containerd asks for them here when it only has a digest.
  const found = repository.blobs.get(digest) ?? repository.manifests.get(digest);
  if (!found) throw new RegistryError('BLOB_UNKNOWN', 'blob unknown to registry', { digest });
  const type = { 'Content-Type': 'application/octet-stream', 'Accept-Ranges': 'bytes' };
  const headers = { ...contentHeaders(found, IMMUTABLE), ...type };
  if (isCurrent(request, found)) return new Response(null, { status: 304, headers });

  const ifRange = request.headers.get('if-range');
  const wanted = ifRange === null || ifRange === etag(found) ? request.headers.get('range') : null;
  const range = byteRange(wanted, found.size);
  const { first, last } = range ?? { first: 0, last: found.size - 1 };
  const sized = { ...headers, 'Content-Length': String(last - first + 1) };
  const ranged = range ? { ...sized, 'Content-Range': `bytes ${first}-${last}/${found.size}` } : sized;
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || found.size === 0) return new Response(null, { status, headers: ranged });
  // Opened before the answer begins, so that a missing file is an error and not a broken stream.
  const file = await open(pathOf(digest));
  const stream = createReadStream('', { fd: file, start: first, end: last, highWaterMark: 256 * 1024 });
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers: ranged });
}

const invalidDigest = () =>
  new RegistryError('DIGEST_INVALID', 'provided digest did not match uploaded content', {
    reason: 'not a sha256 digest',
  });

const etag = ({ digest }: Descriptor): string => `"${digest}"`;

const contentHeaders = (found: Descriptor, cacheControl: string) => ({
  ...API_VERSION,
  'Docker-Content-Digest': found.digest,
  ETag: etag(found),
  'Cache-Control': cacheControl,
});

function isCurrent(request: Request, found: Descriptor): boolean {
  const known = request.headers.get('if-none-match');
  return known !== null && known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag(found));
}

/** RFC 9110, 12.5.1, as far as a registry's client uses it. No header at all accepts everything. */
function accepts(header: string | null, mediaType: string): boolean {
  if (header === null || header.trim() === '') return true;
  const ranges = header.split(',').map((range) => range.split(';')[0]?.trim());
  return ranges.some((range) => range === '*/*' || range === 'application/*' || range === mediaType);
}

function json(value: object, request: Request, headers: Readonly<Record<string, string>> = {}): Response {
  const body = JSON.stringify(value);
  const sized = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
  const all = { ...API_VERSION, 'Cache-Control': REVALIDATE, ...sized, ...headers };
  return new Response(request.method === 'HEAD' ? null : body, { headers: all });
}
