import type { VolumeSummary } from '../api/types.ts';
import type { Command } from '../command.ts';
import { CliError, throwJoined } from '../errors.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { naturalCompare } from '../format/text.ts';
import { humanSize } from '../format/units.ts';
import { atLeast, between, noArguments } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { keyValues } from '../parse/key-values.ts';
import {
  filterFlag,
  filtersQuery,
  forceFlag,
  labelType,
  listFormatFlag,
  listFormatOf,
  mapType,
  quietFlag,
} from './common-flags.ts';
import { pathName } from './several.ts';

export const volumeKind: ListKind<VolumeSummary> = {
  typeName: '*formatter.volumeContext',
  headers: {
    ID: 'ID',
    Name: 'VOLUME NAME',
    Group: 'GROUP',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    Availability: 'AVAILABILITY',
    Mountpoint: 'MOUNTPOINT',
    Labels: 'LABELS',
    Links: 'LINKS',
    Size: 'SIZE',
    Status: 'STATUS',
  },
  labels: (volume) => volume.Labels,
  fields: (volume) => ({
    Name: () => volume.Name,
    Driver: () => volume.Driver,
    Scope: () => volume.Scope,
    Mountpoint: () => volume.Mountpoint,
    Labels: () =>
      Object.entries(volume.Labels ?? {})
        .map(([name, value]) => `${name}=${value}`)
        .join(','),
    Links: () => (volume.UsageData ? String(volume.UsageData.RefCount) : 'N/A'),
    Size: () => (volume.UsageData ? humanSize(volume.UsageData.Size) : 'N/A'),
    Group: () => 'N/A',
    Availability: () => 'N/A',
    Status: () => 'N/A',
  }),
};

export const volumeLs: Command = {
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS]',
  short: 'List volumes',
  aliasLine: 'docker volume ls, docker volume list',
  flags: [
    ...flagTable('--cluster: Display only cluster volumes, and use cluster volume list formatting', {
      apiVersion: '1.42',
      requires: 'swarm-manager',
      absent: 'it has no swarm',
    }),
    filterFlag('Provide filter values (e.g. "dangling=true")', 'f'),
    listFormatFlag,
    quietFlag('Only display volume names'),
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const { Volumes } = await cli.api.get<{ Volumes: VolumeSummary[] | null }>('/volumes', {
      query: { filters: filtersQuery(flags) },
    });
    const format = await listFormatOf(cli, flags, 'volumesFormat');
    const isQuiet = flags.bool('quiet');
    const table = isQuiet ? '{{.Name}}' : 'table {{.Driver}}\t{{.Name}}';
    const raw = isQuiet ? 'name: {{.Name}}' : 'name: {{.Name}}\ndriver: {{.Driver}}\n';
    const source = format === '' || format === 'table' ? table : format === 'raw' ? raw : format;
    const volumes = [...(Volumes ?? [])].sort((left, right) => naturalCompare(left.Name, right.Name));
    await writeList(cli, volumeKind, source, volumes, { truncate: false });
  },
};

export const volumeCreate: Command = {
  name: 'create',
  use: '[OPTIONS] [VOLUME]',
  short: 'Create a volume',
  flags: [
    {
      name: 'driver',
      short: 'd',
      type: flagTypes.string,
      default: 'local',
      defaultText: 'local',
      help: 'Specify volume driver name',
    },
    { name: 'label', type: labelType, help: 'Set metadata for a volume' },
    { name: 'name', type: flagTypes.string, hidden: true, help: 'Specify volume name' },
    ...flagTable(
      `
        --availability string: Cluster Volume availability ("active", "pause", "drain") (default "active")
        --group string: Cluster Volume group (cluster volumes)
        --limit-bytes bytes: Minimum size of the Cluster Volume in bytes
        --required-bytes bytes: Maximum size of the Cluster Volume in bytes
        --scope string: Cluster Volume access scope ("single", "multi") (default "single")
        --secret map: Cluster Volume secrets (default map[])
        --sharing string: Cluster Volume access sharing ("none", "readonly", "onewriter", "all") (default "none")
        --topology-preferred list: A topology that the Cluster Volume would be preferred in
        --topology-required list: A topology that the Cluster Volume must be accessible from
        --type string: Cluster Volume access type ("mount", "block") (default "block")
      `,
      { apiVersion: '1.42', requires: 'swarm-manager', absent: 'it has no swarm' },
    ),
    { name: 'opt', short: 'o', type: mapType, defaultText: 'map[]', help: 'Set driver specific options' },
  ],
  arguments: between(0, 1),
  run: async ({ cli, flags, args }) => {
    const named = flags.string('name');
    if (args.length === 1 && named !== '') {
      throw new CliError(
        'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
      );
    }
    const volume = await cli.api.post<VolumeSummary>('/volumes/create', {
      body: {
        Name: args[0] ?? named,
        Driver: flags.string('driver'),
        DriverOpts: flags.changed('opt') ? keyValues(flags.list('opt')) : undefined,
        Labels: flags.changed('label') ? keyValues(flags.list('label')) : undefined,
      },
    });
    await cli.out(`${volume.Name}\n`);
  },
};

export const volumeRm: Command = {
  name: 'rm',
  aliases: ['remove'],
  use: '[OPTIONS] VOLUME [VOLUME...]',
  short: 'Remove one or more volumes',
  long: 'Remove one or more volumes. You cannot remove a volume that is in use by a container.',
  aliasLine: 'docker volume rm, docker volume remove',
  flags: [forceFlag('Force the removal of one or more volumes')],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    const errors: unknown[] = [];
    for (const name of args) {
      try {
        await cli.api.delete(`/volumes/${pathName(name, 'volume')}`, { query: { force: flags.bool('force') } });
        await cli.out(`${name}\n`);
      } catch (error) {
        errors.push(error);
      }
    }
    throwJoined(errors);
  },
};
