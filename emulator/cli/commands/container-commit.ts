import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { between } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import type { ParsedFlags } from '../parse/flags.ts';
import { familiarName, parseReference, withDefaultTag } from '../reference.ts';

export const containerCommit: Command = {
  name: 'commit',
  use: '[OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
  short: "Create a new image from a container's changes",
  aliasLine: 'docker container commit, docker commit',
  flags: [
    {
      name: 'author',
      short: 'a',
      type: flagTypes.string,
      help: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")',
    },
    {
      name: 'change',
      short: 'c',
      type: flagTypes.list,
      help: 'Apply Dockerfile instruction to the created image',
    },
    { name: 'message', short: 'm', type: flagTypes.string, help: 'Commit message' },
    {
      name: 'pause',
      short: 'p',
      type: flagTypes.bool,
      default: true,
      defaultText: 'true',
      help: 'Pause container during commit',
    },
  ],
  arguments: between(1, 2),
  run: async ({ cli, flags, args }) => {
    const [container = '', name = ''] = args;
    await cli.out(`${await commitContainer(cli, container, name, flags)}\n`);
  },
};

/** Makes an image of a container, by the flags of `commit`; resolves to its ID. `name` may be empty. */
export async function commitContainer(cli: Cli, container: string, name: string, flags: ParsedFlags): Promise<string> {
  const reference = name === '' ? undefined : withDefaultTag(parseReference(name));
  if (reference?.digest !== undefined) throw new CliError('refusing to create a tag with a digest reference');
  const { Id } = await cli.api.post<{ Id: string }>('/commit', {
    query: {
      container,
      repo: reference && familiarName(reference),
      tag: reference?.tag,
      comment: flags.string('message'),
      author: flags.string('author'),
      changes: flags.list('change'),
      pause: flags.bool('pause') ? undefined : '0',
    },
    body: null,
  });
  return Id;
}
