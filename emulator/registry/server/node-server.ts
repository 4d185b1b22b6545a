import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answerRegistry } from './endpoint.ts';
import { openLayout, type ImageLayout } from './layout.ts';
import type { RegistryProxy } from './registry-proxy.ts';
import type { Upstream } from './upstream.ts';

/** Answers one request of Node's HTTP server; `path` with its query, as the endpoint knows it ('/v2/…'). */
export async function answerNodeRequest(
  request: IncomingMessage,
  answer: ServerResponse,
  path: string,
  layout: ImageLayout,
  upstream?: Upstream,
): Promise<void> {
  await send(answer, await answerRegistry(requestOf(request, path), layout, upstream));
}

/** The client sends blobs in pieces of 8 MB. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The same for what goes to a registry outside ('/registries/HOST/v2/…'). */
export async function answerProxyRequest(
  request: IncomingMessage,
  answer: ServerResponse,
  path: string,
  proxy: RegistryProxy,
): Promise<void> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    parts.push(part);
    sizeBytes += part.length;
    if (sizeBytes > MAX_BODY_BYTES) return void answer.writeHead(413).end();
  }
  const gone = new AbortController();
  answer.on('close', () => gone.abort());
  const init = { signal: gone.signal, ...(sizeBytes > 0 ? { body: Buffer.concat(parts) } : {}) };
  await send(answer, await proxy(requestOf(request, path, init)));
}

function requestOf(request: IncomingMessage, path: string, init: RequestInit = {}): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  // Whatever the path is made of, it stays a path of this host.
  return new Request(`http://localhost/${path.replace(/^\/+/, '')}`, {
    ...init,
    method: request.method ?? 'GET',
    headers,
  });
}

async function send(answer: ServerResponse, response: Response): Promise<void> {
  answer.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) return void answer.end();
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  // A client that goes away in the middle is nobody's error.
  await pipeline(body, answer).catch(() => answer.destroy());
}

/** The endpoint as a server of its own on 127.0.0.1, for tests and headless use; port 0 takes a free one. */
export async function serveLayout(
  folder: string,
  port = 0,
  upstream?: Upstream,
): Promise<{ origin: string; server: Server }> {
  const layout = openLayout(folder);
  const server = createServer(
    (request, answer) => void answerNodeRequest(request, answer, request.url ?? '/', layout, upstream),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
