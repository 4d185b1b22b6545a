import { createSHA256 } from 'hash-wasm';
import { SlipwayError } from '../../errors.ts';
import type { Download } from './copy.ts';

/**
 * Fetches what ADD names by URL. Errors: 'unavailable' in Docker's words (a page may read only what the other side
 * allows, CORS), 'invalid' when the checksum is another.
 */
export async function downloadUrl(fetch: typeof globalThis.fetch, url: string, checksum: string): Promise<Download> {
  const { pathname, hostname } = new URL(url);
  const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  if (name === '') throw new SlipwayError('invalid', `cannot determine filename for source ${url}`);
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'omit' });
  } catch (cause) {
    throw new SlipwayError('unavailable', `Get ${JSON.stringify(url)}: dial tcp: lookup ${hostname}: no such host`, {
      cause,
    });
  }
  if (!response.ok) {
    await response.body?.cancel();
    const status = `${response.status} ${response.statusText}`.trim();
    throw new SlipwayError('unavailable', `failed to GET ${url} with status ${status}: `);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  await verify(bytes, checksum);
  const modifiedMs = Date.parse(response.headers.get('last-modified') ?? '');
  return { name, bytes, mtimeSeconds: Number.isNaN(modifiedMs) ? 0 : Math.floor(modifiedMs / 1000) };
}

async function verify(bytes: Uint8Array, checksum: string): Promise<void> {
  if (checksum === '') return;
  if (!/^sha256:[0-9a-f]{64}$/.test(checksum)) {
    const why = checksum.startsWith('sha256:') ? 'invalid checksum digest length' : 'unsupported digest algorithm';
    throw new SlipwayError('invalid', why);
  }
  const hash = await createSHA256();
  const actual = `sha256:${hash.update(bytes).digest('hex')}`;
  if (actual !== checksum) throw new SlipwayError('invalid', `digest mismatch ${actual}: ${checksum}`);
}
