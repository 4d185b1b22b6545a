import type { BytePipe } from '../streams.ts';

/**
 * Two ends of a pipe in memory, for tests of either end. Bytes arrive in a later microtask, cut into pieces of at most
 * `chunkBytes`.
 */
export function memoryPipe(chunkBytes = 4096): [BytePipe, BytePipe] {
  const receivers: (((bytes: Uint8Array) => void) | undefined)[] = [undefined, undefined];
  const end = (own: 0 | 1): BytePipe => ({
    write: (bytes) => {
      queueMicrotask(() => {
        for (let at = 0; at < bytes.length; at += chunkBytes) receivers[1 - own]?.(bytes.slice(at, at + chunkBytes));
      });
    },
    onData: (callback) => {
      receivers[own] = callback;
    },
  });
  return [end(0), end(1)];
}
