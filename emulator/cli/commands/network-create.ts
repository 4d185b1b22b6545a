import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { keyValues } from '../parse/key-values.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { labelType, mapType } from './common-flags.ts';

const { bool, string, strings } = flagTypes;

interface IpamConfig {
  Subnet: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses?: Record<string, string>;
}

/** Puts ranges, gateways and further addresses to the subnets they lie in. Throws in Docker's words. */
export function ipamConfigs(flags: ParsedFlags): IpamConfig[] {
  const subnets = flags.list('subnet');
  const [ranges, gateways] = [flags.list('ip-range'), flags.list('gateway')];
  if (subnets.length < ranges.length || subnets.length < gateways.length) {
    throw new CliError('every ip-range or gateway must have a corresponding subnet');
  }
  const configs: IpamConfig[] = [];
  for (const subnet of subnets) {
    if (configs.some((config) => contains(config.Subnet, subnet) || contains(subnet, config.Subnet))) {
      throw new CliError('multiple overlapping subnet configuration is not supported');
    }
    configs.push({ Subnet: subnet });
  }
  const find = (address: string, what: string): IpamConfig => {
    const config = configs.find((one) => contains(one.Subnet, address));
    if (!config) throw new CliError(`no matching subnet for ${what} ${address}`);
    return config;
  };
  for (const range of ranges) {
    const config = find(range, 'range');
    if (config.IPRange) {
      throw new CliError(
        `cannot configure multiple ranges (${range}, ${config.IPRange}) on the same subnet (${config.Subnet})`,
      );
    }
    config.IPRange = range;
  }
  for (const gateway of gateways) {
    const config = find(gateway, 'gateway');
    if (config.Gateway) {
      throw new CliError(
        `cannot configure multiple gateways (${gateway}, ${config.Gateway}) for the same subnet (${config.Subnet})`,
      );
    }
    config.Gateway = gateway;
  }
  for (const [name, address] of Object.entries(keyValues(flags.list('aux-address')))) {
    (find(address, 'aux-address').AuxiliaryAddresses ??= {})[name] = address;
  }
  return configs;
}

/** An address as a number and how many bits it has; undefined when it is none. */
function parseAddress(text: string): { value: bigint; bits: number } | undefined {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (four) {
    if (four.some((part) => part > 255)) return undefined;
    return { value: four.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
  }
  if (!text.includes(':') || !/^[\da-fA-F:]+$/.test(text)) return undefined;
  const [head = '', tail] = text.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail ?? '')];
  if (all.length !== 8 || all.some((group) => group.length > 4)) return undefined;
  return { value: all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group || '0'}`), 0n), bits: 128 };
}

function parseSubnet(text: string): { value: bigint; bits: number; prefix: number } {
  const [base = '', prefix = ''] = text.split('/');
  const address = parseAddress(base);
  if (!address || !/^\d+$/.test(prefix) || Number(prefix) > address.bits) {
    throw new CliError(`invalid subnet: invalid CIDR address: ${text}`);
  }
  return { ...address, prefix: Number(prefix) };
}

function contains(subnet: string, address: string): boolean {
  const network = parseSubnet(subnet);
  const inner = address.includes('/') ? parseSubnet(address) : parseAddress(address);
  const shift = BigInt(network.bits - network.prefix);
  return inner !== undefined && inner.bits === network.bits && inner.value >> shift === network.value >> shift;
}

export const networkCreate: Command = {
  name: 'create',
  use: '[OPTIONS] NETWORK',
  short: 'Create a network',
  flags: [
    { name: 'attachable', type: bool, help: 'Enable manual container attachment' },
    {
      name: 'aux-address',
      type: mapType,
      defaultText: 'map[]',
      help: 'Auxiliary IPv4 or IPv6 addresses used by Network driver',
    },
    { name: 'config-from', type: string, help: 'The network from which to copy the configuration' },
    { name: 'config-only', type: bool, help: 'Create a configuration only network' },
    {
      name: 'driver',
      short: 'd',
      type: string,
      default: 'bridge',
      defaultText: 'bridge',
      help: 'Driver to manage the Network',
    },
    { name: 'gateway', type: strings, help: 'IPv4 or IPv6 Gateway for the master subnet' },
    { name: 'ingress', type: bool, help: 'Create swarm routing-mesh network' },
    { name: 'internal', type: bool, help: 'Restrict external access to the network' },
    { name: 'ip-range', type: strings, help: 'Allocate container ip from a sub-range' },
    {
      name: 'ipam-driver',
      type: string,
      default: 'default',
      defaultText: 'default',
      help: 'IP Address Management Driver',
    },
    { name: 'ipam-opt', type: mapType, defaultText: 'map[]', help: 'Set IPAM driver specific options' },
    { name: 'ipv4', type: bool, default: true, defaultText: 'true', help: 'Enable or disable IPv4 address assignment' },
    { name: 'ipv6', type: bool, help: 'Enable or disable IPv6 address assignment' },
    { name: 'label', type: labelType, help: 'Set metadata on a network' },
    { name: 'opt', short: 'o', type: mapType, defaultText: 'map[]', help: 'Set driver specific options' },
    { name: 'scope', type: string, help: "Control the network's scope" },
    { name: 'subnet', type: strings, help: 'Subnet in CIDR format that represents a network segment' },
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) => {
    const from = flags.string('config-from');
    const created = await cli.api.post<{ Id: string }>('/networks/create', {
      body: {
        Name: args[0],
        CheckDuplicate: true,
        Driver: flags.string('driver'),
        Scope: flags.string('scope'),
        EnableIPv4: flags.changed('ipv4') ? flags.bool('ipv4') : undefined,
        EnableIPv6: flags.changed('ipv6') ? flags.bool('ipv6') : undefined,
        IPAM: {
          Driver: flags.string('ipam-driver'),
          Options: keyValues(flags.list('ipam-opt')),
          Config: ipamConfigs(flags),
        },
        Internal: flags.bool('internal'),
        Attachable: flags.bool('attachable'),
        Ingress: flags.bool('ingress'),
        ConfigOnly: flags.bool('config-only'),
        ConfigFrom: from === '' ? undefined : { Network: from },
        Options: keyValues(flags.list('opt')),
        Labels: keyValues(flags.list('label')),
      },
    });
    await cli.out(`${created.Id}\n`);
  },
};
