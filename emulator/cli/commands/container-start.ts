import type { ContainerDetails } from '../api/types.ts';
import type { Invocation, Command } from '../command.ts';
import { CliError, errorMessage } from '../errors.ts';
import { atLeast } from '../parse/arguments.ts';
import { flagTable } from '../parse/flag-table.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { relay } from '../terminal/hijack.ts';
import { followTerminalSize } from '../terminal/resize.ts';
import { forwardSignals } from '../terminal/signals.ts';
import { detachKeysFlag } from './common-flags.ts';
import { pathName } from './several.ts';
import { watchExit } from './wait-exit.ts';

async function startAttached({ cli, flags, args }: Invocation): Promise<number> {
  if (args.length > 1) throw new CliError('you cannot start and attach multiple containers at once');
  const container = await cli.api.get<ContainerDetails>(`/containers/${pathName(args[0] ?? '')}/json`);
  const path = `/containers/${container.Id}`;
  const tty = container.Config.Tty;
  const stdin = flags.bool('interactive') && container.Config.OpenStdin;
  const detachKeys = flags.string('detach-keys');
  const stopSignals = tty ? undefined : forwardSignals(cli, container.Id);
  const letGo = new AbortController();
  let stopResize: (() => void) | undefined;
  try {
    const connection = await cli.api.hijack(`${path}/attach`, {
      query: { stream: true, stdin, stdout: true, stderr: true, detachKeys: detachKeys || undefined },
    });
    const end = relay(cli, connection, { stdin, stdout: true, stderr: true, tty, detachKeys }, letGo.signal);
    end.catch(() => undefined);
    const exit = await watchExit(cli, container.Id, container.HostConfig.AutoRemove);
    try {
      await cli.api.post(`${path}/start`);
    } catch (error) {
      letGo.abort();
      await end;
      if (container.HostConfig.AutoRemove) await exit.code;
      throw error;
    }
    if (tty && cli.io.stdoutIsTty) stopResize = followTerminalSize(cli, path);
    void end.finally(stopResize).catch(() => undefined);
    return (await end) === 'detached' ? 0 : await exit.code;
  } finally {
    stopSignals?.();
    stopResize?.();
  }
}

export const containerStart: Command = {
  name: 'start',
  use: '[OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Start one or more stopped containers',
  aliasLine: 'docker container start, docker start',
  flags: [
    { name: 'attach', short: 'a', type: flagTypes.bool, help: 'Attach STDOUT/STDERR and forward signals' },
    ...flagTable(
      `
        --checkpoint string: Restore from this checkpoint
        --checkpoint-dir string: Use a custom checkpoint storage directory
      `,
      { requires: 'experimental', absent: 'it has no checkpoints' },
    ),
    detachKeysFlag,
    { name: 'interactive', short: 'i', type: flagTypes.bool, help: "Attach container's STDIN" },
  ],
  arguments: atLeast(1),
  run: async (invocation) => {
    const { cli, flags, args } = invocation;
    if (flags.bool('attach') || flags.bool('interactive')) return startAttached(invocation);
    const failed: string[] = [];
    for (const name of args) {
      try {
        await cli.api.post(`/containers/${pathName(name)}/start`);
        await cli.out(`${name}\n`);
      } catch (error) {
        await cli.err(`${errorMessage(error)}\n`);
        failed.push(name);
      }
    }
    if (failed.length > 0) throw new CliError(`Error: failed to start containers: ${failed.join(', ')}`);
  },
};
