import { createServer, type Server, type Socket } from 'node:net';
import type { SandboxPorts } from '../sandbox-types.ts';
import { duplexOf } from './socket-duplex.ts';

const HOST_ADDRESS = '127.0.0.1';

/**
 * Publishes the containers' TCP ports on 127.0.0.1 of this machine, under the numbers they have in the sandbox, until
 * the returned function is called. What cannot be had here stays reachable in the sandbox, and is told.
 */
export function publishOnHost(ports: SandboxPorts, tell: (message: string) => void): () => void {
  const servers = new Map<number, Server>();
  const sockets = new Set<Socket>();

  const open = (hostPort: number, guestAddress: string) => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      void relay(socket, ports, hostPort, guestAddress);
    });
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (servers.get(hostPort) === server) tell(`port ${hostPort} is reachable in the sandbox only: ${error.message}`);
    });
    server.listen(hostPort, HOST_ADDRESS);
    servers.set(hostPort, server);
  };

  const follow = () => {
    const wanted = new Map(
      ports
        .list()
        .filter(({ protocol }) => protocol === 'tcp')
        .map(({ hostPort, hostAddress }) => [hostPort, hostAddress === '0.0.0.0' ? HOST_ADDRESS : hostAddress]),
    );
    for (const [hostPort, server] of servers) {
      if (wanted.has(hostPort)) continue;
      servers.delete(hostPort);
      server.close();
    }
    for (const [hostPort, guestAddress] of wanted) if (!servers.has(hostPort)) open(hostPort, guestAddress);
  };

  const stop = ports.watch(follow);
  follow();
  return () => {
    stop();
    for (const server of servers.values()) server.close();
    servers.clear();
    for (const socket of sockets) socket.destroy();
  };
}

/** Both ways until both have ended. A side that breaks, or a container that does not listen, ends it. */
async function relay(socket: Socket, ports: SandboxPorts, port: number, address: string): Promise<void> {
  socket.on('error', () => socket.destroy());
  const outside = duplexOf(socket);
  try {
    const inside = await ports.connect(port, address);
    await Promise.all([outside.readable.pipeTo(inside.writable), inside.readable.pipeTo(outside.writable)]);
  } catch {
    socket.destroy();
  }
}
