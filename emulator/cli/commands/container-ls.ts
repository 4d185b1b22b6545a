import type { ContainerSummary } from '../api/types.ts';
import type { Command, Invocation } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { goTimeString } from '../format/go-time.ts';
import { listItem, writeList, type ListKind } from '../format/list.ts';
import { displayPorts } from '../format/ports.ts';
import { ellipsis, goQuote, shortId } from '../format/text.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { familiarName, familiarString, parseReference } from '../reference.ts';
import { compileTemplate } from '../template/template.ts';
import { filterFlag, filtersQuery, listFormatFlag, listFormatOf, quietFlag } from './common-flags.ts';

export const containerKind: ListKind<ContainerSummary> = {
  typeName: '*formatter.ContainerContext',
  headers: {
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
    Platform: 'PLATFORM',
  },
  labels: (container) => container.Labels,
  fields: (container, { truncate }) => ({
    ID: () => (truncate ? shortId(container.Id) : container.Id),
    Names: () => names(container, truncate),
    Image: () => imageName(container, truncate),
    Command: () => goQuote(truncate ? ellipsis(container.Command, 20) : container.Command),
    CreatedAt: () => goTimeString(container.Created),
    RunningFor: () => `${humanDuration(Date.now() - container.Created * 1000)} ago`,
    Ports: () => displayPorts(container.Ports ?? []),
    State: () => container.State,
    Status: () => container.Status,
    Size: () => containerSize(container),
    Labels: () =>
      Object.entries(container.Labels ?? {})
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join(','),
    Mounts: () =>
      (container.Mounts ?? [])
        .map((mount) => mount.Name || mount.Source || '')
        .map((name) => (truncate ? ellipsis(name, 15) : name))
        .join(','),
    LocalVolumes: () => String((container.Mounts ?? []).filter((mount) => mount.Driver === 'local').length),
    Networks: () => Object.keys(container.NetworkSettings?.Networks ?? {}).join(','),
    Platform: () => null,
  }),
};

function names(container: ContainerSummary, truncate: boolean): string {
  const all = (container.Names ?? []).map((name) => name.slice(1));
  // names with a slash are legacy links of other containers
  const own = truncate ? all.find((name) => !name.includes('/')) : undefined;
  return own ?? all.join(',');
}

function imageName(container: ContainerSummary, truncate: boolean): string {
  if (container.Image === '') return '<no image>';
  if (!truncate) return container.Image;
  if (shortId(container.ImageID) === shortId(container.Image)) return shortId(container.ImageID);
  try {
    const reference = parseReference(container.Image);
    return reference.tag === undefined ? familiarName(reference) : familiarString({ ...reference, digest: undefined });
  } catch {
    return container.Image;
  }
}

function containerSize(container: ContainerSummary): string {
  const writable = humanSize(container.SizeRw ?? 0, 3);
  const root = container.SizeRootFs ?? 0;
  return root > 0 ? `${writable} (virtual ${humanSize(root, 3)})` : writable;
}

const tableFormat = 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';

/** What `--format raw` stands for. */
export const rawContainerFormat = `container_id: {{.ID}}
image: {{.Image}}
command: {{.Command}}
created_at: {{.CreatedAt}}
state: {{- pad .State 1 0}}
status: {{- pad .Status 1 0}}
names: {{.Names}}
labels: {{- pad .Labels 1 0}}
ports: {{- pad .Ports 1 0}}
`;

function listFormat(format: string, isQuiet: boolean, hasSize: boolean): string {
  if (format === 'raw')
    return isQuiet ? 'container_id: {{.ID}}' : rawContainerFormat + (hasSize ? 'size: {{.Size}}\n' : '');
  if (isQuiet) return '{{.ID}}';
  if (format === '' || format === 'table') return hasSize ? `${tableFormat}\t{{.Size}}` : tableFormat;
  return format;
}

const sampleContainer: ContainerSummary = {
  Id: '',
  Names: [],
  Image: '',
  ImageID: '',
  Command: '',
  Created: 0,
  Ports: [],
  Labels: {},
  State: '',
  Status: '',
};

/** Sizes are costly for the daemon, so they are asked for only when the template prints them. */
function formatUsesSize(format: string): boolean {
  let template;
  try {
    template = compileTemplate(format);
  } catch (error) {
    throw new CliError(`failed to parse template: ${errorMessage(error)}`);
  }
  let isUsed = false;
  const watching: ListKind<ContainerSummary> = {
    ...containerKind,
    fields: (item, options) => ({
      ...containerKind.fields(item, options),
      Size: () => ((isUsed = true), ''),
    }),
  };
  try {
    template.execute(listItem(watching, sampleContainer, { truncate: true }));
  } catch (error) {
    throw new CliError(`failed to execute template: ${errorMessage(error)}`);
  }
  return isUsed;
}

async function run({ cli, flags }: Invocation): Promise<void> {
  const format = await listFormatOf(cli, flags, 'psFormat');
  const isQuiet = flags.bool('quiet');
  if (format !== '' && isQuiet) {
    await cli.err('WARNING: Ignoring custom format, because both --format and --quiet are set.\n');
  }
  const usesSize = format !== '' && formatUsesSize(format) && !isQuiet && !flags.changed('size');
  const hasSize = flags.bool('size') || usesSize;
  const last = flags.number('last');
  const limit = flags.bool('latest') && last === -1 ? 1 : last;
  const containers = await cli.api.get<ContainerSummary[]>('/containers/json', {
    query: {
      all: flags.bool('all'),
      limit: limit > 0 ? limit : undefined,
      size: hasSize,
      filters: filtersQuery(flags),
    },
  });
  await writeList(cli, containerKind, listFormat(format, isQuiet, hasSize), containers, {
    truncate: !flags.bool('no-trunc'),
  });
}

export const containerLs: Command = {
  name: 'ls',
  aliases: ['list', 'ps'],
  use: '[OPTIONS]',
  short: 'List containers',
  aliasLine: 'docker container ls, docker container list, docker container ps, docker ps',
  arguments: noArguments,
  flags: [
    { name: 'all', short: 'a', type: flagTypes.bool, help: 'Show all containers (default shows just running)' },
    filterFlag('Filter output based on conditions provided', 'f'),
    listFormatFlag,
    {
      name: 'last',
      short: 'n',
      type: flagTypes.int,
      default: -1,
      defaultText: '-1',
      help: 'Show n last created containers (includes all states)',
    },
    {
      name: 'latest',
      short: 'l',
      type: flagTypes.bool,
      help: 'Show the latest created container (includes all states)',
    },
    { name: 'no-trunc', type: flagTypes.bool, help: "Don't truncate output" },
    quietFlag('Only display container IDs'),
    { name: 'size', short: 's', type: flagTypes.bool, help: 'Display total file sizes' },
  ],
  run,
};
