import type { Command } from '../../command.ts';
import { sigProxyFlag } from '../../commands/container-attach.ts';
import { atLeast, between, exactly, tersely } from '../../parse/arguments.ts';
import { flagTable } from '../../parse/flag-table.ts';
import type { FlagSpec } from '../../parse/flags.ts';
import { dryRunFlag } from './project-flags.ts';

const indexFlag = (help = 'index of the container if service has multiple replicas.'): FlagSpec[] =>
  flagTable(`--index int: ${help}`);
const yes = (spec: FlagSpec): FlagSpec => ({ ...spec, default: true, defaultText: 'true' });

const exec: Command = {
  name: 'exec',
  use: '[OPTIONS] SERVICE COMMAND [ARGS...]',
  short: 'Execute a command in a running container',
  flags: [
    ...indexFlag('Index of the container if service has multiple replicas'),
    ...flagTable(`
      -d, --detach: Detached mode: Run command in the background
      -e, --env stringArray: Set environment variables
      --privileged: Give extended privileges to the process
      -u, --user string: Run the command as this user
      -w, --workdir string: Path to workdir directory for this command
    `),
    // the default that --help shows is that of no terminal, as in Docker's reference
    ...flagTable('-T, --no-TTY: Disable pseudo-TTY allocation. By default `docker compose exec` allocates a TTY.').map(
      (spec) => ({ ...spec, defaultText: 'true' }),
    ),
    ...flagTable(`
      -i, --interactive: Keep STDIN open even if not attached
      -t, --tty: Allocate a pseudo-TTY
    `).map((spec) => ({ ...yes(spec), hidden: true })),
    ...dryRunFlag,
  ],
  isInterspersed: false,
  arguments: tersely(atLeast(2)),
  run: async (invocation) => (await import('./single-container.ts')).runExec(invocation),
};

const attach: Command = {
  name: 'attach',
  use: '[OPTIONS] SERVICE',
  short: "Attach local standard input, output, and error streams to a service's running container",
  flags: [
    ...indexFlag(),
    ...flagTable(`
      --detach-keys string: Override the key sequence for detaching from a container.
      --no-stdin: Do not attach STDIN
    `),
    sigProxyFlag('Proxy all received signals to the process'),
    ...dryRunFlag,
  ],
  arguments: tersely(atLeast(1)),
  run: async (invocation) => (await import('./single-container.ts')).runAttach(invocation),
};

const cp: Command = {
  name: 'cp',
  use: '[OPTIONS] SERVICE:SRC_PATH DEST_PATH|-',
  moreUsage: ['docker compose cp [OPTIONS] SRC_PATH|- SERVICE:DEST_PATH'],
  short: 'Copy files/folders between a service container and the local filesystem',
  flags: [
    ...indexFlag('Index of the container if service has multiple replicas'),
    ...flagTable(`
      --all: Include containers created by the run command
      -a, --archive: Archive mode (copy all uid/gid information)
      -L, --follow-link: Always follow symbol link in SRC_PATH
    `),
    ...dryRunFlag,
  ],
  arguments: exactly(2),
  run: async (invocation) => (await import('./cp.ts')).runCopy(invocation),
};

const commit: Command = {
  name: 'commit',
  use: '[OPTIONS] SERVICE [REPOSITORY[:TAG]]',
  short: "Create a new image from a service container's changes",
  flags: [
    ...indexFlag(),
    ...flagTable(`
      -a, --author string: Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")
      -c, --change list: Apply Dockerfile instruction to the created image
      -m, --message string: Commit message
    `),
    ...flagTable('-p, --pause: Pause container during commit').map(yes),
    ...dryRunFlag,
  ],
  arguments: tersely(between(1, 2)),
  run: async (invocation) => (await import('./single-container.ts')).runCommit(invocation),
};

const exportCommand: Command = {
  name: 'export',
  use: '[OPTIONS] SERVICE',
  short: "Export a service container's filesystem as a tar archive",
  flags: [...indexFlag(), ...flagTable('-o, --output string: Write to a file, instead of STDOUT'), ...dryRunFlag],
  arguments: tersely(atLeast(1)),
  run: async (invocation) => (await import('./single-container.ts')).runExport(invocation),
};

/** The commands of compose that are about one container of a service. */
export const singleContainerCommands: readonly Command[] = [exec, attach, cp, commit, exportCommand];
