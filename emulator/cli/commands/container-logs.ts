import { copyMultiplexed, copyRaw } from '../api/multiplexed.ts';
import type { ContainerDetails } from '../api/types.ts';
import type { Command } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { parseTimestamp } from '../format/go-time.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { pathName } from './several.ts';

const timeHelp = 'timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)';

export const containerLogs: Command = {
  name: 'logs',
  use: '[OPTIONS] CONTAINER',
  short: 'Fetch the logs of a container',
  aliasLine: 'docker container logs, docker logs',
  flags: [
    { name: 'details', type: flagTypes.bool, help: 'Show extra details provided to logs' },
    { name: 'follow', short: 'f', type: flagTypes.bool, help: 'Follow log output' },
    { name: 'since', type: flagTypes.string, help: `Show logs since ${timeHelp}` },
    {
      name: 'tail',
      short: 'n',
      type: flagTypes.string,
      default: 'all',
      defaultText: 'all',
      help: 'Number of lines to show from the end of the logs',
    },
    { name: 'timestamps', short: 't', type: flagTypes.bool, help: 'Show timestamps' },
    { name: 'until', type: flagTypes.string, help: `Show logs before a ${timeHelp}`, apiVersion: '1.35' },
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) => {
    const path = `/containers/${pathName(args[0] ?? '')}`;
    const container = await cli.api.get<ContainerDetails>(`${path}/json`);
    const { body } = await cli.api.stream('GET', `/containers/${container.Id}/logs`, {
      query: {
        stdout: true,
        stderr: true,
        since: timeQuery('since', flags.string('since')),
        until: timeQuery('until', flags.string('until')),
        timestamps: flags.bool('timestamps'),
        follow: flags.bool('follow'),
        details: flags.bool('details'),
        tail: flags.string('tail'),
      },
    });
    if (container.Config.Tty) await copyRaw(body, (bytes) => cli.io.stdout(bytes));
    else
      await copyMultiplexed(
        body,
        (bytes) => cli.io.stdout(bytes),
        (bytes) => cli.io.stderr(bytes),
      );
  },
};

/** --since and --until as the API takes them. */
export function timeQuery(name: string, text: string): string | undefined {
  if (text === '') return undefined;
  try {
    return parseTimestamp(text, Date.now());
  } catch (error) {
    throw new CliError(`invalid value for "${name}": ${errorMessage(error)}`);
  }
}
