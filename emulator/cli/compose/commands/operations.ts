import type { Command } from '../../command.ts';
import { anyArguments, atLeast, tersely } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import type { FlagSpec } from '../../parse/flags.ts';
import { dryRunFlag } from './project-flags.ts';
import { createFlags, upFlags } from './up-flags.ts';
import { runFlags } from './run-flags.ts';

const hidden = (specs: readonly FlagSpec[]): FlagSpec[] => specs.map((spec) => ({ ...spec, hidden: true }));
const timeoutFlag = flagTable('-t, --timeout int: Specify a shutdown timeout in seconds');
const quietFlag = (help: string): FlagSpec[] => flagTable(`-q, --quiet: ${help}`);

const up: Command = {
  name: 'up',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Create and start containers',
  flags: [...upFlags, ...dryRunFlag],
  arguments: anyArguments,
  run: async (invocation) => (await import('./up.ts')).runUp(invocation),
};

const create: Command = {
  name: 'create',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Creates containers for a service',
  flags: [...createFlags, ...dryRunFlag],
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runCreate(invocation),
};

const down: Command = {
  name: 'down',
  use: '[OPTIONS] [SERVICES]',
  short: 'Stop and remove containers, networks',
  flags: [
    ...flagTable(`
      --remove-orphans: Remove containers for services not defined in the Compose file
      --rmi string: Remove images used by services. "local" remove only images that don't have a custom tag ("local"|"all")
      -v, --volumes: Remove named volumes declared in the "volumes" section of the Compose file and anonymous volumes attached to containers
    `),
    ...hidden(flagTable('--volume: DEPRECATED: use --volumes')).map((spec) => ({ ...spec, aliasOf: 'volumes' })),
    ...timeoutFlag,
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runDown(invocation),
};

const start: Command = {
  name: 'start',
  use: '[SERVICE...]',
  short: 'Start services',
  flags: dryRunFlag,
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runStart(invocation),
};

const stop: Command = {
  name: 'stop',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Stop services',
  flags: [...timeoutFlag, ...dryRunFlag],
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runStop(invocation),
};

const restart: Command = {
  name: 'restart',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Restart service containers',
  flags: [...flagTable("--no-deps: Don't restart dependent services"), ...timeoutFlag, ...dryRunFlag],
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runRestart(invocation),
};

const scale: Command = {
  name: 'scale',
  use: '[SERVICE=REPLICAS...]',
  short: 'Scale services ',
  flags: [...flagTable("--no-deps: Don't start linked services"), ...dryRunFlag],
  arguments: tersely(atLeast(1)),
  run: async (invocation) => (await import('./changes.ts')).runScale(invocation),
};

const build: Command = {
  name: 'build',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Build or rebuild services',
  flags: [
    ...flagTable(`
      --build-arg stringArray: Set build-time variables for services
      --builder string: Set builder to use
      --check: Check build configuration
      -m, --memory bytes: Set memory limit for the build container. Not supported by BuildKit.
      --no-cache: Do not use cache when building the image
      --print: Print equivalent bake file
      --pull: Always attempt to pull a newer version of the image
      --push: Push service images
      --ssh string: Set SSH authentications used when building service images. (use 'default' for using your default SSH Agent)
      --with-dependencies: Also build dependencies (transitively)
    `),
    ...quietFlag("Don't print anything to STDOUT"),
    ...hidden(
      flagTable(`
        --parallel: Build images in parallel. DEPRECATED
        --compress: Compress the build context using gzip. DEPRECATED
        --force-rm: Always remove intermediate containers. DEPRECATED
        --no-rm: Do not remove intermediate containers after a successful build. DEPRECATED
        --progress string: Set type of ui output (auto, tty, plain, json, quiet)
      `),
    ),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runBuild(invocation),
};

const pull: Command = {
  name: 'pull',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Pull service images',
  flags: [
    ...flagTable(`
      --ignore-buildable: Ignore images that can be built
      --ignore-pull-failures: Pull what it can and ignores images with pull failures
      --include-deps: Also pull services declared as dependencies
      --policy string: Apply pull policy ("missing"|"always")
    `),
    ...quietFlag('Pull without printing progress information'),
    ...hidden(
      flagTable(`
        --parallel: DEPRECATED pull multiple images in parallel
        --no-parallel: DEPRECATED disable parallel pulling
      `),
    ),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runPull(invocation),
};

const push: Command = {
  name: 'push',
  use: '[OPTIONS] [SERVICE...]',
  short: 'Push service images',
  flags: [
    ...flagTable(`
      --ignore-push-failures: Push what it can and ignores images with push failures
      --include-deps: Also push images of services declared as dependencies
    `),
    ...quietFlag('Push without printing progress information'),
    ...dryRunFlag,
  ],
  arguments: anyArguments,
  run: async (invocation) => (await import('./changes.ts')).runPush(invocation),
};

const run: Command = {
  name: 'run',
  use: '[OPTIONS] SERVICE [COMMAND] [ARGS...]',
  short: 'Run a one-off command on a service',
  flags: [...runFlags, ...dryRunFlag],
  isInterspersed: false,
  arguments: tersely(atLeast(1)),
  run: async (invocation) => (await import('./run.ts')).runRun(invocation),
};

/** The commands of compose that change a project: up, down, build … */
export const operationCommands: readonly Command[] = [
  ...[build, create, down, pull, push, restart, run, scale, start, stop, up],
];
