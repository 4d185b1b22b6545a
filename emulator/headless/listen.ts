import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { serveHttp } from '../engine/api/http-server.ts';
import type { Sandbox } from '../sandbox-types.ts';
import { publishOnHost } from './host-ports.ts';
import { listenAt } from './listen-at.ts';
import { duplexOf } from './socket-duplex.ts';

/**
 * Serves the Engine API on a unix socket, and containers' ports on 127.0.0.1, until SIGINT or SIGTERM; resolves to the
 * exit code then.
 */
export async function listen(path: string, { transport, ports }: Sandbox): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away in the middle of an answer is its own affair.
    socket.on('error', () => socket.destroy());
    void serveHttp(duplexOf(socket), transport);
  });
  await listenAt(server, path);
  const unpublish = publishOnHost(ports, (message) => console.error(`slipway: ${message}`));
  console.log(`listening on ${path}`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  unpublish();
  for (const socket of sockets) socket.destroy();
  server.close();
  await rm(path, { force: true });
  return 0;
}
