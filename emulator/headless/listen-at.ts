import { lstat, rm } from 'node:fs/promises';
import { connect, type Server } from 'node:net';
import { SlipwayError } from '../errors.ts';

/**
 * Has `server` listen on a unix socket. One that somebody answers at is refused; one that was left behind, by a process
 * that was killed, gives way. Errors 'conflict' and 'invalid' name the path.
 */
export async function listenAt(server: Server, path: string): Promise<void> {
  try {
    await tryListen(server, path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') throw new SlipwayError('invalid', `--listen ${path}: ${message}`, { cause });
    // Anything else than a socket is not ours to remove.
    if (!(await lstat(path)).isSocket())
      throw new SlipwayError('invalid', `--listen ${path}: there is a file`, { cause });
    if (await answers(path))
      throw new SlipwayError('conflict', `--listen ${path}: another process listens there`, { cause });
    await rm(path, { force: true });
    await tryListen(server, path).catch((again: Error) => {
      throw new SlipwayError('invalid', `--listen ${path}: ${again.message}`, { cause: again });
    });
  }
}

function tryListen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Whatever else than 'nobody listens' is told (no permission, a full queue), somebody may be there. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
  });
}
