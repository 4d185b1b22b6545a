import type { CommandGroup } from '../../command.ts';
import { listFormatFlag, shortInspectFormatFlag } from '../common-flags.ts';
import { anyArguments, atLeast, exactly, noArguments } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { absent } from './absent.ts';
import { NO_SWARM } from './swarm.ts';

export const nodeGroup: CommandGroup = {
  name: 'node',
  short: 'Manage Swarm nodes',
  isSwarm: true,
  requires: 'swarm-manager',
  commands: absent(
    [
      {
        name: 'demote',
        use: 'NODE [NODE...]',
        short: 'Demote one or more nodes from manager in the swarm',
        arguments: atLeast(1),
        flags: [],
      },
      {
        name: 'inspect',
        use: '[OPTIONS] self|NODE [NODE...]',
        short: 'Display detailed information on one or more nodes',
        arguments: atLeast(1),
        flags: [
          shortInspectFormatFlag,
          ...flagTable(`
      --pretty: Print the information in a human friendly format
    `),
        ],
      },
      {
        name: 'ls',
        aliases: ['list'],
        use: '[OPTIONS]',
        short: 'List nodes in the swarm',
        aliasLine: 'docker node ls, docker node list',
        arguments: noArguments,
        flags: [
          listFormatFlag,
          ...flagTable(`
      -f, --filter filter: Filter output based on conditions provided
      -q, --quiet: Only display IDs
    `),
        ],
      },
      {
        name: 'promote',
        use: 'NODE [NODE...]',
        short: 'Promote one or more nodes to manager in the swarm',
        arguments: atLeast(1),
        flags: [],
      },
      {
        name: 'ps',
        use: '[OPTIONS] [NODE...]',
        short: 'List tasks running on one or more nodes, defaults to current node',
        arguments: anyArguments,
        flags: flagTable(`
      -f, --filter filter: Filter output based on conditions provided
      --format string: Pretty-print tasks using a Go template
      --no-resolve: Do not map IDs to Names
      --no-trunc: Do not truncate output
      -q, --quiet: Only display task IDs
    `),
      },
      {
        name: 'rm',
        aliases: ['remove'],
        use: '[OPTIONS] NODE [NODE...]',
        short: 'Remove one or more nodes from the swarm',
        aliasLine: 'docker node rm, docker node remove',
        arguments: atLeast(1),
        flags: flagTable(`
      -f, --force: Force remove a node from the swarm
    `),
      },
      {
        name: 'update',
        use: '[OPTIONS] NODE',
        short: 'Update a node',
        arguments: exactly(1),
        flags: flagTable(`
      --availability string: Availability of the node ("active", "pause", "drain")
      --label-add list: Add or update a node label ("key=value")
      --label-rm list: Remove a node label if exists
      --role string: Role of the node ("worker", "manager")
    `),
      },
    ],
    NO_SWARM,
    () => ({ path: '/nodes' }),
  ),
};
