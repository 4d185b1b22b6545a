import type { Command, CommandGroup } from '../../command.ts';
import { anyArguments } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { observingCommands } from './observing.ts';
import { operationCommands } from './operations.ts';
import { dryRunFlag, projectFlags } from './project-flags.ts';
import { composeVersionCommand } from './version.ts';

// What runs is loaded when it is used: YAML and the schema are no part of what a tab loads to begin with.
const config: Command = {
  name: 'config',
  aliases: ['convert'],
  aliasLine: 'docker compose config, docker compose convert',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Parse, resolve and render compose file in canonical format',
  flags: [
    ...flagTable(`
      --environment: Print environment used for interpolation.
      --format string: Format the output. Values: [yaml | json]
      --hash string: Print the service config hash, one per line.
      --images: Print the image names, one per line.
      --networks: Print the network names, one per line.
      --no-consistency: Don't check model consistency - warning: may produce invalid Compose output
      --no-env-resolution: Don't resolve service env files
      --lock-image-digests: Produces an override file with image digests
      --no-interpolate: Don't interpolate environment variables
      --no-normalize: Don't normalize compose model
      --no-path-resolution: Don't resolve file paths
      -o, --output string: Save to file (default to stdout)
      --profiles: Print the profile names, one per line.
      -q, --quiet: Only validate the configuration, don't print anything
      --resolve-image-digests: Pin image tags to digests
      --services: Print the service names, one per line.
      --variables: Print model variables and default values.
      --volumes: Print the volume names, one per line.
    `),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./config.ts')).runConfig(invocation),
};

/** `docker compose`, and `docker-compose`, which the guest has as the same command. */
export const composeGroup: CommandGroup = {
  name: 'compose',
  short: 'Docker Compose',
  long: 'Define and run multi-container applications with Docker',
  flags: [...projectFlags, ...dryRunFlag],
  isPlugin: true,
  commands: [...operationCommands, ...observingCommands, config, composeVersionCommand],
};
