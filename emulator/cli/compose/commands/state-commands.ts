import type { Command } from '../../command.ts';
import { absent } from '../../commands/absent/absent.ts';
import { anyArguments, atLeast, exactly } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import { dryRunFlag } from './project-flags.ts';

const kill: Command = {
  name: 'kill',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Force stop service containers',
  flags: [
    ...flagTable('--remove-orphans: Remove containers for services not defined in the Compose file'),
    ...flagTable('-s, --signal string: SIGNAL to send to the container').map((spec) => ({
      ...spec,
      default: 'SIGKILL',
      defaultText: 'SIGKILL',
    })),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./lifecycle.ts')).runKill(invocation),
};

const pause: Command = {
  name: 'pause',
  use: '[SERVICE...]',
  short: 'Pause services',
  flags: dryRunFlag,
  arguments: anyArguments,
  run: async (invocation) => (await import('./lifecycle.ts')).runPause(invocation, 'pause'),
};

const unpause: Command = {
  name: 'unpause',
  use: '[SERVICE...]',
  short: 'Unpause services',
  flags: dryRunFlag,
  arguments: anyArguments,
  run: async (invocation) => (await import('./lifecycle.ts')).runPause(invocation, 'unpause'),
};

const rm: Command = {
  name: 'rm',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Removes stopped service containers',
  long: `Removes stopped service containers

By default, anonymous volumes attached to containers will not be removed. You
can override this with -v. To list all volumes, use "docker volume ls".

Any data which is not in a volume will be lost.`,
  flags: [
    ...flagTable(`
      -f, --force: Don't ask to confirm removal
      -s, --stop: Stop the containers, if required, before removing
      -v, --volumes: Remove any anonymous volumes attached to containers
    `),
    ...flagTable('-a, --all: Deprecated - no effect').map((spec) => ({ ...spec, hidden: true })),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./lifecycle.ts')).runRemove(invocation),
};

const wait: Command = {
  name: 'wait',
  use: 'SERVICE [SERVICE...] [OPTIONS]',
  short: 'Block until containers of all (or specified) services stop.',
  flags: [...flagTable('--down-project: Drops project when the first container stops'), ...dryRunFlag],
  arguments: atLeast(1),
  run: async (invocation) => (await import('./lifecycle.ts')).runWait(invocation),
};

const publish = absent(
  [
    {
      name: 'publish',
      use: '[OPTIONS] REPOSITORY[:TAG]',
      short: 'Publish compose application',
      flags: [
        ...flagTable(`
          --oci-version string: OCI image/artifact specification version (automatically determined by default)
          --resolve-image-digests: Pin image tags to digests
          --with-env: Include environment variables in the published OCI artifact
          -y, --yes: Assume "yes" as answer to all prompts
        `),
        ...dryRunFlag,
      ],
      arguments: exactly(1),
    },
  ],
  "what it publishes is for 'docker compose -f oci://…', which reads other places than this machine's folders",
);

const watch: Command = {
  name: 'watch',
  use: '[SERVICE...]',
  short: 'Watch build context for service and rebuild/refresh containers when files are updated',
  flags: [
    ...flagTable(`
      --no-up: Do not build & start services before watching
      --quiet: hide build output
    `),
    ...flagTable('--prune: Prune dangling images on rebuild').map((spec) => ({
      ...spec,
      default: true,
      defaultText: 'true',
    })),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./watch.ts')).runWatch(invocation),
};

/** The commands of compose that change what containers are doing, without a look at what the file says of them. */
export const stateCommands: readonly Command[] = [kill, pause, unpause, rm, wait, ...publish, watch];
