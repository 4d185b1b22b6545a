import type { BuildCacheRecord, DiskUsage } from '../api/types.ts';
import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { absent } from '../commands/absent/absent.ts';
import type { ServerVersion } from '../commands/version.ts';
import { CliError } from '../errors.ts';
import { alignColumns } from '../format/tabwriter.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import { anyArguments, between, noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { cliVersion } from '../version-info.ts';

/** What buildx tells of builders. There is one: the engine's own, of the docker driver. */
const BUILDER = 'default';

const buildxVersion: Command = {
  name: 'version',
  use: '',
  short: 'Show buildx version information',
  flags: [],
  arguments: noArguments,
  run: ({ cli }) => cli.out(`Slipway's own builder, with the command line of docker buildx in Docker ${cliVersion}\n`),
};

/** The engine's release and what it builds for. */
async function engineOf(cli: Cli): Promise<{ version: string; platform: string }> {
  const { Version: version, Os, Arch } = await cli.api.get<ServerVersion>('/version');
  return { version, platform: `${String(Os)}/${String(Arch)}` };
}

const list: Command = {
  name: 'ls',
  use: '',
  short: 'List builder instances',
  flags: [],
  arguments: noArguments,
  run: async ({ cli }) => {
    const { version, platform } = await engineOf(cli);
    const rows = [
      ['NAME/NODE', 'DRIVER/ENDPOINT', 'STATUS', 'BUILDKIT', 'PLATFORMS'],
      [`${BUILDER}*`, 'docker', '', '', ''],
      [` \\_ ${BUILDER}`, ` \\_ ${BUILDER}`, 'running', version, platform],
    ];
    await cli.out(alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 0, padding: 3 }));
  },
};

const inspect: Command = {
  name: 'inspect',
  use: '[NAME]',
  short: 'Inspect current builder instance',
  flags: [{ name: 'bootstrap', type: flagTypes.bool, help: 'Ensure builder has booted before inspecting' }],
  arguments: between(0, 1),
  run: async ({ cli, args }) => {
    const name = args[0] ?? BUILDER;
    if (name !== BUILDER) throw new CliError(`ERROR: no builder ${JSON.stringify(name)} found`);
    const { version, platform } = await engineOf(cli);
    const node = [
      `Name:             ${BUILDER}`,
      `Endpoint:         ${BUILDER}`,
      'Status:           running',
      `BuildKit version: ${version}`,
      `Platforms:        ${platform}`,
    ];
    await cli.out(`Name:   ${BUILDER}\nDriver: docker\n\nNodes:\n${node.map((line) => `${line}\n`).join('')}`);
  },
};

const diskUsage: Command = {
  name: 'du',
  use: '',
  short: 'Disk usage',
  flags: [{ name: 'verbose', type: flagTypes.bool, help: 'Provide a more verbose output' }],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const records = (await cli.api.get<DiskUsage>('/system/df')).BuildCache ?? [];
    await cli.out(flags.bool('verbose') ? records.map(describe).join('') : table(records));
    const total = (of: readonly BuildCacheRecord[]) => humanSize(of.reduce((sum, { Size }) => sum + Size, 0));
    const sums = [
      ['Shared:', total(records.filter(({ Shared }) => Shared))],
      ['Private:', total(records.filter(({ Shared }) => !Shared))],
      ['Reclaimable:', total(records.filter(({ InUse }) => !InUse))],
      ['Total:', total(records)],
    ];
    await cli.out(alignColumns(sums.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 0, padding: 2 }));
  },
};

const lastUsed = ({ LastUsedAt }: BuildCacheRecord): string =>
  LastUsedAt ? `${humanDuration(Date.now() - Date.parse(LastUsedAt))} ago` : '';

function table(records: readonly BuildCacheRecord[]): string {
  if (records.length === 0) return '';
  const rows = records.map((record) => [
    record.ID + (record.Shared ? '*' : ''),
    String(!record.InUse),
    humanSize(record.Size),
    lastUsed(record),
  ]);
  const lines = [['ID', 'RECLAIMABLE', 'SIZE', 'LAST ACCESSED'], ...rows].map((row) => `${row.join('\t')}\n`);
  return alignColumns(lines.join(''), { minWidth: 0, padding: 3 });
}

function describe(record: BuildCacheRecord): string {
  const rows = [
    ['ID:', record.ID],
    ['Created at:', record.CreatedAt],
    ['Mutable:', String(record.Type === 'exec.cachemount')],
    ['Reclaimable:', String(!record.InUse)],
    ['Shared:', String(record.Shared)],
    ['Size:', humanSize(record.Size)],
    ['Description:', record.Description],
    ['Usage count:', String(record.UsageCount)],
    ['Last used:', lastUsed(record)],
    ['Type:', record.Type],
  ];
  return `${alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 0, padding: 2 })}\n`;
}

const others: readonly (readonly [name: string, short: string])[] = [
  ['bake', 'Build from a file'],
  ['create', 'Create a new builder instance'],
  ['dial-stdio', 'Proxy current stdio streams to builder instance'],
  ['history', 'Commands to work on build records'],
  ['imagetools', 'Commands to work on images in registry'],
  ['rm', 'Remove one or more builder instances'],
  ['stop', 'Stop builder instance'],
  ['use', 'Set the current builder instance'],
];

export const buildxCommands: readonly Command[] = [
  list,
  inspect,
  diskUsage,
  buildxVersion,
  ...absent(
    others.map(([name, short]) => ({ name, short, use: '', flags: [], arguments: anyArguments })),
    'it has one builder, which builds for the machine it runs on',
  ),
];
