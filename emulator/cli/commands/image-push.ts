import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { showProgress } from '../progress.ts';
import { canonicalString, familiarName, parseReference, withDefaultTag } from '../reference.ts';
import { authHeaders } from '../registry-auth.ts';
import { contentTrustFlag, quietFlag } from './common-flags.ts';
import { pathName } from './several.ts';

export const imagePush: Command = {
  name: 'push',
  use: '[OPTIONS] NAME[:TAG]',
  short: 'Upload an image to a registry',
  aliasLine: 'docker image push, docker push',
  flags: [
    {
      name: 'all-tags',
      short: 'a',
      type: flagTypes.bool,
      help: 'Push all tags of an image to the repository',
    },
    { ...contentTrustFlag, help: 'Skip image signing' },
    quietFlag('Suppress verbose output'),
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) => {
    let reference = parseReference(args[0] ?? '');
    const all = flags.bool('all-tags');
    const isQuiet = flags.bool('quiet');
    const isNameOnly = reference.tag === undefined && reference.digest === undefined;
    if (all && !isNameOnly) throw new CliError("tag can't be used with --all-tags/-a");
    if (reference.digest !== undefined) throw new CliError('cannot push a digest reference');
    if (!all && isNameOnly) {
      reference = withDefaultTag(reference);
      if (!isQuiet) await cli.out('Using default tag: latest\n');
    }
    const { body } = await cli.api.stream('POST', `/images/${pathName(familiarName(reference), 'image')}/push`, {
      query: { tag: reference.tag },
      headers: await authHeaders(cli, reference.domain),
    });
    await showProgress(body, {
      write: (text) => (isQuiet ? Promise.resolve() : cli.out(text)),
      isTty: !isQuiet && cli.io.stdoutIsTty,
      columns: () => cli.io.size().columns || 200,
    });
    if (isQuiet) await cli.out(`${canonicalString(reference)}\n`);
  },
};
