import type { CommandGroup } from '../../command.ts';
import { listFormatFlag, shortInspectFormatFlag } from '../common-flags.ts';
import { atLeast, exactly, noArguments } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { absent } from './absent.ts';
import { NO_SWARM } from './swarm.ts';

export const configGroup: CommandGroup = {
  name: 'config',
  short: 'Manage Swarm configs',
  isSwarm: true,
  requires: 'swarm-manager',
  commands: absent(
    [
      {
        name: 'create',
        use: '[OPTIONS] CONFIG file|-',
        short: 'Create a config from a file or STDIN',
        arguments: exactly(2),
        flags: flagTable(`
      -l, --label list: Config labels
      --template-driver string: Template driver
    `),
      },
      {
        name: 'inspect',
        use: '[OPTIONS] CONFIG [CONFIG...]',
        short: 'Display detailed information on one or more configs',
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
        short: 'List configs',
        aliasLine: 'docker config ls, docker config list',
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
        use: 'CONFIG [CONFIG...]',
        short: 'Remove one or more configs',
        aliasLine: 'docker config rm, docker config remove',
        arguments: atLeast(1),
        flags: [],
      },
    ],
    NO_SWARM,
    () => ({ path: '/configs' }),
  ),
};
