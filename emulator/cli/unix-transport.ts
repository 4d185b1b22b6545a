import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { ApiRequest, ApiResponse, EngineTransport } from '../engine/transport.ts';
import { SlipwayError } from '../errors.ts';
import type { ByteDuplex } from '../streams.ts';

/**
 * The Engine API over a unix socket, HTTP/1.1, with attach and exec upgraded to a raw stream. For Node: tests, headless
 * use and real daemons. Each request has a connection of its own.
 */
export function unixTransport(socketPath: string): EngineTransport {
  return { request: (request) => send(socketPath, request) };
}

function send(socketPath: string, request: ApiRequest): Promise<ApiResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      method: request.method,
      path: request.path,
      headers: { host: 'docker', ...request.headers },
      signal: request.signal,
      // half-open: the end of stdin is not the end of the output
      createConnection: () => connect({ path: socketPath, allowHalfOpen: true }),
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const isDown = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      const message = isDown
        ? `Cannot connect to the Docker daemon at unix://${socketPath}. Is the docker daemon running?`
        : `error during connect: ${error.message}`;
      reject(new SlipwayError('unavailable', message, { cause: error }));
    });
    outgoing.on('response', (incoming) => {
      const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
      resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body });
    });
    outgoing.on('upgrade', (incoming, socket: Socket, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve({
        status: incoming.statusCode ?? 0,
        headers: headersOf(incoming),
        body: emptyBody(),
        hijacked: duplex(socket),
      });
    });
    const { body } = request;
    if (body === undefined || body instanceof Uint8Array) outgoing.end(body);
    else Readable.fromWeb(body as import('node:stream/web').ReadableStream).pipe(outgoing);
  });
}

/** Duplex.toWeb would hold the end of the output back until the input has ended, too. */
function duplex(socket: Socket): ByteDuplex {
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      socket.on('data', (chunk: Buffer) => {
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) socket.pause();
      });
      const close = (): void => {
        try {
          controller.close();
        } catch {
          // closed before
        }
      };
      socket.on('end', close);
      socket.on('close', close);
      socket.on('error', (error) => controller.error(error));
    },
    pull: () => void socket.resume(),
    cancel: () => void socket.destroy(),
  });
  const writable = new WritableStream<Uint8Array>({
    write: (chunk) =>
      new Promise((resolve, reject) => socket.write(chunk, (error) => (error ? reject(error) : resolve()))),
    close: () => new Promise((resolve) => socket.end(resolve)),
    abort: () => void socket.destroy(),
  });
  return { readable, writable };
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const entries = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(entries);
}

function emptyBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
