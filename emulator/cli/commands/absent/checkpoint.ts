import type { CommandGroup } from '../../command.ts';
import { exactly } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { absent } from './absent.ts';

/** Docker has these only with a daemon that has experimental features switched on, and Slipway's has none. */
export const checkpointGroup: CommandGroup = {
  name: 'checkpoint',
  short: 'Manage checkpoints',
  requires: 'experimental',
  commands: absent(
    [
      {
        name: 'create',
        use: '[OPTIONS] CONTAINER CHECKPOINT',
        short: 'Create a checkpoint from a running container',
        arguments: exactly(2),
        flags: flagTable(`
      --checkpoint-dir string: Use a custom checkpoint storage directory
      --leave-running: Leave the container running after checkpoint
    `),
      },
      {
        name: 'ls',
        aliases: ['list'],
        use: '[OPTIONS] CONTAINER',
        short: 'List checkpoints for a container',
        aliasLine: 'docker checkpoint ls, docker checkpoint list',
        arguments: exactly(1),
        flags: flagTable(`
      --checkpoint-dir string: Use a custom checkpoint storage directory
    `),
      },
      {
        name: 'rm',
        aliases: ['remove'],
        use: '[OPTIONS] CONTAINER CHECKPOINT',
        short: 'Remove a checkpoint',
        aliasLine: 'docker checkpoint rm, docker checkpoint remove',
        arguments: exactly(2),
        flags: flagTable(`
      --checkpoint-dir string: Use a custom checkpoint storage directory
    `),
      },
    ],
    'it needs an experimental daemon and CRIU, which its kernel has not',
  ),
};
