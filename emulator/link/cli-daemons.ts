import type { EngineTransport } from '../engine/transport.ts';
import { SlipwayError } from '../errors.ts';
import type { ByteDuplex } from '../streams.ts';
import type { LinkFiles } from './guest-files.ts';

const TYPE_MASK = 0o170000;
const SOCKET = 0o140000;
const DOCKER_PORT = { tcp: 2375 } as const;

type Dial = (address: string, port: number) => Promise<ByteDuplex>;

/**
 * Daemons that `docker -H` names in the guest, besides the machine's own: there are none that can be spoken to, but
 * whether somebody listens there is found out, so that the error is true.
 */
export function otherDaemon(host: string, files: LinkFiles, dial: Dial): EngineTransport {
  return {
    async request() {
      const answers = host.startsWith('unix://') ? await isSocket(files, host.slice(7)) : await listens(host, dial);
      throw new SlipwayError(
        'unavailable',
        answers
          ? `docker: ${host} answers, but Slipway's docker speaks with the daemon of its own machine only`
          : `Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`,
      );
    },
  };
}

async function isSocket(files: LinkFiles, path: string): Promise<boolean> {
  const found = await files.stat(path).catch(() => undefined);
  return found !== undefined && (found.mode & TYPE_MASK) === SOCKET;
}

async function listens(host: string, dial: Dial): Promise<boolean> {
  const [, address = '', port] = /^tcp:\/\/\[?([^\]/]*?)\]?(?::(\d+))?(?:\/.*)?$/.exec(host) ?? [];
  try {
    const connection = await dial(address === 'localhost' ? '127.0.0.1' : address, Number(port ?? DOCKER_PORT.tcp));
    await connection.writable.abort().catch(() => {});
    await connection.readable.cancel().catch(() => {});
    return true;
  } catch {
    return false;
  }
}
