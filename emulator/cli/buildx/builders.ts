import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import type { ServerVersion } from '../commands/version.ts';
import { CliError } from '../errors.ts';
import { writeList, type ListKind } from '../format/list.ts';
import { anyArguments, between, noArguments } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { cliVersion } from '../version-info.ts';
import { BUILDER, checkBuilder, checkName, everyFlags } from './builder-flag.ts';

const timeoutFlag = flagTable(
  '--timeout duration: Override the default timeout for loading builder status (default 20s)',
);

export const buildxVersion: Command = {
  name: 'version',
  use: '',
  short: 'Show buildx version information',
  flags: everyFlags,
  arguments: noArguments,
  run: ({ cli }) => cli.out(`Slipway's own builder, with the command line of docker buildx in Docker ${cliVersion}\n`),
};

interface Node {
  readonly Endpoint: string;
  readonly Name: string;
  readonly Platforms: readonly string[];
  readonly Status: string;
  readonly Version: string;
}

/** A line of `ls`: the builder, or its node. */
interface Row {
  readonly node: Node | undefined;
  readonly isTable: boolean;
  /** What --format json prints of the builder. */
  readonly json: object;
}

async function nodeOf(cli: Cli): Promise<Node> {
  const { Version, Os, Arch } = await cli.api.get<ServerVersion>('/version');
  const Platforms = [`${String(Os)}/${String(Arch)}`];
  return { Endpoint: BUILDER, Name: BUILDER, Platforms, Status: 'running', Version };
}

const builderKind: ListKind<Row> = {
  typeName: '*commands.lsContext',
  headers: {
    Name: 'NAME/NODE',
    DriverEndpoint: 'DRIVER/ENDPOINT',
    LastActivity: 'LAST ACTIVITY',
    Status: 'STATUS',
    Buildkit: 'BUILDKIT',
    Platforms: 'PLATFORMS',
  },
  fields: ({ node, isTable }) => {
    const indented = (text: string): string => (isTable ? ` \\_ ${text}` : text);
    return {
      Name: () => (node ? indented(node.Name) : `${BUILDER}${isTable ? '*' : ''}`),
      DriverEndpoint: () => (node ? indented(node.Endpoint) : 'docker'),
      LastActivity: () => '',
      Status: () => node?.Status ?? '',
      Buildkit: () => node?.Version ?? '',
      Platforms: () => node?.Platforms.join(', ') ?? '',
      Error: () => '',
    };
  },
};

const builderTable = 'table {{.Name}}\t{{.DriverEndpoint}}\t{{.Status}}\t{{.Buildkit}}\t{{.Platforms}}';

export const buildxLs: Command = {
  name: 'ls',
  use: '[OPTIONS]',
  short: 'List builder instances',
  flags: [
    ...flagTable(`
      --format string: Format the output
      --no-trunc: Don't truncate output
    `),
    ...timeoutFlag,
    ...everyFlags,
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const node = await nodeOf(cli);
    const typed = flags.string('format');
    const never = '0001-01-01T00:00:00Z';
    const json = { Current: true, Driver: 'docker', Dynamic: false, LastActivity: never, Name: BUILDER, Nodes: [node] };
    if (typed === 'json') return cli.out(`${JSON.stringify(json)}\n`);
    const format = typed === '' || typed === 'table' ? builderTable : typed;
    const isTable = format.startsWith('table');
    const rows = [undefined, node].map((one) => ({ node: one, isTable, json }));
    await writeList(cli, builderKind, format, rows, { truncate: !flags.bool('no-trunc') });
  },
};

export const buildxInspect: Command = {
  name: 'inspect',
  use: '[OPTIONS] [NAME]',
  short: 'Inspect current builder instance',
  flags: [...flagTable('--bootstrap: Ensure builder has booted before inspecting'), ...timeoutFlag, ...everyFlags],
  arguments: between(0, 1),
  run: async (invocation) => {
    const { cli, args } = invocation;
    if (args[0] === undefined) checkBuilder(invocation);
    else checkName(args[0]);
    const { Endpoint, Name, Platforms, Status, Version } = await nodeOf(cli);
    const node = [
      `Name:             ${Name}`,
      `Endpoint:         ${Endpoint}`,
      `Status:           ${Status}`,
      `BuildKit version: ${Version}`,
      `Platforms:        ${Platforms.join(', ')}`,
    ];
    await cli.out(`Name:   ${BUILDER}\nDriver: docker\n\nNodes:\n${node.map((line) => `${line}\n`).join('')}`);
  },
};

/** The one there is, is in use already. */
const buildxUse: Command = {
  name: 'use',
  use: '[OPTIONS] NAME',
  short: 'Set the current builder instance',
  flags: [
    ...flagTable(`
      --default: Set builder as default for current context
      --global: Builder persists context changes
    `),
    ...everyFlags,
  ],
  arguments: between(0, 1),
  run: async ({ args: [name = ''] }) => {
    if (name === BUILDER) return;
    throw new CliError(`ERROR: failed to find instance ${JSON.stringify(name)}: file does not exist`);
  },
};

/** The docker driver's is the daemon, which does not stop for it. */
const buildxStop: Command = {
  name: 'stop',
  use: '[NAME]',
  short: 'Stop builder instance',
  flags: [...timeoutFlag, ...everyFlags],
  arguments: between(0, 1),
  run: async (invocation) => {
    const { args } = invocation;
    if (args[0] === undefined) checkBuilder(invocation);
    else checkName(args[0]);
  },
};

const buildxRm: Command = {
  name: 'rm',
  use: '[OPTIONS] [NAME...]',
  short: 'Remove one or more builder instances',
  flags: [
    ...flagTable(`
      --all-inactive: Remove all inactive builders
      -f, --force: Do not prompt for confirmation
      --keep-daemon: Keep the BuildKit daemon running
      --keep-state: Keep BuildKit state
    `),
    ...timeoutFlag,
    ...everyFlags,
  ],
  arguments: anyArguments,
  run: async (invocation) => {
    const { cli, flags, args } = invocation;
    if (flags.bool('all-inactive') && args.length > 0) {
      throw new CliError('ERROR: cannot specify builder name when --all-inactive is set');
    }
    // The one there is, is active.
    if (flags.bool('all-inactive')) return;
    const names = args.length > 0 ? args : [flags.string('builder') || BUILDER];
    for (const name of names) {
      const why =
        name === BUILDER
          ? `context builder cannot be removed, run \`docker context rm ${name}\` to remove this context`
          : `no builder ${JSON.stringify(name)} found`;
      await cli.err(`failed to remove ${name}: ${why}\n`);
    }
    throw new CliError('ERROR: failed to remove one or more builders');
  },
};

export const builderCommands: readonly Command[] = [
  buildxInspect,
  buildxLs,
  buildxRm,
  buildxStop,
  buildxUse,
  buildxVersion,
];
