import { createSHA256 } from 'hash-wasm';
import { SlipwayError } from '../../errors.ts';
import { dialFailure } from '../../registry/client-errors.ts';
import type { Download } from './copy.ts';

const REDIRECTS = [301, 302, 303, 307, 308];
/** As Go's client. */
const MAX_REDIRECTS = 10;

/**
 * Fetches what ADD names by URL. Errors: 'unavailable' in Docker's words (a page may read only what the other side
 * allows, CORS), 'invalid' when the checksum is another.
 */
export async function downloadUrl(fetch: typeof globalThis.fetch, url: string, checksum: string): Promise<Download> {
  const { pathname } = parseUrl(url);
  const response = await get(fetch, url);
  if (!response.ok) {
    const status = `${response.status} ${response.statusText}`.trim();
    const text = (await response.text()).trim();
    throw new SlipwayError('unavailable', `failed to GET ${url} with status ${status}: ${text}`);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  await verify(bytes, checksum);
  const modifiedMs = Date.parse(response.headers.get('last-modified') ?? '');
  const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)) || nameInHeader(response);
  return { name, bytes, mtimeSeconds: Number.isNaN(modifiedMs) ? 0 : Math.floor(modifiedMs / 1000) };
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new SlipwayError('invalid', `parse ${JSON.stringify(url)}: invalid URL`, { cause });
  }
}

function nameInHeader({ headers }: Response): string {
  const header = headers.get('content-disposition') ?? '';
  const name = /;\s*filename="?([^";]+)"?/i.exec(header)?.[1] ?? '';
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Follows redirects, which `fetch` of the machine leaves to others. */
async function get(fetch: typeof globalThis.fetch, url: string): Promise<Response> {
  let at = url;
  for (let redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
    let response: Response;
    try {
      response = await fetch(at, { credentials: 'omit' });
    } catch (cause) {
      if (cause instanceof SlipwayError) throw cause;
      const { host, protocol } = new URL(at);
      const why = dialFailure(host, protocol === 'http:' ? 'http' : 'https');
      throw new SlipwayError('unavailable', `Get ${JSON.stringify(at)}: ${why}`, { cause });
    }
    const location = response.headers.get('location');
    if (!REDIRECTS.includes(response.status) || location === null) return response;
    await response.body?.cancel();
    at = new URL(location, at).href;
  }
  throw new SlipwayError('unavailable', `Get ${JSON.stringify(at)}: stopped after ${MAX_REDIRECTS} redirects`);
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
