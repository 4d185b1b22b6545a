import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { askDaemon, isNewer } from '../daemon.ts';
import { CliError } from '../errors.ts';
import { humanSize } from '../format/units.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { confirmOrStop } from './confirm.ts';
import { filterFlag, filtersQuery, forceFlag } from './common-flags.ts';

interface Pruned {
  readonly spaceReclaimed: number;
  /** 'Deleted …:' and a line each; '' when nothing was. */
  readonly output: string;
}

type Report = Readonly<Record<string, unknown>> & { readonly SpaceReclaimed?: number };

async function prune(cli: Cli, path: string, filters: string | undefined, title: string, key: string): Promise<Pruned> {
  const report = await cli.api.post<Report>(path, { query: { filters } });
  const deleted = (report[key] ?? []) as readonly (string | { Untagged?: string; Deleted?: string })[];
  if (deleted.length === 0) return { spaceReclaimed: 0, output: '' };
  const lines = deleted.map((item) => {
    if (typeof item === 'string') return item;
    return item.Untagged ? `untagged: ${item.Untagged}` : `deleted: ${item.Deleted}`;
  });
  return {
    spaceReclaimed: report.SpaceReclaimed ?? 0,
    output: `${title}:\n${lines.map((line) => `${line}\n`).join('')}`,
  };
}

const pruneContainers = (cli: Cli, flags: ParsedFlags): Promise<Pruned> =>
  prune(cli, '/containers/prune', filtersQuery(flags), 'Deleted Containers', 'ContainersDeleted');
const pruneNetworks = (cli: Cli, flags: ParsedFlags): Promise<Pruned> =>
  prune(cli, '/networks/prune', filtersQuery(flags), 'Deleted Networks', 'NetworksDeleted');
const pruneImages = (cli: Cli, flags: ParsedFlags): Promise<Pruned> => {
  const filters = filtersQuery(flags, [['dangling', String(!flags.bool('all'))]]);
  return prune(cli, '/images/prune', filters, 'Deleted Images', 'ImagesDeleted');
};
const pruneVolumes = (cli: Cli, flags: ParsedFlags, all: boolean): Promise<Pruned> => {
  const filters = filtersQuery(flags, all ? [['all', 'true']] : []);
  return prune(cli, '/volumes/prune', filters, 'Deleted Volumes', 'VolumesDeleted');
};

const sure = '\nAre you sure you want to continue?';
const untilFilter = filterFlag('Provide filter values (e.g. "until=<timestamp>")');
const noConfirm = forceFlag('Do not prompt for confirmation');

async function report(cli: Cli, results: readonly Pruned[], showsSpace = true): Promise<void> {
  for (const { output } of results) if (output !== '') await cli.out(`${output}\n`);
  const total = results.reduce((sum, result) => sum + result.spaceReclaimed, 0);
  if (showsSpace) await cli.out(`Total reclaimed space: ${humanSize(total)}\n`);
}

export const containerPrune: Command = {
  name: 'prune',
  use: '[OPTIONS]',
  short: 'Remove all stopped containers',
  flags: [untilFilter, noConfirm],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    if (!flags.bool('force')) await confirmOrStop(cli, `WARNING! This will remove all stopped containers.${sure}`);
    await report(cli, [await pruneContainers(cli, flags)]);
  },
};

export const imagePrune: Command = {
  name: 'prune',
  use: '[OPTIONS]',
  short: 'Remove unused images',
  flags: [
    { name: 'all', short: 'a', type: flagTypes.bool, help: 'Remove all unused images, not just dangling ones' },
    untilFilter,
    noConfirm,
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const what = flags.bool('all') ? 'images without at least one container associated to them' : 'dangling images';
    if (!flags.bool('force')) await confirmOrStop(cli, `WARNING! This will remove all ${what}.${sure}`);
    await report(cli, [await pruneImages(cli, flags)]);
  },
};

export const networkPrune: Command = {
  name: 'prune',
  use: '[OPTIONS]',
  short: 'Remove all unused networks',
  flags: [untilFilter, noConfirm],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const warning = 'WARNING! This will remove all custom networks not used by at least one container.';
    if (!flags.bool('force')) await confirmOrStop(cli, warning + sure);
    await report(cli, [await pruneNetworks(cli, flags)], false);
  },
};

/** Since this version of the API named volumes stay. */
const ANONYMOUS_ONLY = '1.42';

export const volumePrune: Command = {
  name: 'prune',
  use: '[OPTIONS]',
  short: 'Remove unused local volumes',
  flags: [
    {
      name: 'all',
      short: 'a',
      type: flagTypes.bool,
      help: 'Remove all unused volumes, not just anonymous ones',
      apiVersion: '1.42',
    },
    filterFlag('Provide filter values (e.g. "label=<label>")'),
    noConfirm,
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const all = flags.bool('all');
    if (all && flags.list('filter').some((filter) => filter.startsWith('all='))) {
      throw new CliError('conflicting options: cannot specify both --all and --filter all=1');
    }
    if (!flags.bool('force')) {
      const { apiVersion = ANONYMOUS_ONLY } = await askDaemon(cli.api);
      const what = all || isNewer(ANONYMOUS_ONLY, apiVersion) ? 'all' : 'anonymous';
      await confirmOrStop(
        cli,
        `WARNING! This will remove ${what} local volumes not used by at least one container.${sure}`,
      );
    }
    await report(cli, [await pruneVolumes(cli, flags, all)]);
  },
};

export const systemPrune: Command = {
  name: 'prune',
  use: '[OPTIONS]',
  short: 'Remove unused data',
  flags: [
    { name: 'all', short: 'a', type: flagTypes.bool, help: 'Remove all unused images not just dangling ones' },
    filterFlag('Provide filter values (e.g. "label=<key>=<value>")'),
    noConfirm,
    { name: 'volumes', type: flagTypes.bool, help: 'Prune anonymous volumes' },
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const volumes = flags.bool('volumes');
    if (volumes && flags.list('filter').some((filter) => filter.startsWith('until='))) {
      throw new CliError('ERROR: The "until" filter is not supported with "--volumes"');
    }
    if (!flags.bool('force')) await confirmOrStop(cli, systemWarning(flags));
    const results = [await pruneContainers(cli, flags), await pruneNetworks(cli, flags)];
    if (volumes) results.push(await pruneVolumes(cli, flags, false));
    results.push(await pruneImages(cli, flags));
    const cacheFilters = filtersQuery(flags);
    const cacheQuery = { all: flags.bool('all'), filters: cacheFilters };
    const cache = await cli.api.post<Report>('/build/prune', { query: cacheQuery });
    const caches = (cache.CachesDeleted ?? []) as readonly string[];
    const output = caches.length === 0 ? '' : `Deleted build cache objects:\n${caches.join('\n')}\n`;
    results.push({ spaceReclaimed: cache.SpaceReclaimed ?? 0, output });
    await report(cli, results);
  },
};

function systemWarning(flags: ParsedFlags): string {
  const all = flags.bool('all');
  const items = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(flags.bool('volumes') ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const filters = flags.list('filter').sort();
  const list = (lines: readonly string[]): string => lines.map((line) => `\n  - ${line}`).join('');
  const filtered = filters.length === 0 ? '' : `\n  Items to be pruned will be filtered with:${list(filters)}\n`;
  return `WARNING! This will remove:${list(items)}\n${filtered}${sure}`;
}
