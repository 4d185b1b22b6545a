import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { checkOutputPath, writeOutput } from './archive-files.ts';
import { pathName } from './several.ts';

interface Change {
  readonly Path: string;
  readonly Kind: number;
}

/** By the API's Kind: changed, added, deleted. */
const letters = ['C', 'A', 'D'];

export const containerDiff: Command = {
  name: 'diff',
  use: 'CONTAINER',
  short: "Inspect changes to files or directories on a container's filesystem",
  aliasLine: 'docker container diff, docker diff',
  flags: [],
  arguments: exactly(1),
  run: async ({ cli, args }) => {
    const changes = await cli.api.get<Change[] | null>(`/containers/${pathName(args[0] ?? '')}/changes`);
    await cli.out((changes ?? []).map(({ Kind, Path }) => `${letters[Kind] ?? '?'} ${Path}\n`).join(''));
  },
};

export const containerExport: Command = {
  name: 'export',
  use: '[OPTIONS] CONTAINER',
  short: "Export a container's filesystem as a tar archive",
  aliasLine: 'docker container export, docker export',
  flags: [{ name: 'output', short: 'o', type: flagTypes.string, help: 'Write to a file, instead of STDOUT' }],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) => {
    const output = flags.string('output');
    if (output === '' && cli.io.stdoutIsTty) {
      throw new CliError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
    }
    await checkOutputPath(cli, output, 'failed to export container');
    const { body } = await cli.api.stream('GET', `/containers/${pathName(args[0] ?? '')}/export`);
    await writeOutput(cli, output, body);
  },
};
