import type { ContainerDetails, WaitResult } from '../api/types.ts';
import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { relay } from '../terminal/hijack.ts';
import { followTerminalSize } from '../terminal/resize.ts';
import { forwardSignals } from '../terminal/signals.ts';
import { detachKeysFlag } from './common-flags.ts';
import { pathName } from './several.ts';

/** A tty container wants a terminal on our side, too, when its stdin is attached. */
export function checkTty(cli: Cli, attachesStdin: boolean, wantsTty: boolean): void {
  if (attachesStdin && wantsTty && !cli.io.stdinIsTty) throw new CliError('the input device is not a TTY');
}

export const sigProxyFlag = (help: string) =>
  ({ name: 'sig-proxy', type: flagTypes.bool, default: true, defaultText: 'true', help }) as const;

async function runningContainer(cli: Cli, path: string): Promise<ContainerDetails> {
  const container = await cli.api.get<ContainerDetails>(`${path}/json`);
  const { Running, Paused, Restarting } = container.State;
  if (!Running) throw new CliError('You cannot attach to a stopped container, start it first');
  if (Paused) throw new CliError('You cannot attach to a paused container, unpause it first');
  if (Restarting) throw new CliError('You cannot attach to a restarting container, wait until it is running');
  return container;
}

export const containerAttach: Command = {
  name: 'attach',
  use: '[OPTIONS] CONTAINER',
  short: 'Attach local standard input, output, and error streams to a running container',
  aliasLine: 'docker container attach, docker attach',
  flags: [
    detachKeysFlag,
    { name: 'no-stdin', type: flagTypes.bool, help: 'Do not attach STDIN' },
    sigProxyFlag('Proxy all received signals to the process'),
  ],
  arguments: exactly(1),
  run: async ({ cli, flags, args }) =>
    attachTo(cli, args[0] ?? '', {
      hasStdin: !flags.bool('no-stdin'),
      passesSignals: flags.bool('sig-proxy'),
      detachKeys: flags.string('detach-keys'),
    }),
};

export interface AttachOptions {
  readonly hasStdin: boolean;
  readonly passesSignals: boolean;
  /** '' is Ctrl-P Ctrl-Q. */
  readonly detachKeys: string;
}

/** Puts the terminal before a running container until it ends; resolves to its exit code. */
export async function attachTo(cli: Cli, name: string, options: AttachOptions): Promise<number> {
  const { hasStdin, passesSignals, detachKeys } = options;
  const path = `/containers/${pathName(name)}`;
  const exit = cli.api.post<WaitResult>(`${path}/wait`);
  exit.catch(() => undefined);
  const container = await runningContainer(cli, path);
  const tty = container.Config.Tty;
  checkTty(cli, hasStdin, tty);
  const stdin = hasStdin && container.Config.OpenStdin;
  const stopSignals = passesSignals && !tty ? forwardSignals(cli, container.Id) : undefined;
  let stopResize: (() => void) | undefined;
  try {
    const connection = await cli.api.hijack(`${path}/attach`, {
      query: { stream: true, stdin, stdout: true, stderr: true, detachKeys: detachKeys || undefined },
    });
    await runningContainer(cli, path);
    if (tty && cli.io.stdoutIsTty) {
      await redraw(cli, path);
      stopResize = followTerminalSize(cli, path);
    }
    const end = await relay(cli, connection, { stdin, stdout: true, stderr: true, tty, detachKeys });
    if (end === 'detached') throw new CliError('read escape sequence');
  } finally {
    stopSignals?.();
    stopResize?.();
  }
  const result = await exit;
  if (result.Error) throw new CliError(result.Error.Message);
  return result.StatusCode;
}

/** A shell draws its prompt again only when the terminal's size changes: it is made one larger, then right. */
async function redraw(cli: Cli, path: string): Promise<void> {
  const { rows, columns } = cli.io.size();
  if (rows === 0 && columns === 0) return;
  await cli.api.post(`${path}/resize`, { query: { h: rows + 1, w: columns + 1 } }).catch(() => undefined);
}
