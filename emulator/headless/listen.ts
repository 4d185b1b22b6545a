import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { serveHttp } from '../engine/api/http-server.ts';
import type { EngineTransport } from '../engine/transport.ts';
import { SlipwayError } from '../errors.ts';
import { duplexOf } from './socket-duplex.ts';

/** Serves the Engine API on a unix socket until SIGINT or SIGTERM; resolves to the exit code then. */
export async function listen(path: string, transport: EngineTransport): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away in the middle of an answer is its own affair.
    socket.on('error', () => socket.destroy());
    void serveHttp(duplexOf(socket), transport);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new SlipwayError('invalid', `--listen ${path}: ${cause.message}`, { cause })),
    );
    server.listen(path, resolve);
  });
  console.log(`listening on ${path}`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  for (const socket of sockets) socket.destroy();
  server.close();
  await rm(path, { force: true });
  return 0;
}
