import type { BuildCacheRecord, DiskUsage } from '../api/types.ts';
import type { Command, Invocation } from '../command.ts';
import { confirmOrStop } from '../commands/confirm.ts';
import { filterFlag, filtersQuery, forceFlag } from '../commands/common-flags.ts';
import { CliError } from '../errors.ts';
import { formatList, writeList, type ListKind } from '../format/list.ts';
import { alignColumns } from '../format/tabwriter.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import { noArguments } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { checkBuilder, everyFlags } from './builder-flag.ts';

const recordKind: ListKind<BuildCacheRecord> = {
  typeName: '*commands.diskusageContext',
  headers: {
    ID: 'ID',
    Parents: 'PARENTS',
    CreatedAt: 'CREATED AT',
    Mutable: 'MUTABLE',
    Reclaimable: 'RECLAIMABLE',
    Shared: 'SHARED',
    Size: 'SIZE',
    Description: 'DESCRIPTION',
    UsageCount: 'USAGE COUNT',
    LastUsedAt: 'LAST ACCESSED',
    Type: 'TYPE',
  },
  fields: (record) => ({
    ID: () => record.ID,
    Parents: () => [],
    CreatedAt: () => record.CreatedAt,
    Mutable: () => isMutable(record),
    Reclaimable: () => !record.InUse,
    Shared: () => record.Shared,
    Size: () => humanSize(record.Size),
    Description: () => record.Description,
    UsageCount: () => record.UsageCount,
    LastUsedAt: () => lastUsed(record),
    Type: () => record.Type,
  }),
};

const isMutable = ({ Type }: BuildCacheRecord): boolean => Type === 'exec.cachemount';

const lastUsed = ({ LastUsedAt }: BuildCacheRecord): string =>
  LastUsedAt ? `${humanDuration(Date.now() - Date.parse(LastUsedAt))} ago` : '';

const recordTable = 'table {{.ID}}\t{{.Reclaimable}}\t{{.Size}}\t{{.LastUsedAt}}';

const recordText = `ID:           {{.ID}}
Created at:   {{.CreatedAt}}
Mutable:      {{.Mutable}}
Reclaimable:  {{.Reclaimable}}
Shared:       {{.Shared}}
Size:         {{.Size}}
{{- if .Description}}
Description:  {{ .Description }}
{{- end }}
Usage count:  {{.UsageCount}}
{{- if .LastUsedAt}}
Last used:    {{ .LastUsedAt }}
{{- end }}
{{- if .Type}}
Type:         {{ .Type }}
{{- end }}
`;

async function recordsOf({ cli }: Pick<Invocation, 'cli'>): Promise<readonly BuildCacheRecord[]> {
  return (await cli.api.get<DiskUsage>('/system/df')).BuildCache ?? [];
}

export const buildxDu: Command = {
  name: 'du',
  use: '[OPTIONS]',
  short: 'Disk usage',
  flags: [
    filterFlag('Provide filter values'),
    ...flagTable(`
      --format string: Format the output
      --timeout duration: Override the default timeout for loading builder status (default 20s)
      --verbose: Shorthand for "--format=pretty"
    `),
    ...everyFlags,
  ],
  arguments: noArguments,
  run: async (invocation) => {
    const { cli, flags } = invocation;
    const typed = flags.string('format');
    if (typed !== '' && flags.bool('verbose')) {
      throw new CliError('ERROR: --format and --verbose cannot be used together');
    }
    checkBuilder(invocation);
    const filters = flags.list('filter');
    const fits = filters.map(recordFilter);
    const records = (await recordsOf(invocation)).filter((record) => fits.every((one) => one(record)));
    const isPretty = flags.bool('verbose') || typed === 'pretty';
    const isTable = !isPretty && (typed === '' || typed === 'table');
    const format = isPretty ? recordText : isTable ? recordTable : typed;
    if (records.length > 0 || !isTable) await writeList(cli, recordKind, format, records, { truncate: false });
    if ((isTable || isPretty) && filters.length === 0) await cli.out(sums(records));
  },
};

function sums(records: readonly BuildCacheRecord[]): string {
  const total = (of: readonly BuildCacheRecord[]) => humanSize(of.reduce((sum, { Size }) => sum + Size, 0));
  const rows = [
    ['Shared:', total(records.filter(({ Shared }) => Shared))],
    ['Private:', total(records.filter(({ Shared }) => !Shared))],
    ['Reclaimable:', total(records.filter(({ InUse }) => !InUse))],
    ['Total:', total(records)],
  ];
  return alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 0, padding: 2 });
}

/** BuildKit's filters of cache records: 'type=…', 'id=…', 'description=…', and those without a value. */
function recordFilter(text: string): (record: BuildCacheRecord) => boolean {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  switch (name) {
    case 'id':
      return ({ ID }) => ID.startsWith(value);
    case 'type':
      return ({ Type }) => Type === value;
    case 'description':
      return ({ Description }) => Description.includes(value);
    case 'inuse':
      return ({ InUse }) => String(InUse) === value;
    case 'shared':
      return ({ Shared }) => String(Shared) === value;
    case 'private':
      return ({ Shared }) => String(!Shared) === value;
    case 'mutable':
      return (record) => String(isMutable(record)) === value;
    default:
      throw new CliError(`ERROR: invalid filter ${JSON.stringify(name)}`);
  }
}

interface Pruned {
  readonly CachesDeleted?: readonly string[] | null;
  readonly SpaceReclaimed?: number;
}

export const buildxPrune: Command = {
  name: 'prune',
  use: '[OPTIONS]',
  short: 'Remove build cache',
  flags: [
    ...flagTable('-a, --all: Include internal/frontend images'),
    filterFlag('Provide filter values'),
    forceFlag('Do not prompt for confirmation'),
    {
      ...flagTable('--keep-storage bytes: Amount of disk space to keep for cache')[0]!,
      aliasOf: 'reserved-space',
      hidden: true,
    },
    ...flagTable(`
      --max-used-space bytes: Maximum amount of disk space allowed to keep for cache
      --reserved-space bytes: Amount of disk space always allowed to keep for cache
      --timeout duration: Override the default timeout for loading builder status (default 20s)
      --verbose: Provide a more verbose output
    `),
    ...flagTable('--min-free-space bytes: Target amount of free disk space after pruning', {
      absent: 'its disk grows with what is on it',
    }),
    ...everyFlags,
  ],
  arguments: noArguments,
  run: async (invocation) => {
    const { cli, flags } = invocation;
    const all = flags.bool('all');
    const what = all ? 'all build cache' : 'all dangling build cache';
    if (!flags.bool('force')) {
      await confirmOrStop(cli, `WARNING! This will remove ${what}. Are you sure you want to continue?`);
    }
    checkBuilder(invocation);
    const before = new Map((await recordsOf(invocation)).map((record) => [record.ID, record]));
    const kept = flags.number('max-used-space') || flags.number('reserved-space');
    const query = { all, 'keep-storage': kept || undefined, filters: filtersQuery(flags) };
    const { CachesDeleted, SpaceReclaimed = 0 } = await cli.api.post<Pruned>('/build/prune', { query });
    const gone = (CachesDeleted ?? []).flatMap((id) => before.get(id) ?? []);
    const format = flags.bool('verbose') ? recordText : recordTable;
    if (gone.length > 0) await cli.out(formatList(recordKind, format, gone, { truncate: false }));
    await cli.out(`Total:\t${humanSize(SpaceReclaimed)}\n`);
  },
};
