/** Where dockerd looks for a free port: Linux's default of net.ipv4.ip_local_port_range. */
const ANY_PORT = { first: 32_768, last: 60_999 };

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Who has which port of the guest, by protocol and address (libnetwork: portallocator). That a port is taken at
 * another address, or by a program of the guest, shows when it is listened at.
 */
export class PortAllocator {
  private readonly taken = new Map<string, Set<number>>();
  /** By address, protocol and range: the port handed out last, so that a port that was just given back rests. */
  private readonly latest = new Map<string, number>();

  /**
   * The port of a range of one, or the next free one of a range.
   *
   * @returns undefined when there is none
   */
  take(protocol: string, address: string, range: PortRange = ANY_PORT): number | undefined {
    const place = `${protocol} ${address}`;
    const taken = this.taken.get(place) ?? new Set();
    this.taken.set(place, taken);
    const key = `${place} ${range.first}-${range.last}`;
    const count = range.last - range.first + 1;
    const start = (this.latest.get(key) ?? range.last) - range.first;
    for (let step = 1; step <= count; step++) {
      const port = range.first + ((start + step) % count);
      if (taken.has(port)) continue;
      taken.add(port);
      this.latest.set(key, port);
      return port;
    }
    return undefined;
  }

  release(protocol: string, address: string, port: number): void {
    this.taken.get(`${protocol} ${address}`)?.delete(port);
  }
}
