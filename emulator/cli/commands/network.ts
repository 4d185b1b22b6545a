import type { NetworkSummary } from '../api/types.ts';
import type { Command } from '../command.ts';
import { ApiError, CliError, errorMessage } from '../errors.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { naturalCompare, shortId } from '../format/text.ts';
import { atLeast, exactly, noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { keyValues } from '../parse/key-values.ts';
import { filterFlag, filtersQuery, forceFlag, listFormatFlag, listFormatOf, quietFlag } from './common-flags.ts';
import { pathName } from './several.ts';

const networkKind: ListKind<NetworkSummary> = {
  typeName: '*network.networkContext',
  headers: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv4: 'IPV4',
    IPv6: 'IPV6',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
  labels: (network) => network.Labels,
  fields: (network, { truncate }) => ({
    ID: () => (truncate ? shortId(network.Id) : network.Id),
    Name: () => network.Name,
    Driver: () => network.Driver,
    Scope: () => network.Scope,
    IPv4: () => String(network.EnableIPv4 ?? false),
    IPv6: () => String(network.EnableIPv6),
    Internal: () => String(network.Internal),
    Labels: () =>
      Object.entries(network.Labels ?? {})
        .map(([name, value]) => `${name}=${value}`)
        .join(','),
    CreatedAt: () => createdAt(network.Created),
  }),
};

/** '2024-05-01T10:20:30.123Z' as Go prints a time. */
function createdAt(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|([+-]\d\d):(\d\d))$/.exec(text);
  if (!parts) return text;
  const fraction = (parts[3] ?? '').replace(/\.?0+$/, '');
  const zone =
    parts[4] === 'Z' || parts[4] === '+00:00' ? '+0000 UTC' : `${parts[5]}${parts[6]} ${parts[5]}${parts[6]}`;
  return `${parts[1]} ${parts[2]}${fraction} ${zone}`;
}

export const networkLs: Command = {
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS]',
  short: 'List networks',
  aliasLine: 'docker network ls, docker network list',
  flags: [
    filterFlag('Provide filter values (e.g. "driver=bridge")', 'f'),
    listFormatFlag,
    { name: 'no-trunc', type: flagTypes.bool, help: 'Do not truncate the output' },
    quietFlag('Only display network IDs'),
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const networks = await cli.api.get<NetworkSummary[]>('/networks', { query: { filters: filtersQuery(flags) } });
    const format = await listFormatOf(cli, flags, 'networksFormat');
    const isQuiet = flags.bool('quiet');
    const table = isQuiet ? '{{.ID}}' : 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}';
    const raw = isQuiet
      ? 'network_id: {{.ID}}'
      : 'network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n';
    const source = format === '' || format === 'table' ? table : format === 'raw' ? raw : format;
    networks.sort((left, right) => naturalCompare(left.Name, right.Name));
    await writeList(cli, networkKind, source, networks, { truncate: !flags.bool('no-trunc') });
  },
};

export const networkRm: Command = {
  name: 'rm',
  aliases: ['remove'],
  use: 'NETWORK [NETWORK...]',
  short: 'Remove one or more networks',
  aliasLine: 'docker network rm, docker network remove',
  flags: [forceFlag('Do not error if the network does not exist')],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    let hasFailed = false;
    for (const name of args) {
      try {
        await cli.api.delete(`/networks/${pathName(name, 'network')}`);
        await cli.out(`${name}\n`);
      } catch (error) {
        if (flags.bool('force') && error instanceof ApiError && error.isNotFound) continue;
        await cli.err(`${errorMessage(error)}\n`);
        hasFailed = true;
      }
    }
    if (hasFailed) throw new CliError('exit status 1');
  },
};

export const networkConnect: Command = {
  name: 'connect',
  use: '[OPTIONS] NETWORK CONTAINER',
  short: 'Connect a container to a network',
  flags: [
    { name: 'alias', type: flagTypes.strings, help: 'Add network-scoped alias for the container' },
    { name: 'driver-opt', type: flagTypes.strings, help: 'driver options for the network' },
    {
      name: 'gw-priority',
      type: flagTypes.int,
      help: 'Highest gw-priority provides the default gateway. Accepts positive and negative values.',
    },
    { name: 'ip', type: flagTypes.string, help: 'IPv4 address (e.g., "172.30.100.104")' },
    { name: 'ip6', type: flagTypes.string, help: 'IPv6 address (e.g., "2001:db8::33")' },
    { name: 'link', type: flagTypes.list, help: 'Add link to another container' },
    { name: 'link-local-ip', type: flagTypes.strings, help: 'Add a link-local address for the container' },
  ],
  arguments: exactly(2),
  run: async ({ cli, flags, args }) => {
    const [network = '', container = ''] = args;
    const options = flags.list('driver-opt');
    if (options.some((option) => !/^\s*[^=\s][^=]*=/.test(option))) {
      throw new CliError('invalid key/value pair format in driver options');
    }
    await cli.api.post(`/networks/${pathName(network, 'network')}/connect`, {
      body: {
        Container: container,
        EndpointConfig: {
          IPAMConfig: {
            IPv4Address: flags.string('ip') || undefined,
            IPv6Address: flags.string('ip6') || undefined,
            LinkLocalIPs: flags.changed('link-local-ip') ? flags.list('link-local-ip') : undefined,
          },
          Links: flags.list('link'),
          Aliases: flags.list('alias'),
          DriverOpts: keyValues(options),
          GwPriority: flags.changed('gw-priority') ? flags.number('gw-priority') : undefined,
        },
      },
    });
  },
};

export const networkDisconnect: Command = {
  name: 'disconnect',
  use: '[OPTIONS] NETWORK CONTAINER',
  short: 'Disconnect a container from a network',
  flags: [forceFlag('Force the container to disconnect from a network')],
  arguments: exactly(2),
  run: async ({ cli, flags, args }) => {
    const [network = '', container = ''] = args;
    const body = { Container: container, Force: flags.bool('force') };
    await cli.api.post(`/networks/${pathName(network, 'network')}/disconnect`, { body });
  },
};
