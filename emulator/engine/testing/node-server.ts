import { createServer, type Server } from 'node:net';
import { duplexOf } from '../../headless/socket-duplex.ts';
import { serveHttp } from '../api/http-server.ts';
import type { EngineTransport } from '../transport.ts';

/** For tests: serves the Engine API on a unix socket. Resolves when it listens. */
export async function listenOn(path: string, transport: EngineTransport): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => void serveHttp(duplexOf(socket), transport));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}
