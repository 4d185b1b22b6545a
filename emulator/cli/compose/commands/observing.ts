import type { Command } from '../../command.ts';
import { filterFlag, listFormatFlag } from '../../commands/common-flags.ts';
import { anyArguments, atLeast, noArguments, tersely } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import type { FlagSpec } from '../../parse/flags.ts';
import { dryRunFlag } from './project-flags.ts';
import { singleContainerCommands } from './single-container-commands.ts';
import { stateCommands } from './state-commands.ts';

/** 'table' when nothing is said, and the help says so. */
const withTable = (spec: FlagSpec): FlagSpec => ({ ...spec, default: 'table', defaultText: 'table' });
const oldFormatFlag = flagTable('--format string: Format the output. Values: [table | json]').map(withTable);
const indexFlag = flagTable('--index int: Index of the container if service has multiple replicas');

const ps: Command = {
  name: 'ps',
  use: '[OPTIONS] [SERVICE...]',
  short: 'List containers',
  flags: [
    ...flagTable(`
      -a, --all: Show all stopped containers (including those created by the run command)
      --filter string: Filter services by a property (supported filters: status)
      --no-trunc: Don't truncate output
      -q, --quiet: Only display IDs
      --services: Display services
      --status stringArray: Filter services by status. Values: [paused | restarting | removing | running | dead | created | exited]
    `),
    ...flagTable('--orphans: Include orphaned services (not declared by project)').map((spec) => ({
      ...spec,
      default: true,
      defaultText: 'true',
    })),
    withTable(listFormatFlag),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./ps.ts')).runPs(invocation),
};

const logs: Command = {
  name: 'logs',
  use: '[OPTIONS] [SERVICE...]',
  short: 'View output from containers',
  flags: [
    ...flagTable(`
      -f, --follow: Follow log output
      --index int: index of the container if service has multiple replicas
      --no-color: Produce monochrome output
      --no-log-prefix: Don't print prefix in logs
      --since string: Show logs since timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)
      -t, --timestamps: Show timestamps
      --until string: Show logs before a timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)
    `),
    ...flagTable('-n, --tail string: Number of lines to show from the end of the logs for each container').map(
      (spec) => ({
        ...spec,
        default: 'all',
        defaultText: 'all',
      }),
    ),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./logs.ts')).runLogs(invocation),
};

const top: Command = {
  name: 'top',
  use: '[SERVICES...]',
  short: 'Display the running processes',
  flags: dryRunFlag,
  arguments: anyArguments,
  run: async (invocation) => (await import('./top.ts')).runTop(invocation),
};

const port: Command = {
  name: 'port',
  use: '[OPTIONS] SERVICE PRIVATE_PORT',
  short: 'Print the public port for a port binding',
  flags: [
    ...indexFlag,
    ...flagTable('--protocol string: tcp or udp').map((spec) => ({ ...spec, default: 'tcp', defaultText: 'tcp' })),
    ...dryRunFlag,
  ],
  arguments: tersely(atLeast(2)),
  run: async (invocation) => (await import('./port.ts')).runPort(invocation),
};

const images: Command = {
  name: 'images',
  use: '[OPTIONS] [SERVICE...]',
  short: 'List images used by the created containers',
  flags: [...oldFormatFlag, ...flagTable('-q, --quiet: Only display IDs'), ...dryRunFlag],
  arguments: anyArguments,
  run: async (invocation) => (await import('./images.ts')).runImages(invocation),
};

const events: Command = {
  name: 'events',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Receive real time events from containers',
  flags: [...flagTable('--json: Output events as a stream of json objects'), ...dryRunFlag],
  arguments: anyArguments,
  run: async (invocation) => (await import('./events.ts')).runEvents(invocation),
};

const ls: Command = {
  name: 'ls',
  use: '[OPTIONS]',
  short: 'List running compose projects',
  flags: [
    ...flagTable(`
      -a, --all: Show all stopped Compose projects
      -q, --quiet: Only display project names
    `),
    filterFlag('Filter output based on conditions provided'),
    ...oldFormatFlag,
    ...dryRunFlag,
  ],
  arguments: tersely(noArguments),
  run: async (invocation) => (await import('./ls.ts')).runLs(invocation),
};

const stats: Command = {
  name: 'stats',
  use: '[OPTIONS] [SERVICE]',
  short: 'Display a live stream of container(s) resource usage statistics',
  flags: [
    ...flagTable(`
      -a, --all: Show all containers (default shows just running)
      --no-stream: Disable streaming stats and only pull the first result
      --no-trunc: Do not truncate output
    `),
    { ...listFormatFlag, help: listFormatFlag.help.replace('/go/formatting/', '/engine/cli/formatting/') },
    ...dryRunFlag,
  ],
  arguments: tersely({ least: 0, most: 1 }),
  run: async (invocation) => (await import('./stats.ts')).runStats(invocation),
};

const volumes: Command = {
  name: 'volumes',
  use: '[OPTIONS] [SERVICE...]',
  short: 'List volumes',
  flags: [withTable(listFormatFlag), ...flagTable('-q, --quiet: Only display volume names'), ...dryRunFlag],
  arguments: anyArguments,
  run: async (invocation) => (await import('./volumes.ts')).runVolumes(invocation),
};

/** The commands of compose that look at a project, or at one of its containers: ps, logs, exec … */
export const observingCommands: readonly Command[] = [
  ...[ps, logs, top, port, images, events, ls, stats, volumes],
  ...singleContainerCommands,
  ...stateCommands,
];
