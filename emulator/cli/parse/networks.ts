import { keyValues } from './key-values.ts';
import { splitCsv } from './flag-types.ts';
import type { ParsedFlags } from './flags.ts';

/** --network in its long form: 'name=mynet,alias=db,ip=10.0.0.2'. */
export interface NetworkAttachment {
  target: string;
  aliases: string[];
  links: string[];
  linkLocalIps: string[];
  driverOptions: string[];
  ip: string;
  ip6: string;
  mac: string;
  gatewayPriority: number;
}

const macPattern = /^[\da-fA-F]{2}([:-][\da-fA-F]{2}){5}$|^([\da-fA-F]{4}\.){2}[\da-fA-F]{4}$/;

export function parseNetwork(text: string): NetworkAttachment {
  const network: NetworkAttachment = {
    target: text,
    aliases: [],
    links: [],
    linkLocalIps: [],
    driverOptions: [],
    ip: '',
    ip6: '',
    mac: '',
    gatewayPriority: 0,
  };
  if (!/^\w+=/.test(text)) return network;
  network.target = '';
  for (const field of splitCsv(text)) {
    const equals = field.indexOf('=');
    if (equals < 1) throw new Error(`invalid field ${field}`);
    const key = field.slice(0, equals).trim().toLowerCase();
    const value = field.slice(equals + 1).trim();
    if (key === 'name') network.target = value;
    else if (key === 'alias') network.aliases.push(value);
    else if (key === 'driver-opt') network.driverOptions.push(value);
    else if (key === 'ip') network.ip = value;
    else if (key === 'ip6') network.ip6 = value;
    else if (key === 'link-local-ip') network.linkLocalIps.push(value);
    else if (key === 'mac-address') network.mac = value;
    else if (key === 'gw-priority') network.gatewayPriority = Number(value);
    else throw new Error(`invalid field key ${key}`);
  }
  if (network.target === '') throw new Error('network name/id is not specified');
  return network;
}

/** A network made by the user, not one of Docker's own modes. */
export function isUserDefined(mode: string): boolean {
  return !['', 'default', 'bridge', 'host', 'none', 'nat'].includes(mode) && !mode.startsWith('container:');
}

export function checkMac(text: string): void {
  if (text !== '' && !macPattern.test(text)) throw new Error(`${text} is not a valid mac address`);
}

/** --network and the flags that go with it, as the API's NetworkingConfig and NetworkMode. Throws in Docker's words. */
export function parseNetworks(flags: ParsedFlags): { mode: string; endpoints: Record<string, unknown> } {
  const networks = flags.list('network').map(parseNetwork);
  const [first = parseNetwork('default')] = networks;
  applyFlags(first, flags);
  const all = networks.length > 0 ? networks : [first];
  if (all.some((one) => isUserDefined(one.target)) && all.some((one) => !isUserDefined(one.target))) {
    throw new Error('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  }
  const endpoints: Record<string, unknown> = {};
  for (const network of all) {
    if (network.target in endpoints) throw new Error(`network "${network.target}" is specified multiple times`);
    const endpoint = endpointOf(network);
    // Docker names a lone network without settings only by its mode
    if (networks.length === 1 && Object.keys(endpoint).length === 0) continue;
    endpoints[network.target] = endpoint;
  }
  return { mode: networks.length === 0 ? 'default' : first.target, endpoints };
}

function applyFlags(network: NetworkAttachment, flags: ParsedFlags): void {
  const conflicts: readonly (readonly [boolean, string, string])[] = [
    [network.aliases.length > 0, 'network-alias', '--network-alias and per-network alias'],
    [network.ip !== '', 'ip', '--ip and per-network IPv4 address'],
    [network.ip6 !== '', 'ip6', '--ip6 and per-network IPv6 address'],
    [network.mac !== '', 'mac-address', '--mac-address and per-network MAC address'],
    [network.linkLocalIps.length > 0, 'link-local-ip', '--link-local-ip and per-network link-local IP addresses'],
  ];
  for (const [isSet, flag, words] of conflicts) {
    if (isSet && flags.changed(flag)) throw new Error(`conflicting options: cannot specify both ${words}`);
  }
  network.aliases.push(...flags.list('network-alias'));
  if (isUserDefined(network.target)) network.links.push(...flags.list('link'));
  network.ip ||= flags.string('ip');
  network.ip6 ||= flags.string('ip6');
  network.mac ||= flags.string('mac-address');
  network.linkLocalIps.push(...flags.list('link-local-ip'));
}

function endpointOf(network: NetworkAttachment): Record<string, unknown> {
  if (network.target.trim() === '') throw new Error('no name set for network');
  if (!isUserDefined(network.target)) {
    if (network.aliases.length > 0)
      throw new Error('network-scoped aliases are only supported for user-defined networks');
    if (network.links.length > 0) throw new Error('links are only supported for user-defined networks');
  }
  checkMac(network.mac);
  const endpoint: Record<string, unknown> = {};
  if (network.aliases.length > 0) endpoint['Aliases'] = network.aliases;
  if (network.links.length > 0) endpoint['Links'] = network.links;
  if (network.driverOptions.length > 0) endpoint['DriverOpts'] = keyValues(network.driverOptions);
  if (network.gatewayPriority !== 0) endpoint['GwPriority'] = network.gatewayPriority;
  if (network.mac !== '') endpoint['MacAddress'] = network.mac;
  if (network.ip !== '' || network.ip6 !== '' || network.linkLocalIps.length > 0) {
    endpoint['IPAMConfig'] = {
      IPv4Address: network.ip || undefined,
      IPv6Address: network.ip6 || undefined,
      LinkLocalIPs: network.linkLocalIps.length > 0 ? network.linkLocalIps : undefined,
    };
  }
  return endpoint;
}
