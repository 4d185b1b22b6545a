import type { CommandGroup } from '../../command.ts';
import { listFormatFlag, shortInspectFormatFlag } from '../common-flags.ts';
import { atLeast, between, noArguments } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { absent } from './absent.ts';
import { NO_SWARM } from './swarm.ts';

export const secretGroup: CommandGroup = {
  name: 'secret',
  short: 'Manage Swarm secrets',
  isSwarm: true,
  requires: 'swarm-manager',
  commands: absent(
    [
      {
        name: 'create',
        use: '[OPTIONS] SECRET [file|-]',
        short: 'Create a secret from a file or STDIN as content',
        arguments: between(1, 2),
        flags: flagTable(`
      -d, --driver string: Secret driver
      -l, --label list: Secret labels
      --template-driver string: Template driver
    `),
      },
      {
        name: 'inspect',
        use: '[OPTIONS] SECRET [SECRET...]',
        short: 'Display detailed information on one or more secrets',
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
        short: 'List secrets',
        aliasLine: 'docker secret ls, docker secret list',
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
        name: 'rm',
        aliases: ['remove'],
        use: 'SECRET [SECRET...]',
        short: 'Remove one or more secrets',
        aliasLine: 'docker secret rm, docker secret remove',
        arguments: atLeast(1),
        flags: [],
      },
    ],
    NO_SWARM,
    () => ({ path: '/secrets' }),
  ),
};
