import { SlipwayError } from '../errors.ts';
import type { RegistrySession } from './session.ts';
import type { Access, BlobUpload, RegistryClient, Repository } from './types.ts';

/** A blob goes in pieces of this size: a browser's fetch takes no streams, and a broken one costs only itself. */
const PIECE_BYTES = 8 * 1024 * 1024;

type Uploads = Pick<RegistryClient, 'ping' | 'blobSize' | 'mountBlob' | 'putBlob' | 'putManifest'>;

/** The write side of the OCI distribution specification ("Push"). */
export function createUploads({ send }: RegistrySession): Uploads {
  const scopesOf = ({ path }: Repository, from?: string) => [
    `repository:${path}:pull,push`,
    ...(from === undefined ? [] : [`repository:${from}:pull`]),
  ];
  const begin = async (repository: Repository, access: Access): Promise<string> => {
    const path = `/v2/${repository.path}/blobs/uploads/`;
    const scopes = scopesOf(repository);
    const response = await send(repository, { method: 'POST', path, scopes, isPush: true, body: EMPTY }, access);
    return locationOf(response);
  };

  return {
    async ping(domain, access = {}) {
      const response = await send({ domain, path: '' }, { method: 'GET', path: '/v2/', accepts: [401] }, access);
      await response.body?.cancel();
    },

    async blobSize(repository, digest, access = {}) {
      const path = `/v2/${repository.path}/blobs/${digest}`;
      const scopes = scopesOf(repository);
      const request = { method: 'HEAD', path, scopes, accepts: [404], isPush: true } as const;
      const response = await send(repository, request, access);
      return response.ok ? Number(response.headers.get('content-length') ?? 0) : undefined;
    },

    async mountBlob(repository, digest, from, access = {}) {
      const query = new URLSearchParams({ mount: digest, from });
      const path = `/v2/${repository.path}/blobs/uploads/?${query.toString()}`;
      const scopes = scopesOf(repository, from);
      const response = await send(repository, { method: 'POST', path, scopes, isPush: true, body: EMPTY }, access);
      await response.body?.cancel();
      return response.status === 201;
    },

    async putBlob(repository, blob, { onProgress = () => {}, ...access } = {}) {
      let location = await begin(repository, access);
      let sentBytes = 0;
      const common = { isPush: true, scopes: scopesOf(repository) };
      for await (const piece of piecesOf(blob)) {
        const isLast = sentBytes + piece.length === blob.sizeBytes;
        const headers = { 'Content-Type': 'application/octet-stream' };
        if (isLast) {
          const path = withDigest(location, blob.digest);
          await finished(send(repository, { ...common, method: 'PUT', path, headers, body: piece }, access));
        } else {
          const range = { ...headers, 'Content-Range': `${sentBytes}-${sentBytes + piece.length - 1}` };
          const request = { ...common, method: 'PATCH', path: location, headers: range, body: piece } as const;
          location = locationOf(await send(repository, request, access));
        }
        sentBytes += piece.length;
        onProgress(sentBytes);
      }
      if (sentBytes !== blob.sizeBytes) {
        throw new SlipwayError('corrupt', `blob ${blob.digest} has ${sentBytes} bytes instead of ${blob.sizeBytes}`);
      }
    },

    async putManifest(repository, reference, { bytes, mediaType }, access = {}) {
      const path = `/v2/${repository.path}/manifests/${reference}`;
      const headers = { 'Content-Type': mediaType };
      const scopes = scopesOf(repository);
      await finished(send(repository, { method: 'PUT', path, headers, body: bytes, scopes, isPush: true }, access));
    },
  };
}

const EMPTY = new Uint8Array();

async function finished(response: Promise<Response>): Promise<void> {
  await (await response).body?.cancel();
}

/** Relative to the registry, or in full. */
function locationOf(response: Response): string {
  void response.body?.cancel();
  const location = response.headers.get('location');
  if (location) return location;
  throw new SlipwayError('unavailable', 'the registry did not say where the upload goes (no Location in its answer)');
}

function withDigest(location: string, digest: string): string {
  return `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
}

/** The blob in pieces of PIECE_BYTES, an empty one as one empty piece. */
async function* piecesOf(blob: BlobUpload): AsyncGenerator<Uint8Array> {
  const reader = blob.open().getReader();
  let parts: Uint8Array[] = [];
  let heldBytes = 0;
  let isEmpty = true;
  const take = () => {
    const piece = new Uint8Array(heldBytes);
    let at = 0;
    for (const part of parts) {
      piece.set(part, at);
      at += part.length;
    }
    parts = [];
    heldBytes = 0;
    isEmpty = false;
    return piece;
  };
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      parts.push(read.value);
      heldBytes += read.value.length;
      if (heldBytes >= PIECE_BYTES) yield take();
    }
    if (heldBytes > 0 || isEmpty) yield take();
  } finally {
    await reader.cancel().catch(() => {});
  }
}
