import { SlipwayError } from '../../errors.ts';
import type { JsonFields } from '../json-fields.ts';
import { contains, formatAddress, overlap, parseAddress, parseSubnet, type Subnet } from './address-pool.ts';
import type { BridgeSettings, NetworkRecord } from './networks.ts';

/** What POST /networks/create asks for. */
export interface NetworkRequest {
  readonly name: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly ipamOptions: Readonly<Record<string, string>> | null;
  readonly ipam: IpamRequest | undefined;
}

interface IpamRequest {
  readonly Subnet: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
}

/** Docker's own address pools (libnetwork: ipamutils): 172.17–172.31, then 192.168 in sixteen parts. */
const DEFAULT_POOLS: readonly string[] = [
  ...Array.from({ length: 15 }, (_, i) => `172.${17 + i}.0.0/16`),
  ...Array.from({ length: 16 }, (_, i) => `192.168.${i * 16}.0/20`),
];

const BRIDGE_NAME = 'com.docker.network.bridge.name';

/** Reads the body. Errors 'invalid', 'forbidden' and 'not-found' as dockerd (20.10) words them. */
export function parseNetworkRequest(fields: JsonFields): NetworkRequest {
  const name = fields.string('Name');
  const driver = fields.string('Driver') || 'bridge';
  if (['bridge', 'host', 'none', 'default'].includes(name)) {
    throw new SlipwayError('forbidden', `operation is not permitted on predefined ${name} network`);
  }
  if (driver === 'host' || driver === 'null') {
    throw new SlipwayError('forbidden', `only one instance of "${driver}" network is allowed`);
  }
  if (driver === 'overlay') {
    throw new SlipwayError(
      'forbidden',
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm ' +
        'and try again.',
    );
  }
  if (['macvlan', 'ipvlan'].includes(driver)) {
    throw new SlipwayError('not-implemented', `the network driver ${driver} is not implemented in Slipway`);
  }
  if (driver !== 'bridge') throw new SlipwayError('not-found', `plugin "${driver}" not found`);
  if (name.trim() === '') throw new SlipwayError('invalid', 'invalid name: name is empty');
  const scope = fields.string('Scope');
  if (scope === 'swarm') {
    throw new SlipwayError('invalid', 'cannot create a swarm scoped network when swarm is not active');
  }
  if (fields.boolean('Ingress'))
    throw new SlipwayError('forbidden', 'Ingress network can only be global scope network');
  // There are none, see below.
  const configuration = fields.object('ConfigFrom').string('Network');
  if (configuration !== '') {
    throw new SlipwayError('not-found', `configuration network "${configuration}" does not exist`);
  }
  const options = fields.stringMap('Options') ?? {};
  const ipam = fields.object('IPAM');
  const configs = ipam.objects('Config') ?? [];
  const refusals: readonly [boolean, string][] = [
    [fields.boolean('ConfigOnly'), 'a configuration network'],
    [fields.boolean('EnableIPv6'), 'a network with IPv6'],
    [fields.has('EnableIPv4') && !fields.boolean('EnableIPv4'), 'a network without IPv4'],
    [!['', 'default'].includes(ipam.string('Driver')), `the IPAM driver ${ipam.string('Driver')}`],
    [configs.length > 1, 'a network with several subnets'],
    [options['com.docker.network.bridge.enable_icc'] === 'false', 'a network without traffic among its containers'],
  ];
  for (const [refused, what] of refusals) {
    if (refused) throw new SlipwayError('not-implemented', `${what} is not implemented in Slipway`);
  }
  const [config] = configs;
  return {
    name,
    internal: fields.boolean('Internal'),
    attachable: fields.boolean('Attachable'),
    labels: fields.stringMap('Labels') ?? {},
    options,
    ipamOptions: ipam.stringMap('Options'),
    ipam: config && readIpam(config),
  };
}

function readIpam(config: JsonFields): IpamRequest | undefined {
  const optional = (name: string) => (config.string(name) === '' ? {} : { [name]: config.string(name) });
  const further = config.stringMap('AuxiliaryAddresses');
  const request: IpamRequest = {
    Subnet: config.string('Subnet'),
    ...optional('IPRange'),
    ...optional('Gateway'),
    ...(further && Object.keys(further).length > 0 ? { AuxiliaryAddresses: further } : {}),
  };
  const isEmpty = request.Subnet === '' && !request.IPRange && !request.Gateway;
  return isEmpty ? undefined : request;
}

const FLAGS = ['default_bridge', 'enable_icc', 'enable_ip_masquerade'].map(
  (name) => `com.docker.network.bridge.${name}`,
);
const MTU = 'com.docker.network.driver.mtu';
export const HOST_ADDRESS = 'com.docker.network.bridge.host_binding_ipv4';

/** Options of the bridge driver. Errors 'invalid' with what Go says of the value. */
function checkBridgeOptions(options: Readonly<Record<string, string>>): void {
  const fail = (name: string, why: string) =>
    new SlipwayError('invalid', `failed to parse ${name} value: ${options[name]} (${why})`);
  for (const name of FLAGS) {
    const value = options[name];
    if (value === undefined || /^(?:1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value)) continue;
    throw fail(name, `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
  }
  const mtu = options[MTU];
  if (mtu !== undefined && !/^[+-]?\d+$/.test(mtu)) {
    throw fail(MTU, `strconv.Atoi: parsing ${JSON.stringify(mtu)}: invalid syntax`);
  }
  const address = options[HOST_ADDRESS];
  if (address !== undefined && parseAddress(address) === undefined) throw fail(HOST_ADDRESS, 'nil ip');
}

/** The network's addresses: as asked for, or the first of Docker's pools that is free. */
export function chooseBridge(request: NetworkRequest, id: string, existing: readonly NetworkRecord[]): BridgeSettings {
  const interfaceName = request.options[BRIDGE_NAME] ?? `br-${id.slice(0, 12)}`;
  if (!/^[\w.-]{1,15}$/.test(interfaceName)) {
    throw new SlipwayError('invalid', `invalid name for bridge: ${interfaceName}`);
  }
  checkBridgeOptions(request.options);
  const mtu = Number(request.options[MTU] ?? 0);
  const link = { interfaceName, ...(mtu > 0 ? { mtu } : {}) };
  const bridges = existing.flatMap(({ id: otherId, bridge }) => (bridge ? [{ id: otherId, ...bridge }] : []));
  const sameName = bridges.find((bridge) => bridge.interfaceName === interfaceName);
  if (sameName) {
    throw new SlipwayError(
      'forbidden',
      `cannot create network ${id} (${interfaceName}): conflicts with network ${sameName.id} (${interfaceName}): networks have same bridge name`,
    );
  }
  const used = bridges.map((bridge) => parseSubnet(bridge.subnet));
  const { ipam } = request;
  if (!ipam) {
    const subnet = DEFAULT_POOLS.find((pool) => !used.some((other) => overlap(other, parseSubnet(pool))));
    if (subnet === undefined) {
      throw new SlipwayError(
        'not-found',
        'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
      );
    }
    const gateway = formatAddress(parseSubnet(subnet).base + 1);
    return { ...link, subnet, gateway, ipamConfig: { Subnet: subnet, Gateway: gateway } };
  }
  const subnet = readSubnet(ipam.Subnet, 'subnet');
  if (used.some((other) => overlap(other, subnet))) {
    throw new SlipwayError('forbidden', 'Pool overlaps with other one on this address space');
  }
  if (subnet.prefix > 30)
    throw new SlipwayError('invalid', `invalid subnet ${ipam.Subnet}: it has no room for containers`);
  const range = ipam.IPRange === undefined ? undefined : readSubnet(ipam.IPRange, 'range');
  // dockerd 20.10 takes a range beyond the subnet, and gives of it what lies in the subnet.
  const isBeyond = range !== undefined && range.prefix <= subnet.prefix;
  if (range && !(isBeyond ? contains(range, subnet.base) : contains(subnet, range.base))) {
    throw new SlipwayError('invalid', `range ${ipam.IPRange} is not in the subnet ${ipam.Subnet}`);
  }
  const gateway = ipam.Gateway ?? formatAddress(subnet.base + 1);
  for (const address of [gateway, ...Object.values(ipam.AuxiliaryAddresses ?? {})]) {
    const value = parseAddress(address);
    if (value === undefined || !contains(subnet, value)) {
      throw new SlipwayError('invalid', `no matching subnet for gateway ${address}`);
    }
  }
  return {
    ...link,
    subnet: `${formatAddress(subnet.base)}/${subnet.prefix}`,
    gateway,
    ...(ipam.IPRange === undefined || isBeyond ? {} : { ipRange: ipam.IPRange }),
    reserved: Object.values(ipam.AuxiliaryAddresses ?? {}),
    hasUserSubnet: true,
    ipamConfig: ipam,
  };
}

function readSubnet(text: string, what: string): Subnet {
  try {
    return parseSubnet(text);
  } catch (cause) {
    throw new SlipwayError('invalid', `Invalid ${what} ${text} : ${(cause as Error).message}`, { cause });
  }
}
