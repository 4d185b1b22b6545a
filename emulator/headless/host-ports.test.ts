import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PublishedPort } from '../engine/networks/published-ports.ts';
import { SlipwayError } from '../errors.ts';
import type { SandboxPorts } from '../sandbox-types.ts';
import { publishOnHost } from './host-ports.ts';

/** Ports whose containers send back what they get; behind 9 nobody listens. */
class FakePorts implements SandboxPorts {
  private published: PublishedPort[] = [];
  private readonly listeners = new Set<() => void>();
  readonly connections: string[] = [];

  list = () => this.published;

  watch(listener: () => void) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async connect(port: number, address = '') {
    this.connections.push(`${address}:${port}`);
    if (this.published.some((published) => published.hostPort === port && published.port === 9)) {
      throw new SlipwayError('unavailable', 'connect: Connection refused');
    }
    return new TransformStream<Uint8Array, Uint8Array>();
  }

  set(...ports: { hostPort: number; port?: number; hostAddress?: string; protocol?: 'udp' }[]) {
    const common = { containerId: 'x', port: 80, protocol: 'tcp', hostAddress: '0.0.0.0' } as const;
    this.published = ports.map((port) => ({ ...common, ...port }));
    for (const listener of this.listeners) listener();
  }
}

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((step) => step()));

async function listenSomewhere(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

async function freePort(): Promise<number> {
  const { port, server } = await listenSomewhere();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function start() {
  const ports = new FakePorts();
  const told: string[] = [];
  undo.push(publishOnHost(ports, (message) => told.push(message)));
  return { ports, told };
}

/** Sends, says that this is all, and reads to the end. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.end(text));
    socket.setEncoding('utf8').on('data', (more: string) => (received += more));
    socket.on('end', () => resolve(received)).on('error', reject);
  });
}

describe('publishOnHost', () => {
  it('passes connections on, with their ends, while the port is published', async () => {
    const { ports } = start();
    const hostPort = await freePort();
    ports.set({ hostPort });
    const long = 'x'.repeat(300_000);
    await vi.waitFor(() => exchange(hostPort, 'hello'));
    expect(await exchange(hostPort, long)).toBe(long);
    expect(ports.connections[0]).toBe(`127.0.0.1:${hostPort}`);
    ports.set();
    await expect(exchange(hostPort, 'hello')).rejects.toThrow('ECONNREFUSED');
    ports.set({ hostPort, hostAddress: '172.17.0.1' });
    await vi.waitFor(() => exchange(hostPort, 'again'));
    expect(ports.connections.at(-1)).toBe(`172.17.0.1:${hostPort}`);
  });

  it('tells of a port that is taken on this machine, and lets UDP be', async () => {
    const { port, server } = await listenSomewhere();
    undo.push(() => server.close());
    const { ports, told } = start();
    ports.set({ hostPort: port }, { hostPort: port + 1, protocol: 'udp' });
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(told[0]).toMatch(new RegExp(`^port ${port} is reachable in the sandbox only: .*EADDRINUSE`));
  });

  it('ends the connection where the container does not listen', async () => {
    const { ports } = start();
    const hostPort = await freePort();
    ports.set({ hostPort, port: 9 });
    await vi.waitFor(() => expect(ports.list()).toHaveLength(1));
    await expect(
      exchange(hostPort, 'hello').then(
        (text) => text,
        (error: Error) => (/ECONNRESET|EPIPE/.test(error.message) ? '' : error.message),
      ),
    ).resolves.toBe('');
  });
});
