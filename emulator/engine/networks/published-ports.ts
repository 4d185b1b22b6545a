import { SlipwayError } from '../../errors.ts';
import type { Guest } from '../guest.ts';
import { PortAllocator, type PortRange } from './port-allocator.ts';

/** A port that a container is to have outside of its network. */
export interface WantedPort {
  /** The container's. */
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Of the guest; '0.0.0.0' for all. */
  readonly hostAddress: string;
  /** Undefined (or from 0): any. */
  readonly hostPorts: PortRange | undefined;
}

/** A port of the guest behind which a running container is. */
export interface PublishedPort {
  readonly containerId: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly hostAddress: string;
  readonly hostPort: number;
}

/** Whose ports they are, and where. */
export interface PortOwner {
  readonly containerId: string;
  readonly containerName: string;
  readonly endpointId: string;
  /** The container's, in the network that its default route leads to. */
  readonly address: string;
}

/** dockerd tries as often to find a port that is free in fact. */
const MAX_ATTEMPTS = 10;

/** The published ports of running containers. The agent listens at them, and stops when the container ends. */
export class PublishedPorts {
  private readonly allocator = new PortAllocator();
  private readonly byContainer = new Map<string, PublishedPort[]>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly guest: Guest) {}

  /** All of them or none. Errors in dockerd's words: 'internal' when a port is taken. */
  async publish(owner: PortOwner, wanted: readonly WantedPort[]): Promise<void> {
    if (wanted.length === 0) return;
    const results = await Promise.allSettled(wanted.map((wish) => this.publishOne(owner, wish)));
    const ports = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    this.byContainer.set(owner.containerId, ports);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) {
      const error: unknown = failed.reason;
      await this.withdraw(owner.containerId);
      const { containerName, endpointId } = owner;
      const endpoint = `endpoint ${containerName} (${endpointId})`;
      const reason = error instanceof Error ? error.message : String(error);
      const message = `driver failed programming external connectivity on ${endpoint}: ${reason}`;
      throw new SlipwayError('internal', message, { cause: error });
    }
    this.tell();
  }

  /** The container has ended: the agent has closed its ports, and they are free. */
  release(containerId: string): void {
    const ports = this.byContainer.get(containerId);
    if (!ports) return;
    this.byContainer.delete(containerId);
    for (const { protocol, hostAddress, hostPort } of ports) this.allocator.release(protocol, hostAddress, hostPort);
    this.tell();
  }

  /** Closes the ports of a container that did not start after all, or that left its network. */
  async withdraw(containerId: string): Promise<void> {
    if (!this.byContainer.has(containerId)) return;
    await this.guest.unpublishPorts(containerId);
    this.release(containerId);
  }

  of(containerId: string): readonly PublishedPort[] {
    return this.byContainer.get(containerId) ?? [];
  }

  list(): PublishedPort[] {
    return [...this.byContainer.values()].flat();
  }

  /** Calls `listener` after every change, until the returned function is called. */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async publishOne(owner: PortOwner, wish: WantedPort): Promise<PublishedPort> {
    const { protocol, hostAddress, port } = wish;
    const range = wish.hostPorts && wish.hostPorts.first > 0 ? wish.hostPorts : undefined;
    const isFixed = range !== undefined && range.first === range.last;
    const refused: number[] = [];
    try {
      for (let attempt = 1; ; attempt++) {
        const hostPort = this.allocator.take(protocol, hostAddress, range);
        if (hostPort === undefined) {
          const failure = `Bind for ${hostAddress}:${range?.first ?? 0} failed: port is already allocated`;
          throw new Error(isFixed ? failure : 'all ports are allocated');
        }
        try {
          await this.guest.publishPort(owner.containerId, {
            protocol,
            hostAddress,
            hostPort,
            address: owner.address,
            port,
          });
        } catch (cause) {
          // A port that is in use stays out of the next attempts.
          refused.push(hostPort);
          if (isFixed || attempt === MAX_ATTEMPTS) throw listenError(wish, hostPort, cause);
          continue;
        }
        return { containerId: owner.containerId, port, protocol, hostAddress, hostPort };
      }
    } finally {
      for (const hostPort of refused) this.allocator.release(protocol, hostAddress, hostPort);
    }
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** As docker-proxy tells it, which is written in Go: 'listen tcp4 127.0.0.1:80: bind: address already in use'. */
function listenError({ protocol, hostAddress }: WantedPort, hostPort: number, cause: unknown): Error {
  const place = hostAddress.includes(':') ? `6 [${hostAddress}]:${hostPort}` : `4 ${hostAddress}:${hostPort}`;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const lower = reason.replace(/: ([A-Z])/g, (_, letter: string) => `: ${letter.toLowerCase()}`);
  return new Error(`Error starting userland proxy: listen ${protocol}${place}: ${lower}`, { cause });
}
