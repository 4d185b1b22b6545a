import type { CommandGroup } from '../../command.ts';
import { atLeast, between, exactly } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { absent, type AbsentCommand } from './absent.ts';

const commands: readonly AbsentCommand[] = [
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
  },
  {
    name: 'rm',
    use: 'MANIFEST_LIST [MANIFEST_LIST...]',
    short: 'Delete one or more manifest lists from local storage',
    arguments: atLeast(1),
    flags: [],
  },
];

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
  commands: absent(
    commands.map((command) => ({
      ...command,
      long: `${command.short}\n\n${experimental(`docker manifest ${command.name}`)}`,
    })),
    'its images have one platform each, so it keeps no manifest lists',
  ),
};
