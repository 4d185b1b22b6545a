import { SlipwayError } from '../../errors.ts';

/** '172.17.0.0/16' as numbers. */
export interface Subnet {
  readonly base: number;
  readonly prefix: number;
}

/** Error 'invalid' when it is not IPv4 CIDR. Bits behind the prefix are dropped. */
export function parseSubnet(cidr: string): Subnet {
  const [address = '', prefixText = ''] = cidr.split('/');
  const value = parseAddress(address);
  const prefix = /^\d{1,2}$/.test(prefixText) ? Number(prefixText) : 33;
  if (value === undefined || prefix > 32) throw new SlipwayError('invalid', `invalid CIDR address: ${cidr}`);
  return { base: (value & maskOf(prefix)) >>> 0, prefix };
}

export function parseAddress(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const bytes = match?.slice(1).map(Number);
  if (!bytes || bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

export function formatAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

function maskOf(prefix: number): number {
  return prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
}

export function contains(subnet: Subnet, address: number): boolean {
  return (address & maskOf(subnet.prefix)) >>> 0 === subnet.base;
}

export function overlap(a: Subnet, b: Subnet): boolean {
  return contains(a, b.base) || contains(b, a.base);
}

/** '02:42:' and the address: what Docker gives an interface that has no MAC address of its own. */
export function macAddressOf(address: string): string {
  const value = parseAddress(address) ?? 0;
  const bytes = [24, 16, 8, 0].map((shift) => ((value >>> shift) & 255).toString(16).padStart(2, '0'));
  return `02:42:${bytes.join(':')}`;
}

/** Hands out the addresses of a subnet, the lowest free one first; network, broadcast and gateway are taken. */
export class AddressPool {
  private readonly taken = new Set<number>();

  constructor(
    private readonly subnet: Subnet,
    gateway: string,
    /** Whose addresses these are, for messages: 'name (ID)'. */
    private readonly owner: string,
    /** Never handed out: the auxiliary addresses. */
    reserved: readonly string[] = [],
    /** Where addresses that nobody asked for are taken from (`--ip-range`). */
    private readonly range: Subnet = subnet,
  ) {
    for (const text of [gateway, ...reserved]) {
      const address = parseAddress(text);
      if (address !== undefined) this.taken.add(address);
    }
    this.taken.add(subnet.base).add(subnet.base + 2 ** (32 - subnet.prefix) - 1);
  }

  /** Error 'conflict' when `wanted` is taken, 'internal' (as dockerd) when all are. */
  take(wanted?: string): string {
    const { base, prefix } = this.subnet;
    if (wanted) {
      const value = parseAddress(wanted);
      if (value === undefined || (value & maskOf(prefix)) >>> 0 !== base) {
        throw new SlipwayError(
          'invalid',
          `Invalid address ${wanted}: It does not belong to any of this network's subnets`,
        );
      }
      if (this.taken.has(value)) throw new SlipwayError('conflict', 'Address already in use');
      this.taken.add(value);
      return wanted;
    }
    const last = this.range.base + 2 ** (32 - this.range.prefix);
    for (let address = this.range.base; address < last; address++) {
      if (this.taken.has(address)) continue;
      this.taken.add(address);
      return formatAddress(address);
    }
    throw new SlipwayError('internal', `no available IPv4 addresses on this network's address pools: ${this.owner}`);
  }

  release(address: string): void {
    const value = parseAddress(address);
    if (value !== undefined) this.taken.delete(value);
  }
}
