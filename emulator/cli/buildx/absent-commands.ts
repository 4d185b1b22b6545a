import type { Command, CommandGroup } from '../command.ts';
import { absent, type AbsentCommand } from '../commands/absent/absent.ts';
import { anyArguments, between, noArguments } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { everyFlags } from './builder-flag.ts';

const withEveryFlag = (commands: readonly AbsentCommand[]): AbsentCommand[] =>
  commands.map((command) => ({ ...command, flags: [...command.flags, ...everyFlags] }));

/** What would make or need another builder. */
export const otherBuilders: readonly Command[] = absent(
  withEveryFlag([
    {
      name: 'create',
      use: '[OPTIONS] [CONTEXT|ENDPOINT]',
      short: 'Create a new builder instance',
      arguments: between(0, 1),
      flags: flagTable(`
        --append: Append a node to builder instead of changing it
        --bootstrap: Boot builder after creation
        --buildkitd-config string: BuildKit daemon config file
        --buildkitd-flags string: BuildKit daemon flags
        --driver string: Driver to use (available: "docker-container", "kubernetes", "remote")
        --driver-opt stringArray: Options for the driver
        --leave: Remove a node from builder instead of changing it
        --name string: Builder instance name
        --node string: Create/modify node with given name
        --platform stringArray: Fixed platforms for current node
        --timeout duration: Override the default timeout for loading builder status (default 20s)
        --use: Set the current builder instance
      `),
    },
    {
      name: 'dial-stdio',
      use: '[OPTIONS]',
      short: 'Proxy current stdio streams to builder instance',
      arguments: noArguments,
      flags: flagTable(`
        --platform string: Target platform: this is used for node selection
        --progress string: Set type of progress output ("auto", "plain", "rawjson", "tty")
      `),
    },
  ]),
  'it has one builder, which builds for the machine it runs on',
);

export const buildxBake: readonly Command[] = absent(
  withEveryFlag([
    {
      name: 'bake',
      aliases: ['f'],
      use: '[OPTIONS] [TARGET...]',
      short: 'Build from a file',
      arguments: anyArguments,
      flags: flagTable(`
        --allow stringArray: Allow build to access specified resources
        --call string: Set method for evaluating build ("check", "outline", "targets")
        --check: Shorthand for "--call=check"
        -f, --file stringArray: Build definition file
        --list string: List targets or variables
        --load: Shorthand for "--set=*.output=type=docker"
        --metadata-file string: Write build result metadata to a file
        --no-cache: Do not use cache when building the image
        --print: Print the options without building
        --progress string: Set type of progress output ("auto", "plain", "quiet", "rawjson", "tty")
        --provenance string: Shorthand for "--set=*.attest=type=provenance"
        --pull: Always attempt to pull all referenced images
        --push: Shorthand for "--set=*.output=type=registry"
        --sbom string: Shorthand for "--set=*.attest=type=sbom"
        --set stringArray: Override target value (e.g., "targetpattern.key=value")
        --var stringArray: Set a variable value (e.g., "name=value")
      `),
    },
  ]),
  'it does not read bake files: build the targets of a compose file with docker compose build, others with docker build',
);

const NO_RECORDS = 'its builder keeps no records of builds that are over';

export const buildxHistory: CommandGroup = {
  name: 'history',
  short: 'Commands to work on build records',
  commands: absent(
    withEveryFlag([
      {
        name: 'export',
        use: '[OPTIONS] [REF...]',
        short: 'Export build records into Docker Desktop bundle',
        arguments: anyArguments,
        flags: flagTable(`
          --all: Export all build records for the builder
          --finalize: Ensure build records are finalized before exporting
          -o, --output string: Output file path
        `),
      },
      {
        name: 'import',
        use: '[OPTIONS] -',
        short: 'Import build records into Docker Desktop',
        arguments: anyArguments,
        flags: flagTable('-f, --file stringArray: Import from a file path'),
      },
      {
        name: 'inspect',
        use: '[OPTIONS] [REF]',
        short: 'Inspect a build record',
        arguments: between(0, 1),
        flags: flagTable('--format string: Format the output'),
      },
      {
        name: 'logs',
        use: '[OPTIONS] [REF]',
        short: 'Print the logs of a build record',
        arguments: between(0, 1),
        flags: flagTable('--progress string: Set type of progress output (plain, rawjson, tty)'),
      },
      {
        name: 'ls',
        use: '[OPTIONS]',
        short: 'List build records',
        arguments: noArguments,
        flags: flagTable(`
          --filter stringArray: Provide filter values (e.g., "status=error")
          --format string: Format the output
          --local: List records for current repository only
          --no-trunc: Don't truncate output
        `),
      },
      {
        name: 'open',
        use: '[OPTIONS] [REF]',
        short: 'Open a build record in Docker Desktop',
        arguments: between(0, 1),
        flags: [],
      },
      {
        name: 'rm',
        use: '[OPTIONS] [REF...]',
        short: 'Remove build records',
        arguments: anyArguments,
        flags: flagTable('--all: Remove all build records'),
      },
      {
        name: 'trace',
        use: '[OPTIONS] [REF]',
        short: 'Show the OpenTelemetry trace of a build record',
        arguments: between(0, 1),
        flags: flagTable(`
          --addr string: Address to bind the UI server
          --compare string: Compare with another build record
        `),
      },
    ]),
    NO_RECORDS,
  ),
};
