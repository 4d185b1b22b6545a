import type { Socket } from 'node:net';
import type { ByteDuplex } from '../streams.ts';

/**
 * A Node socket (made with allowHalfOpen) as web streams whose sides end on their own. Not Duplex.toWeb: in Node 20 its
 * readable side ends only when the writable side has ended, too, so that `echo x | docker run -i` would never end.
 */
export function duplexOf(socket: Socket): ByteDuplex {
  let open = true;
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      const end = () => {
        if (open) controller.close();
        open = false;
      };
      socket.on('data', (bytes: Uint8Array) => {
        if (!open) return;
        controller.enqueue(new Uint8Array(bytes));
        if ((controller.desiredSize ?? 0) <= 0) socket.pause();
      });
      socket.on('end', end);
      socket.on('close', end);
    },
    pull: () => void socket.resume(),
    cancel() {
      open = false;
      // Whatever still comes is dropped; unread bytes would hold the socket open.
      socket.resume();
    },
  });
  const writable = new WritableStream<Uint8Array>({
    start(controller) {
      socket.on('error', (error) => controller.error(error));
      socket.on('close', () => controller.error(new Error('the connection is closed')));
    },
    write: (bytes) =>
      new Promise<void>((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => new Promise<void>((resolve) => void socket.end(resolve)),
    abort: () => void socket.destroy(),
  });
  return { readable, writable };
}
