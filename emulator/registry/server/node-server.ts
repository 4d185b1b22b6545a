import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answerRegistry } from './endpoint.ts';
import { openLayout } from './layout.ts';

/** The endpoint as a server of its own on 127.0.0.1, for tests and headless use; port 0 takes a free one. */
export async function serveLayout(folder: string, port = 0): Promise<{ origin: string; server: Server }> {
  const layout = openLayout(folder);
  const server = createServer((request, answer) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const url = new URL(request.url ?? '/', 'http://localhost');
    void answerRegistry(new Request(url, { method: request.method ?? 'GET', headers }), layout).then(
      async (response) => {
        answer.writeHead(response.status, Object.fromEntries(response.headers));
        if (!response.body) return void answer.end();
        await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), answer).catch(() => {
          // The client went away in the middle.
          answer.destroy();
        });
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
