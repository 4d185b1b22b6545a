import type { NextApiRequest, NextApiResponse, PageConfig } from 'next';
import { answerProxyRequest } from '../../../emulator/registry/server/node-server.ts';
import { configuredProxy } from '../../../emulator/registry/server/registry-proxy.ts';

/*
 * `/registries/HOST/v2/…`: registries outside for the pages, which may ask no other host; next.config.ts leads there. A
 * pages route, as `/v2/` is, for the same Content-Length.
 */
export const config: PageConfig = { api: { bodyParser: false, responseLimit: false, externalResolver: true } };

const proxy = configuredProxy(process.env);

export default function answer(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  return answerProxyRequest(request, response, request.url ?? '/', proxy);
}
