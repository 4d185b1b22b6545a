import type { Cli } from '../cli.ts';
import type { Command, CommandGroup, Invocation } from '../command.ts';
import { CliError, throwJoined } from '../errors.ts';
import { indentJson } from '../format/json-text.ts';
import { atLeast, between, exactly } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { canonicalString, type ImageReference } from '../reference.ts';
import { annotate } from './annotate.ts';
import { manifestList, manifestRecord, namedAs, normalReference, type ImageManifest } from './image-manifest.ts';
import { noSuchList, removeList, storedList, storedManifest, storeManifest } from './manifest-store.ts';
import { checkRegistry, pushList } from './push-list.ts';
import { remoteManifest, remoteManifests } from './remote.ts';

const commands: readonly Command[] = [
  {
    name: 'annotate',
    use: '[OPTIONS] MANIFEST_LIST MANIFEST',
    short: 'Add additional information to a local image manifest',
    arguments: exactly(2),
    flags: flagTable(`
      --arch string: Set architecture
      --os string: Set operating system
      --os-features strings: Set operating system feature
      --os-version string: Set operating system version
      --variant string: Set architecture variant
    `),
    run: annotate,
  },
  {
    name: 'create',
    use: 'MANIFEST_LIST MANIFEST [MANIFEST...]',
    short: 'Create a local manifest list for annotating and pushing to a registry',
    arguments: atLeast(2),
    flags: flagTable(`
      -a, --amend: Amend an existing manifest list
      --insecure: Allow communication with an insecure registry
    `),
    run: create,
  },
  {
    name: 'inspect',
    use: '[OPTIONS] [MANIFEST_LIST] MANIFEST',
    short: 'Display an image manifest, or manifest list',
    arguments: between(1, 2),
    flags: flagTable(`
      --insecure: Allow communication with an insecure registry
      -v, --verbose: Output additional info including layers and platform
    `),
    run: inspect,
  },
  {
    name: 'push',
    use: '[OPTIONS] MANIFEST_LIST',
    short: 'Push a manifest list to a repository',
    arguments: exactly(1),
    flags: flagTable(`
      --insecure: Allow push to an insecure registry
      -p, --purge: Remove the local manifest list after push
    `),
    async run({ cli, flags, args: [name = ''] }) {
      const target = normalReference(name);
      const manifests = await storedList(cli, target);
      if (!manifests) throw noSuchList(target);
      if (manifests.length === 0) throw new CliError(`${canonicalString(target)} not found`);
      await pushList(cli, target, manifests);
      if (flags.bool('purge')) await removeList(cli, target);
    },
  },
  {
    name: 'rm',
    use: 'MANIFEST_LIST [MANIFEST_LIST...]',
    short: 'Delete one or more manifest lists from local storage',
    arguments: atLeast(1),
    flags: [],
    async run({ cli, args }) {
      const errors: unknown[] = [];
      for (const name of args) {
        try {
          const list = normalReference(name);
          if (!(await storedList(cli, list))) throw noSuchList(list);
          await removeList(cli, list);
        } catch (error) {
          errors.push(error);
        }
      }
      throwJoined(errors);
    },
  },
];

async function create({ cli, flags, args: [name = '', ...images] }: Invocation): Promise<void> {
  const target = namedAs(`error parsing name for manifest list ${name}`, name);
  if (!flags.bool('amend') && (await storedList(cli, target))) {
    throw new CliError('refusing to amend an existing manifest list with no --amend flag');
  }
  for (const image of images) {
    const reference = normalReference(image);
    const manifest =
      (await storedManifest(cli, target, reference)) ?? (await remoteManifest(cli, reference, flags.bool('insecure')));
    await storeManifest(cli, target, reference, manifest);
  }
  await cli.out(`Created manifest list ${canonicalString(target)}\n`);
}

async function inspect({ cli, flags, args }: Invocation): Promise<void> {
  const reference = normalReference(args.at(-1) ?? '');
  const found =
    args.length === 2
      ? await ofList(cli, normalReference(args[0] ?? ''), reference)
      : ((await storedList(cli, reference)) ?? (await remoteManifests(cli, reference, flags.bool('insecure'))));
  await cli.out(`${text(reference, found, flags.bool('verbose'))}\n`);
}

async function ofList(cli: Cli, list: ImageReference, reference: ImageReference): Promise<ImageManifest> {
  const manifest = await storedManifest(cli, list, reference);
  if (!manifest) throw noSuchList(reference);
  return manifest;
}

function text(reference: ImageReference, found: ImageManifest | ImageManifest[], isVerbose: boolean): string {
  if (Array.isArray(found)) {
    if (isVerbose) return indentJson(`[${found.map(manifestRecord).join(',')}]`, '\t');
    checkRegistry(reference, found, 'failed to assemble ManifestDescriptor: ');
    return manifestList(found).text;
  }
  return indentJson(isVerbose ? manifestRecord(found) : new TextDecoder().decode(found.raw), '\t');
}

const long = `The **docker manifest** command has subcommands for managing image manifests and
manifest lists. A manifest list allows you to use one name to refer to the same image
built for multiple architectures.

To see help for a subcommand, use:

    docker manifest CMD --help

For full details on using docker manifest lists, see the registry v2 specification.`;

/** What Docker puts below the text of a command that may still change. */
const experimental = (path: string): string => `EXPERIMENTAL:
  ${path} is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`;

export const manifestGroup: CommandGroup = {
  name: 'manifest',
  short: 'Manage Docker image manifests and manifest lists',
  long: `${long}\n\n${experimental('docker manifest')}`,
  use: 'COMMAND',
  hasSpaceBeforeHelp: true,
  commands: commands.map((command) => ({
    ...command,
    long: `${command.short}\n\n${experimental(`docker manifest ${command.name}`)}`,
  })),
};
