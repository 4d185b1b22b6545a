import type { Cli } from '../cli.ts';
import type { Command, Invocation } from '../command.ts';
import { CliError, errorMessage, SignalExit } from '../errors.ts';
import { atLeast } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { relay, type AttachEnd } from '../terminal/hijack.ts';
import { followTerminalSize } from '../terminal/resize.ts';
import { forwardSignals } from '../terminal/signals.ts';
import { detachKeysFlag } from './common-flags.ts';
import { checkTty, sigProxyFlag } from './container-attach.ts';
import { createBody, type CreateBody } from './create-config.ts';
import { checkPullFlag, createContainer } from './create-container.ts';
import { createFlags } from './create-flags.ts';
import { watchExit } from './wait-exit.ts';

const imageUse = '[OPTIONS] IMAGE [COMMAND] [ARG...]';

/** Adds what Docker adds to errors of run and create. */
function withHelp(error: unknown, command: 'run' | 'create', exitCode: number): CliError {
  return new CliError(
    `docker: ${errorMessage(error)}\n\nRun 'docker ${command} --help' for more information`,
    exitCode,
  );
}

/** 127: the command was not found; 126: it cannot be run; 125: anything else (docker-run(1), "Exit Status"). */
function runError(error: unknown): CliError {
  if (error instanceof SignalExit) return error;
  const message = errorMessage(error);
  const isMissing = /executable file not found|no such file or directory|system cannot find the file specified/.test(
    message,
  );
  const isDenied = /permission denied|is a directory/.test(message);
  return withHelp(error, 'run', isMissing ? 127 : isDenied ? 126 : 125);
}

async function parsedBody({ cli, flags, args }: Invocation, command: 'run' | 'create'): Promise<CreateBody> {
  try {
    checkPullFlag(flags);
    return await createBody(cli, flags, args);
  } catch (error) {
    throw withHelp(error, command, 125);
  }
}

export const containerCreate: Command = {
  name: 'create',
  use: imageUse,
  short: 'Create a new container',
  aliasLine: 'docker container create, docker create',
  flags: createFlags,
  isInterspersed: false,
  arguments: atLeast(1),
  run: async (invocation) => {
    const body = await parsedBody(invocation, 'create');
    await invocation.cli.out(`${await createContainer(invocation.cli, invocation.flags, body)}\n`);
  },
};

async function run(invocation: Invocation): Promise<number> {
  const { cli, flags } = invocation;
  const body = await parsedBody(invocation, 'run');
  if (!flags.bool('detach')) checkTty(cli, body.AttachStdin, body.Tty);
  else if (flags.changed('attach'))
    throw new CliError('conflicting options: cannot specify both --attach and --detach');
  else Object.assign(body, { AttachStdin: false, AttachStdout: false, AttachStderr: false, StdinOnce: false });

  let id: string;
  try {
    id = await createContainer(cli, flags, body);
  } catch (error) {
    throw runError(error);
  }
  const stopSignals = flags.bool('sig-proxy') ? forwardSignals(cli, id) : cli.takeSignals(() => undefined);
  try {
    const isAttached = body.AttachStdin || body.AttachStdout || body.AttachStderr;
    return isAttached ? await runAttached(invocation, id, body) : await runDetached(cli, id);
  } finally {
    stopSignals();
  }
}

async function runDetached(cli: Cli, id: string): Promise<number> {
  await cli.out(`${id}\n`);
  try {
    await cli.api.post(`/containers/${id}/start`);
  } catch (error) {
    throw runError(error);
  }
  return 0;
}

/** Attaches before the start, so that nothing the container prints is lost, then relays until it ends. */
async function runAttached({ cli, flags }: Invocation, id: string, body: CreateBody): Promise<number> {
  const detachKeys = flags.string('detach-keys');
  const streams = {
    stdin: body.AttachStdin,
    stdout: body.AttachStdout,
    stderr: body.AttachStderr,
    tty: body.Tty,
    detachKeys,
  };
  const connection = await cli.api.hijack(`/containers/${id}/attach`, {
    query: {
      stream: true,
      stdin: streams.stdin,
      stdout: streams.stdout,
      stderr: streams.stderr,
      detachKeys: detachKeys || undefined,
    },
  });
  const letGo = new AbortController();
  const end = relay(cli, connection, streams, letGo.signal);
  end.catch(() => undefined);
  const isRemoved = flags.bool('rm');
  const exit = await watchExit(cli, id, isRemoved);
  try {
    await cli.api.post(`/containers/${id}/start`);
  } catch (error) {
    letGo.abort();
    await end;
    if (isRemoved) await exit.code;
    throw runError(error);
  }
  const stopResize = body.Tty && cli.io.stdoutIsTty ? followTerminalSize(cli, `/containers/${id}`) : undefined;
  // a container that ends at once has no terminal to resize any more
  void end.finally(stopResize).catch(() => undefined);
  try {
    const showsOutput = streams.stdout || streams.stderr;
    const first: AttachEnd | number = await Promise.race([end, exit.code]);
    if (first === 'detached') return 0;
    if (typeof first !== 'number') return await exit.code;
    // the container has ended; what it printed may still be on its way
    if (!showsOutput) letGo.abort();
    await end;
    return first;
  } finally {
    stopResize?.();
  }
}

export const containerRun: Command = {
  name: 'run',
  use: imageUse,
  short: 'Create and run a new container from an image',
  aliasLine: 'docker container run, docker run',
  flags: [
    ...createFlags.map((flag) =>
      flag.name === 'pull' ? { ...flag, help: 'Pull image before running ("always", "missing", "never")' } : flag,
    ),
    { name: 'detach', short: 'd', type: flagTypes.bool, help: 'Run container in background and print container ID' },
    detachKeysFlag,
    sigProxyFlag('Proxy received signals to the process'),
  ],
  isInterspersed: false,
  arguments: atLeast(1),
  run,
};
