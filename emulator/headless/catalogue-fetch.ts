import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configuredUpstream } from '../registry/server/configured-upstream.ts';
import { answerRegistry } from '../registry/server/endpoint.ts';
import { openLayout } from '../registry/server/layout.ts';

/** Stands for docker.io; no request to it leaves this process. */
export const CATALOGUE_ORIGIN = 'http://catalogue.invalid';
export const BUILT_CATALOGUE = fileURLToPath(new URL('../../public/catalogue', import.meta.url));

/**
 * A fetch that answers `/v2/` from the image layout in `folder`, with the very code the site serves it with, and
 * `/catalogue/` with the folder's files.
 */
export function catalogueFetch(folder: string): typeof fetch {
  const layout = openLayout(folder);
  const upstream = configuredUpstream(process.env);
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    return pathname.startsWith('/catalogue/')
      ? answerFile(join(folder, decodeURIComponent(pathname.slice('/catalogue/'.length))))
      : answerRegistry(request, layout, upstream);
  };
}

async function answerFile(path: string): Promise<Response> {
  const status = await stat(path).catch(() => undefined);
  if (!status?.isFile()) return new Response('', { status: 404 });
  const headers = { 'content-length': String(status.size), 'last-modified': status.mtime.toUTCString() };
  return new Response(await openAsBlob(path), { headers });
}
