import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import type { GuestFile } from '../guest.ts';
import type { JsonFields } from '../json-fields.ts';
import { parseAddress } from '../networks/address-pool.ts';
import { isUserDefined, type EndpointWish, type NetworkEndpoint, type NetworkRecord } from '../networks/networks.ts';
import type { Attributes, Run } from '../runs/run.ts';
import type { Container } from './container.ts';
import { etcPaths, hostsFile, resolvConf } from './etc-files.ts';
import { parseLink } from './links.ts';
import type { ContainerRecord } from './record.ts';

/** A network that a container is to be in whenever it runs. */
export interface NetworkWish extends EndpointWish {
  /** As it was asked for: a name or an ID. */
  readonly network: string;
  /** Known from the first start on, or from `docker network connect`. */
  readonly networkId?: string;
}

/** An EndpointsConfig of the Engine API. Errors 'invalid' in dockerd's words. */
export function parseEndpoint(settings: JsonFields): EndpointWish {
  const aliases = settings.strings('Aliases') ?? [];
  const macAddress = settings.string('MacAddress');
  const ipam = settings.object('IPAMConfig');
  const address = ipam.string('IPv4Address');
  const links = settings.strings('Links') ?? [];
  for (const link of links) parseLink(link);
  if (address !== '' && parseAddress(address) === undefined) {
    throw new SlipwayError('invalid', `invalid IPv4 address: ${address}`);
  }
  if (ipam.string('IPv6Address') !== '' || (ipam.strings('LinkLocalIPs') ?? []).length > 0) {
    throw new SlipwayError('not-implemented', 'an IPv6 or link-local address is not implemented in Slipway');
  }
  if (macAddress !== '' && !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(macAddress)) {
    throw new SlipwayError('invalid', `${macAddress} is not a valid mac address`);
  }
  return {
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(links.length > 0 ? { links } : {}),
    ...(macAddress === '' ? {} : { macAddress }),
    ...(address === '' ? {} : { address }),
  };
}

/** Aliases and addresses are for networks that the user made. */
export function checkEndpoint(network: string, wish: EndpointWish): void {
  if (network !== 'default' && isUserDefined({ name: network })) return;
  if (wish.address) {
    throw new SlipwayError('invalid', 'user specified IP address is supported on user defined networks only');
  }
  if (wish.aliases) {
    throw new SlipwayError('invalid', 'network-scoped alias is supported only for containers in user defined networks');
  }
}

/** The networks that a container is in when it runs; none when it has those of another one. */
export function wishesOf(record: ContainerRecord): readonly NetworkWish[] {
  if (record.networks) return record.networks;
  const mode = record.hostConfig.NetworkMode;
  if (mode.startsWith('container:')) return [];
  const macAddress = record.macAddress ?? record.config.MacAddress;
  return [{ network: mode === 'default' ? 'bridge' : mode, ...(macAddress ? { macAddress } : {}) }];
}

/** A container that starts takes its places. Error 'not-found' for a network that was removed meanwhile. */
export function joinNetworks(context: EngineContext, container: Container, run?: Run): void {
  const { id, name, isHidden = false } = container.record;
  const wishes = wishesOf(container.record).map((wish) => {
    const network = context.networks.resolve(wish.networkId ?? wish.network);
    const connect = () => context.networks.connect(network, { id, name, isHidden }, wish);
    if (run) run.measure('network.address', connect, (endpoint) => addressOf(network, endpoint));
    else connect();
    return { ...wish, network: network.name, networkId: network.id };
  });
  const changed = wishes.some((wish, i) => wish.networkId !== container.record.networks?.[i]?.networkId);
  if (changed && wishes.length > 0) container.update({ networks: wishes });
}

function addressOf({ bridge }: NetworkRecord, endpoint: NetworkEndpoint): Attributes {
  const { networkName: network, address, prefix, gateway, macAddress: mac, interfaceName } = endpoint;
  if (!bridge) return { network };
  const { subnet, interfaceName: bridgeName } = bridge;
  return {
    network,
    address: `${address}/${prefix}`,
    subnet,
    gateway,
    mac,
    interface: interfaceName,
    bridge: bridgeName,
  };
}

/** /etc/hosts and /etc/resolv.conf as the container's networks ask for them. */
export function networkFiles(context: EngineContext, container: Container, guestResolvConf: string): GuestFile[] {
  const { id, record } = container;
  const paths = etcPaths(id);
  const endpoints = context.networks.endpointsOf(id);
  const embedded = endpoints.some((endpoint) => endpoint.isUserDefined);
  return [
    { path: paths.hosts, content: hostsFile(record, record.config.Hostname, endpoints, container.linked.hosts) },
    { path: paths.resolvConf, content: resolvConf(record, guestResolvConf, embedded) },
  ];
}

/** POST /networks/{id}/connect. Holds the container's lifecycle lock. */
export function connectContainer(
  context: EngineContext,
  container: Container,
  network: NetworkRecord,
  wish: EndpointWish,
  guestResolvConf: string,
): Promise<void> {
  return container.lifecycle.run(async () => {
    checkChangeable(container, network);
    checkEndpoint(network.name, wish);
    const wishes = wishesOf(container.record);
    const isIn = (name: string) => wishes.some((one) => one.network === name || one.networkId === name);
    // As with dockerd: the settings of one that does not run are replaced.
    if (container.isRunning && (isIn(network.name) || isIn(network.id))) {
      throw new SlipwayError(
        'forbidden',
        `endpoint with name ${container.record.name} already exists in network ${network.name}`,
      );
    }
    if (isIn('none') || network.name === 'none') {
      throw new SlipwayError(
        'forbidden',
        'container cannot be connected to multiple networks with one of the networks in private (none) mode',
      );
    }
    if (container.isRunning) {
      const { id, name } = container.record;
      const endpoint = context.networks.connect(network, { id, name }, wish);
      try {
        const files = networkFiles(context, container, guestResolvConf);
        await context.guest.connectContainer(id, context.networks.guestEndpoint(endpoint)!, files);
      } catch (error) {
        context.networks.leave(endpoint);
        throw error;
      }
    }
    const others = wishes.filter((one) => one.network !== network.name && one.networkId !== network.id);
    container.update({ networks: [...others, { ...wish, network: network.name, networkId: network.id }] });
  });
}

/** POST /networks/{id}/disconnect. */
export function disconnectContainer(
  context: EngineContext,
  container: Container,
  network: NetworkRecord,
  guestResolvConf: string,
): Promise<void> {
  return container.lifecycle.run(async () => {
    const wishes = wishesOf(container.record);
    const left = wishes.filter((wish) => wish.network !== network.name && wish.networkId !== network.id);
    if (network.name === 'host') checkChangeable(container, network);
    const endpoint = context.networks.endpointsOf(container.id).find((one) => one.networkId === network.id);
    if (left.length === wishes.length || (container.isRunning && !endpoint)) {
      throw new SlipwayError('forbidden', `container ${container.id} is not connected to network ${network.name}`);
    }
    if (container.isRunning && endpoint) {
      context.networks.leave(endpoint);
      if (endpoint.interfaceName !== '') {
        const gateway = context.networks.defaultEndpoint(container.id)?.gateway ?? '';
        const files = networkFiles(context, container, guestResolvConf);
        await context.guest.disconnectContainer(container.id, endpoint.interfaceName, gateway, files);
      }
    }
    container.update({ networks: left });
    // dockerd tells it once when the endpoint goes and once when the request is done, also of one that is stopped.
    context.networks.publish('disconnect', network, container.id);
  });
}

function checkChangeable(container: Container, network: NetworkRecord): void {
  const mode = container.record.hostConfig.NetworkMode;
  if (mode === 'host' || mode.startsWith('container:')) {
    if (network.name !== 'host') {
      throw new SlipwayError(
        'forbidden',
        'container sharing network namespace with another container or host cannot be connected to any other network',
      );
    }
  }
  if (network.name === 'host') {
    throw new SlipwayError(
      'forbidden',
      'container cannot be disconnected from host network or connected to host network',
    );
  }
}
