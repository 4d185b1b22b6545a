import type { Invocation } from '../../command.ts';
import { noArguments } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import type { Command } from '../../command.ts';
import { dryRunFlag } from './project-flags.ts';

/** The version of docker compose whose behaviour this has, marked as Slipway's: the one of Docker's CLI 28.2.2. */
export const composeVersion = 'v2.36.2+slipway';

export const composeVersionCommand: Command = {
  name: 'version',
  use: '[OPTIONS]',
  short: 'Show the Docker Compose version information',
  flags: [
    ...flagTable(`
      -f, --format string: Format the output. Values: [pretty | json]. (Default: pretty)
      --short: Shows only Compose's version number
    `),
    ...dryRunFlag,
  ],
  arguments: noArguments,
  run: ({ cli, flags }: Invocation) => {
    if (flags.bool('short')) return cli.out(`${composeVersion.slice(1)}\n`);
    if (flags.string('format') === 'json') return cli.out(`${JSON.stringify({ version: composeVersion })}\n`);
    return cli.out(`Docker Compose version ${composeVersion}\n`);
  },
};
