import { SlipwayError } from '../../errors.ts';
import { formatTime, type Clock } from '../clock.ts';
import type { EngineRecords } from '../engine-records.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Endpoint, Guest } from '../guest.ts';
import { randomId, type RandomBytes } from '../random.ts';
import { AddressPool, macAddressOf, parseSubnet } from './address-pool.ts';

/** A network as it is remembered ('networks/<id>'). */
export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly created: string;
  readonly driver: 'bridge' | 'host' | 'null';
  readonly internal: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** Of bridges. */
  readonly bridge?: { readonly interfaceName: string; readonly subnet: string; readonly gateway: string };
}

/** A running container's place in a network. */
export interface NetworkEndpoint {
  readonly networkId: string;
  readonly networkName: string;
  readonly endpointId: string;
  readonly containerId: string;
  readonly containerName: string;
  /** '' in the networks host and none. */
  readonly address: string;
  readonly prefix: number;
  readonly gateway: string;
  readonly macAddress: string;
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

  constructor(private readonly parts: NetworksParts) {
    for (const { value } of parts.records.list<NetworkRecord>('networks/')) this.networks.set(value.id, value);
    this.ensure('bridge', 'bridge');
    this.ensure('host', 'host');
    this.ensure('none', 'null');
  }

  /** Makes the bridges in the guest; once, when the engine starts. */
  async start(): Promise<void> {
    const bridges = this.list().flatMap((network) => (network.bridge ? [network.bridge] : []));
    await Promise.all(
      bridges.map(({ interfaceName, subnet, gateway }) =>
        this.parts.guest.createBridge(interfaceName, `${gateway}/${parseSubnet(subnet).prefix}`),
      ),
    );
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
    container: { id: string; name: string },
    wish: { macAddress?: string },
  ): NetworkEndpoint {
    const base = {
      networkId: network.id,
      networkName: network.name,
      endpointId: randomId(this.parts.random),
      containerId: container.id,
      containerName: container.name,
    };
    let endpoint: NetworkEndpoint = { ...base, address: '', prefix: 0, gateway: '', macAddress: '' };
    if (network.bridge) {
      const address = this.poolOf(network).take();
      endpoint = {
        ...base,
        address,
        prefix: parseSubnet(network.bridge.subnet).prefix,
        gateway: network.internal ? '' : network.bridge.gateway,
        macAddress: wish.macAddress || macAddressOf(address),
      };
    }
    this.endpoints.set(container.id, [...(this.endpoints.get(container.id) ?? []), endpoint]);
    this.publish('connect', network, container.id);
    return endpoint;
  }

  /** Gives back what a container that stopped had. */
  release(containerId: string): void {
    const endpoints = this.endpoints.get(containerId) ?? [];
    this.endpoints.delete(containerId);
    for (const endpoint of endpoints) {
      const network = this.networks.get(endpoint.networkId);
      if (!network) continue;
      if (endpoint.address !== '') this.poolOf(network).release(endpoint.address);
      this.publish('disconnect', network, containerId);
    }
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
    return this.endpointsOf(containerId).flatMap((endpoint, i) => {
      const bridge = this.networks.get(endpoint.networkId)?.bridge;
      if (!bridge) return [];
      return [
        {
          interfaceName: `eth${i}`,
          bridge: bridge.interfaceName,
          macAddress: endpoint.macAddress,
          addressCidr: `${endpoint.address}/${endpoint.prefix}`,
          gateway: endpoint.gateway,
          names: endpoint.networkName !== 'bridge',
        },
      ];
    });
  }

  private poolOf(network: NetworkRecord): AddressPool {
    let pool = this.pools.get(network.id);
    if (!pool) {
      const { subnet, gateway } = network.bridge!;
      pool = new AddressPool(parseSubnet(subnet), gateway);
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

  private publish(action: string, network: NetworkRecord, containerId: string): void {
    const attributes = { container: containerId, name: network.name, type: network.driver };
    this.parts.events.publish('network', action, network.id, attributes);
  }
}
