import { join } from 'node:path';
import type { NextApiRequest, NextApiResponse, PageConfig } from 'next';
import { configuredUpstream } from '../../../emulator/registry/server/configured-upstream.ts';
import { openLayout } from '../../../emulator/registry/server/layout.ts';
import { answerNodeRequest } from '../../../emulator/registry/server/node-server.ts';

/*
 * `/v2/`, the catalogue as an OCI registry; next.config.ts leads there. Not a route handler of app/: Next takes
 * Content-Length off what those answer, and dockerd gives up on a manifest without it.
 */
export const config: PageConfig = { api: { bodyParser: false, responseLimit: false, externalResolver: true } };

const layout = openLayout(process.env.SLIPWAY_CATALOGUE ?? join(process.cwd(), 'public', 'catalogue'));
const upstream = configuredUpstream(process.env);

export default function answer(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  return answerNodeRequest(request, response, request.url ?? '/', layout, upstream);
}
