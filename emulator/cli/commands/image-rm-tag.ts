import type { Command } from '../command.ts';
import { ApiError, CliError, errorMessage, throwJoined } from '../errors.ts';
import { atLeast, exactly } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { familiarName, isImageId, parseReference, withDefaultTag } from '../reference.ts';
import { forceFlag } from './common-flags.ts';
import { encodedPath, pathName } from './several.ts';

export const imageRm: Command = {
  name: 'rm',
  aliases: ['rmi', 'remove'],
  use: '[OPTIONS] IMAGE [IMAGE...]',
  short: 'Remove one or more images',
  aliasLine: 'docker image rm, docker image remove, docker rmi',
  flags: [
    forceFlag('Force removal of the image'),
    { name: 'no-prune', type: flagTypes.bool, help: 'Do not delete untagged parents' },
    ...flagTable(
      '--platform strings: Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
      { apiVersion: '1.50', absent: 'its images have one platform each' },
    ),
  ],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    const isForced = flags.bool('force');
    const query = { force: isForced, noprune: flags.bool('no-prune') };
    const errors: unknown[] = [];
    for (const name of args) {
      try {
        const path = `/images/${encodedPath(name)}`;
        for (const { Deleted, Untagged } of await cli.api.delete<{ Deleted?: string; Untagged?: string }[]>(path, {
          query,
        })) {
          await cli.out(Deleted ? `Deleted: ${Deleted}\n` : `Untagged: ${Untagged}\n`);
        }
      } catch (error) {
        errors.push(error);
      }
    }
    const isFatal = errors.some((error) => !(error instanceof ApiError) || !error.isNotFound);
    if (!isForced || isFatal) throwJoined(errors);
    else for (const error of errors) await cli.err(`${errorMessage(error)}\n`);
  },
};

export const imageTag: Command = {
  name: 'tag',
  use: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  short: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE',
  aliasLine: 'docker image tag, docker tag',
  flags: [],
  isInterspersed: false,
  arguments: exactly(2),
  run: async ({ cli, args }) => {
    const [source = '', target = ''] = args;
    if (!isImageId(source))
      explained(`Error parsing reference: ${JSON.stringify(source)} is not a valid repository/tag`, source);
    const reference = explained(
      `Error parsing reference: ${JSON.stringify(target)} is not a valid repository/tag`,
      target,
    );
    if (reference.digest !== undefined) throw new CliError('refusing to create a tag with a digest reference');
    await cli.api.post(`/images/${pathName(source, 'image')}/tag`, {
      query: { repo: familiarName(reference), tag: withDefaultTag(reference).tag },
    });
  },
};

function explained(prefix: string, name: string): ReturnType<typeof parseReference> {
  try {
    return parseReference(name);
  } catch (error) {
    throw new CliError(`${prefix}: ${errorMessage(error)}`);
  }
}
