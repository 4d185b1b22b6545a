import type { CommandGroup } from '../../command.ts';
import { listFormatFlag } from '../common-flags.ts';
import { atLeast, exactly, noArguments } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { absent } from './absent.ts';
import { NO_SWARM } from './swarm.ts';

export const stackGroup: CommandGroup = {
  name: 'stack',
  short: 'Manage Swarm stacks',
  isSwarm: true,
  requires: 'swarm-manager',
  use: '[OPTIONS]',
  commands: absent(
    [
      {
        name: 'config',
        use: '[OPTIONS]',
        short: 'Outputs the final config file, after doing merges and interpolations',
        arguments: noArguments,
        flags: flagTable(`
      -c, --compose-file strings: Path to a Compose file, or "-" to read from stdin
      --skip-interpolation: Skip interpolation and output only merged config
    `),
      },
      {
        name: 'deploy',
        aliases: ['up'],
        use: '[OPTIONS] STACK',
        short: 'Deploy a new stack or update an existing stack',
        aliasLine: 'docker stack deploy, docker stack up',
        arguments: exactly(1),
        flags: flagTable(`
      -c, --compose-file strings: Path to a Compose file, or "-" to read from stdin
      -d, --detach: Exit immediately instead of waiting for the stack services to converge (default true)
      --prune: Prune services that are no longer referenced
      -q, --quiet: Suppress progress output
      --resolve-image string: Query the registry to resolve image digest and supported platforms ("always", "changed", "never") (default "always")
      --with-registry-auth: Send registry authentication details to Swarm agents
    `),
      },
      {
        name: 'ls',
        aliases: ['list'],
        use: '[OPTIONS]',
        short: 'List stacks',
        aliasLine: 'docker stack ls, docker stack list',
        arguments: noArguments,
        flags: [listFormatFlag],
      },
      {
        name: 'ps',
        use: '[OPTIONS] STACK',
        short: 'List the tasks in the stack',
        arguments: exactly(1),
        flags: [
          listFormatFlag,
          ...flagTable(`
      -f, --filter filter: Filter output based on conditions provided
      --no-resolve: Do not map IDs to Names
      --no-trunc: Do not truncate output
      -q, --quiet: Only display task IDs
    `),
        ],
      },
      {
        name: 'rm',
        aliases: ['remove', 'down'],
        use: '[OPTIONS] STACK [STACK...]',
        short: 'Remove one or more stacks',
        aliasLine: 'docker stack rm, docker stack remove, docker stack down',
        arguments: atLeast(1),
        flags: flagTable(`
      -d, --detach: Do not wait for stack removal (default true)
    `),
      },
      {
        name: 'services',
        use: '[OPTIONS] STACK',
        short: 'List the services in the stack',
        arguments: exactly(1),
        flags: [
          listFormatFlag,
          ...flagTable(`
      -f, --filter filter: Filter output based on conditions provided
      -q, --quiet: Only display IDs
    `),
        ],
      },
    ],
    NO_SWARM,
    () => ({ path: '/services' }),
  ),
};
