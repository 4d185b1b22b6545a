import { SlipwayError } from '../../errors.ts';
import { formatTime, type Clock } from '../clock.ts';
import type { EngineRecords } from '../engine-records.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Endpoint, Guest } from '../guest.ts';
import { randomId, type RandomBytes } from '../random.ts';
import { runCommand } from '../system/guest-command.ts';
import { AddressPool, macAddressOf, parseSubnet } from './address-pool.ts';
import { chooseBridge, type NetworkRequest } from './create-network.ts';

/** A network as it is remembered ('networks/<id>'). */
export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly created: string;
  readonly driver: 'bridge' | 'host' | 'null';
  readonly internal: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly attachable?: boolean;
  readonly ipamOptions?: Readonly<Record<string, string>> | null;
  /** Of bridges. */
  readonly bridge?: BridgeSettings;
}

export interface BridgeSettings {
  readonly interfaceName: string;
  readonly subnet: string;
  readonly gateway: string;
  /** Largest packet, bytes; the kernel's default if absent. */
  readonly mtu?: number;
  readonly ipRange?: string;
  /** Addresses that are not handed out. */
  readonly reserved?: readonly string[];
  /** The subnet was asked for: containers may ask for addresses. */
  readonly hasUserSubnet?: boolean;
  /** As inspect shows it. */
  readonly ipamConfig?: object;
}

/** What a container asks of a network. */
export interface EndpointWish {
  readonly macAddress?: string;
  /** `--ip` */
  readonly address?: string;
  readonly aliases?: readonly string[];
  /** `--link`: 'container:alias', names that only this container has for others in the network. */
  readonly links?: readonly string[];
}

const PREDEFINED: readonly string[] = ['bridge', 'host', 'none'];

/** Made by the user: its containers find each other by name. */
export function isUserDefined(network: Pick<NetworkRecord, 'name'>): boolean {
  return !PREDEFINED.includes(network.name);
}

/** A running container's place in a network. */
export interface NetworkEndpoint {
  readonly networkId: string;
  readonly networkName: string;
  readonly endpointId: string;
  readonly containerId: string;
  readonly containerName: string;
  /** Of a build: nobody sees it. */
  readonly isHidden: boolean;
  /** '' in the networks host and none. */
  readonly address: string;
  readonly prefix: number;
  readonly gateway: string;
  readonly macAddress: string;
  /** eth0, eth1 …; '' in the networks host and none. */
  readonly interfaceName: string;
  readonly isUserDefined: boolean;
  /** Further names in the network, the short ID of the container among them. */
  readonly aliases: readonly string[];
  /** 'container:alias' */
  readonly links: readonly string[];
}

const DEFAULT_BRIDGE = { interfaceName: 'docker0', subnet: '172.17.0.0/16', gateway: '172.17.0.1' };

export interface NetworksParts {
  readonly guest: Guest;
  readonly records: EngineRecords;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly events: EventLog;
}

/** The networks and who is in them. Addresses belong to running containers, so none outlives the machine. */
export class Networks {
  private readonly networks = new Map<string, NetworkRecord>();
  private readonly pools = new Map<string, AddressPool>();
  private readonly endpoints = new Map<string, NetworkEndpoint[]>();
  /** By container: the number of its next interface. As with Docker no number comes twice in one run. */
  private readonly nextInterface = new Map<string, number>();

  constructor(private readonly parts: NetworksParts) {
    for (const { value } of parts.records.list<NetworkRecord>('networks/')) this.networks.set(value.id, value);
    this.ensure('bridge', 'bridge');
    this.ensure('host', 'host');
    this.ensure('none', 'null');
  }

  /** Makes the bridges in the guest; once, when the engine starts. */
  async start(): Promise<void> {
    const bridges = this.list().flatMap((network) => (network.bridge ? [network.bridge] : []));
    await Promise.all(bridges.map((bridge) => this.makeBridge(bridge)));
  }

  /** POST /networks/create. Errors 'conflict' for a name that is taken, and those of `chooseBridge`. */
  async create(request: NetworkRequest): Promise<NetworkRecord> {
    const id = randomId(this.parts.random);
    if (this.list().some(({ name }) => name === request.name)) {
      throw new SlipwayError('conflict', `network with name ${request.name} already exists`);
    }
    const { ipam: _, ...rest } = request;
    const created = formatTime(this.parts.clock.nowNs());
    const bridge = chooseBridge(request, id, this.list());
    const network: NetworkRecord = { id, ...rest, created, driver: 'bridge', bridge };
    // Known from here on, so that a second one does not get its name or addresses.
    this.networks.set(id, network);
    try {
      await this.makeBridge(bridge);
    } catch (error) {
      this.networks.delete(id);
      throw error;
    }
    this.parts.records.put(`networks/${id}`, network);
    this.parts.events.publish('network', 'create', id, { name: network.name, type: network.driver });
    return network;
  }

  /** Errors 'forbidden' for Docker's own networks, and for one with running containers in it. */
  async remove(network: NetworkRecord): Promise<void> {
    const { id, name } = network;
    if (!isUserDefined(network)) {
      throw new SlipwayError('forbidden', `${name} is a pre-defined network and cannot be removed`);
    }
    if (this.members(id).length > 0) {
      throw new SlipwayError(
        'forbidden',
        `error while removing network: network ${name} id ${id} has active endpoints`,
      );
    }
    this.networks.delete(id);
    this.pools.delete(id);
    this.parts.records.delete(`networks/${id}`);
    await this.parts.guest.removeBridge(network.bridge!.interfaceName);
    this.parts.events.publish('network', 'destroy', id, { name, type: network.driver });
  }

  /** Tells of POST /networks/prune. */
  pruned(): void {
    this.parts.events.publish('network', 'prune', '', { reclaimed: '0' });
  }

  list(): readonly NetworkRecord[] {
    return [...this.networks.values()];
  }

  /** By name, ID or unique prefix of an ID. Error 'not-found': "network NAME not found". */
  resolve(reference: string): NetworkRecord {
    const all = this.list();
    const exact = all.find((network) => network.name === reference || network.id === reference);
    if (exact) return exact;
    const matches = reference === '' ? [] : all.filter((network) => network.id.startsWith(reference));
    if (matches.length > 1) {
      throw new SlipwayError(
        'invalid',
        `network ${reference} is ambiguous (${matches.length} matches found based on ID prefix)`,
      );
    }
    if (matches[0]) return matches[0];
    throw new SlipwayError('not-found', `network ${reference} not found`);
  }

  /** Takes an address in the network for a container that starts. `release` gives it back. */
  connect(
    network: NetworkRecord,
    container: { id: string; name: string; isHidden?: boolean },
    wish: EndpointWish,
  ): NetworkEndpoint {
    if (wish.address && !isUserDefined(network)) {
      throw new SlipwayError('invalid', 'user specified IP address is supported on user defined networks only');
    }
    if (wish.address && !network.bridge?.hasUserSubnet) {
      throw new SlipwayError(
        'invalid',
        'user specified IP address is supported only when connecting to networks with user configured subnets',
      );
    }
    const base = {
      networkId: network.id,
      networkName: network.name,
      endpointId: randomId(this.parts.random),
      containerId: container.id,
      containerName: container.name,
      isHidden: container.isHidden ?? false,
      interfaceName: '',
      isUserDefined: isUserDefined(network),
      aliases: isUserDefined(network) ? [...new Set([...(wish.aliases ?? []), container.id.slice(0, 12)])] : [],
      links: isUserDefined(network) ? (wish.links ?? []) : [],
    };
    let endpoint: NetworkEndpoint = { ...base, address: '', prefix: 0, gateway: '', macAddress: '' };
    if (network.bridge) {
      const address = this.poolOf(network).take(wish.address);
      const number = this.nextInterface.get(container.id) ?? 0;
      this.nextInterface.set(container.id, number + 1);
      endpoint = {
        ...base,
        interfaceName: `eth${number}`,
        address,
        prefix: parseSubnet(network.bridge.subnet).prefix,
        gateway: network.bridge.gateway,
        macAddress: wish.macAddress || macAddressOf(address),
      };
    }
    this.endpoints.set(container.id, [...(this.endpoints.get(container.id) ?? []), endpoint]);
    if (!endpoint.isHidden) this.publish('connect', network, container.id);
    return endpoint;
  }

  /** Gives back what a container that stopped had. */
  release(containerId: string): void {
    for (const endpoint of this.endpointsOf(containerId)) this.leave(endpoint);
    this.nextInterface.delete(containerId);
  }

  /** The same for one of its networks. */
  leave(endpoint: NetworkEndpoint): void {
    const { containerId } = endpoint;
    const left = this.endpointsOf(containerId).filter((other) => other !== endpoint);
    if (left.length > 0) this.endpoints.set(containerId, left);
    else this.endpoints.delete(containerId);
    const network = this.networks.get(endpoint.networkId);
    if (!network) return;
    if (endpoint.address !== '') this.poolOf(network).release(endpoint.address);
    if (!endpoint.isHidden) this.publish('disconnect', network, containerId);
  }

  /** The container has another name from now on. */
  rename(containerId: string, containerName: string): void {
    const endpoints = this.endpoints.get(containerId);
    if (!endpoints) return;
    this.endpoints.set(
      containerId,
      endpoints.map((endpoint) => ({ ...endpoint, containerName })),
    );
  }

  /** Where the container's default route leads: of several networks that of the first name (libnetwork: endpoint.Less). */
  defaultEndpoint(containerId: string): NetworkEndpoint | undefined {
    const isInternal = ({ networkId }: NetworkEndpoint) => Number(this.networks.get(networkId)?.internal ?? false);
    return this.endpointsOf(containerId)
      .filter(({ gateway }) => gateway !== '')
      .sort((a, b) => isInternal(a) - isInternal(b) || (a.networkName < b.networkName ? -1 : 1))[0];
  }

  /** Endpoints of running containers in the network. */
  members(networkId: string): readonly NetworkEndpoint[] {
    return [...this.endpoints.values()].flat().filter((endpoint) => endpoint.networkId === networkId);
  }

  endpointsOf(containerId: string): readonly NetworkEndpoint[] {
    return this.endpoints.get(containerId) ?? [];
  }

  /** What the agent needs to make the container's interfaces: eth0, eth1 … */
  guestEndpoints(containerId: string): Endpoint[] {
    return this.endpointsOf(containerId).flatMap((endpoint) => this.guestEndpoint(endpoint) ?? []);
  }

  /** Undefined in the networks host and none. */
  guestEndpoint(endpoint: NetworkEndpoint): Endpoint | undefined {
    const bridge = this.networks.get(endpoint.networkId)?.bridge;
    if (!bridge) return undefined;
    const isDefault = this.defaultEndpoint(endpoint.containerId) === endpoint;
    return {
      interfaceName: endpoint.interfaceName,
      bridge: bridge.interfaceName,
      macAddress: endpoint.macAddress,
      addressCidr: `${endpoint.address}/${endpoint.prefix}`,
      gateway: isDefault ? endpoint.gateway : '',
      names: endpoint.isUserDefined,
    };
  }

  private async makeBridge({ interfaceName, gateway, subnet, mtu }: BridgeSettings): Promise<void> {
    const { guest } = this.parts;
    await guest.createBridge(interfaceName, `${gateway}/${parseSubnet(subnet).prefix}`);
    if (mtu === undefined) return;
    // The containers' interfaces take it from the bridge.
    const { code, stderr } = await runCommand(guest, ['ip', 'link', 'set', 'dev', interfaceName, 'mtu', String(mtu)]);
    if (code === 0) return;
    await guest.removeBridge(interfaceName);
    throw new SlipwayError('invalid', `setting the MTU of the network to ${mtu}: ${stderr}`);
  }

  private poolOf(network: NetworkRecord): AddressPool {
    let pool = this.pools.get(network.id);
    if (!pool) {
      const { subnet, gateway, reserved, ipRange } = network.bridge!;
      const range = ipRange ? parseSubnet(ipRange) : undefined;
      pool = new AddressPool(parseSubnet(subnet), gateway, `${network.name} (${network.id})`, reserved, range);
      this.pools.set(network.id, pool);
    }
    return pool;
  }

  private ensure(name: string, driver: NetworkRecord['driver']): void {
    if (this.list().some((network) => network.name === name)) return;
    const network: NetworkRecord = {
      id: randomId(this.parts.random),
      name,
      created: formatTime(this.parts.clock.nowNs()),
      driver,
      internal: false,
      labels: {},
      options:
        driver === 'bridge'
          ? {
              'com.docker.network.bridge.default_bridge': 'true',
              'com.docker.network.bridge.enable_icc': 'true',
              'com.docker.network.bridge.enable_ip_masquerade': 'true',
              'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
              'com.docker.network.bridge.name': DEFAULT_BRIDGE.interfaceName,
              'com.docker.network.driver.mtu': '1500',
            }
          : {},
      ...(driver === 'bridge' ? { bridge: DEFAULT_BRIDGE } : {}),
    };
    this.networks.set(network.id, network);
    this.parts.records.put(`networks/${network.id}`, network);
  }

  /** An event of the network about one of its containers. */
  publish(action: 'connect' | 'disconnect', network: NetworkRecord, containerId: string): void {
    const attributes = { container: containerId, name: network.name, type: network.driver };
    this.parts.events.publish('network', action, network.id, attributes);
  }
}
