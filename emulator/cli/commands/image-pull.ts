import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { canonicalString, parseReference, withDefaultTag } from '../reference.ts';
import { contentTrustFlag, platformFlag, quietFlag } from './common-flags.ts';
import { pullImage } from './pull-image.ts';

export const imagePull: Command = {
  name: 'pull',
  use: '[OPTIONS] NAME[:TAG|@DIGEST]',
  short: 'Download an image from a registry',
  aliasLine: 'docker image pull, docker pull',
  flags: [
    { name: 'all-tags', short: 'a', type: flagTypes.bool, help: 'Download all tagged images in the repository' },
    contentTrustFlag,
    platformFlag,
    quietFlag('Suppress verbose output'),
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) => {
    let reference = parseReference(args[0] ?? '');
    const all = flags.bool('all-tags');
    const isNameOnly = reference.tag === undefined && reference.digest === undefined;
    if (all && !isNameOnly) throw new CliError("tag can't be used with --all-tags/-a");
    const isQuiet = flags.bool('quiet');
    if (!all && isNameOnly) {
      reference = withDefaultTag(reference);
      if (!isQuiet) await cli.out('Using default tag: latest\n');
    }
    await pullImage(cli, { reference, platform: flags.string('platform'), all, isQuiet, output: 'stdout' });
    await cli.out(`${canonicalString(reference)}\n`);
  },
};
