import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { atLeast } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { relay } from '../terminal/hijack.ts';
import { followTerminalSize } from '../terminal/resize.ts';
import { detachKeysFlag } from './common-flags.ts';
import { checkTty } from './container-attach.ts';
import { environmentType, readEnvironment } from './environment.ts';
import { pathName } from './several.ts';

const { bool, string, list } = flagTypes;

export const containerExec: Command = {
  name: 'exec',
  use: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  short: 'Execute a command in a running container',
  aliasLine: 'docker container exec, docker exec',
  flags: [
    { name: 'detach', short: 'd', type: bool, help: 'Detached mode: run command in the background' },
    detachKeysFlag,
    { name: 'env', short: 'e', type: environmentType, help: 'Set environment variables' },
    { name: 'env-file', type: list, help: 'Read in a file of environment variables' },
    { name: 'interactive', short: 'i', type: bool, help: 'Keep STDIN open even if not attached' },
    { name: 'privileged', type: bool, help: 'Give extended privileges to the command' },
    { name: 'tty', short: 't', type: bool, help: 'Allocate a pseudo-TTY' },
    { name: 'user', short: 'u', type: string, help: 'Username or UID (format: "<name|uid>[:<group|gid>]")' },
    { name: 'workdir', short: 'w', type: string, help: 'Working directory inside the container' },
  ],
  isInterspersed: false,
  arguments: atLeast(2),
  run: async ({ cli, flags, args }) => {
    const [name = '', ...command] = args;
    return execIn(cli, name, {
      command,
      environment: await readEnvironment(cli, flags.list('env-file'), flags.list('env')),
      isDetached: flags.bool('detach'),
      stdin: flags.bool('interactive'),
      tty: flags.bool('tty'),
      isPrivileged: flags.bool('privileged'),
      user: flags.string('user'),
      workingDir: flags.string('workdir'),
      detachKeys: flags.string('detach-keys'),
    });
  },
};

export interface ExecOptions {
  readonly command: readonly string[];
  /** 'NAME=value' */
  readonly environment: readonly string[];
  readonly isDetached: boolean;
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly isPrivileged: boolean;
  readonly user: string;
  readonly workingDir: string;
  /** '' is Ctrl-P Ctrl-Q. */
  readonly detachKeys: string;
}

/** Runs a command in a container; resolves to its exit code, 0 when detached. */
export async function execIn(cli: Cli, container: string, options: ExecOptions): Promise<number> {
  const path = `/containers/${pathName(container)}`;
  const { isDetached, tty, detachKeys } = options;
  const stdin = options.stdin && !isDetached;
  if (!isDetached && stdin && tty && !cli.io.stdinIsTty) {
    // a container that is not there is the more important error
    await cli.api.get(`${path}/json`);
    checkTty(cli, stdin, tty);
  }
  const { rows, columns } = cli.io.size();
  const consoleSize = tty && rows > 0 ? [rows, columns] : undefined;
  const created = await cli.api.post<{ Id: string }>(`${path}/exec`, {
    body: {
      User: options.user,
      Privileged: options.isPrivileged,
      Tty: tty,
      ConsoleSize: consoleSize,
      AttachStdin: stdin,
      AttachStdout: !isDetached,
      AttachStderr: !isDetached,
      Detach: isDetached,
      DetachKeys: detachKeys,
      Env: options.environment,
      WorkingDir: options.workingDir,
      Cmd: options.command,
    },
  });
  const exec = `/exec/${created.Id}`;
  const body = { Detach: isDetached, Tty: tty, ConsoleSize: consoleSize };
  if (isDetached) {
    await cli.api.post(`${exec}/start`, { body });
    return 0;
  }
  const connection = await cli.api.hijack(`${exec}/start`, { body });
  const stopResize = tty && cli.io.stdinIsTty ? followTerminalSize(cli, exec) : undefined;
  try {
    const end = await relay(cli, connection, { stdin, stdout: true, stderr: true, tty, detachKeys });
    if (end === 'detached') throw new CliError('read escape sequence');
  } finally {
    stopResize?.();
  }
  return (await cli.api.get<{ ExitCode: number }>(`${exec}/json`)).ExitCode;
}
