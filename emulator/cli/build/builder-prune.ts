import type { Command } from '../command.ts';
import { confirmOrStop } from '../commands/confirm.ts';
import { filterFlag, filtersQuery, forceFlag } from '../commands/common-flags.ts';
import { humanSize } from '../format/units.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';

interface Pruned {
  readonly CachesDeleted?: readonly string[] | null;
  readonly SpaceReclaimed?: number;
}

const sure = '\nAre you sure you want to continue?';

export const builderPrune: Command = {
  name: 'prune',
  use: '',
  short: 'Remove build cache',
  flags: [
    { name: 'all', short: 'a', type: flagTypes.bool, help: 'Remove all unused build cache, not just dangling ones' },
    filterFlag('Provide filter values (e.g. "until=24h")'),
    forceFlag('Do not prompt for confirmation'),
    { name: 'keep-storage', type: flagTypes.bytes, help: 'Amount of disk space to keep for cache' },
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const all = flags.bool('all');
    const what = all ? 'all build cache' : 'all dangling build cache';
    if (!flags.bool('force')) await confirmOrStop(cli, `WARNING! This will remove ${what}.${sure}`);
    const report = await cli.api.post<Pruned>('/build/prune', {
      query: { all, 'keep-storage': flags.number('keep-storage'), filters: filtersQuery(flags) },
    });
    const ids = report.CachesDeleted ?? [];
    if (ids.length > 0) await cli.out(`Deleted build cache objects:\n${ids.map((id) => `${id}\n`).join('')}\n`);
    await cli.out(`Total reclaimed space: ${humanSize(report.SpaceReclaimed ?? 0)}\n`);
  },
};
