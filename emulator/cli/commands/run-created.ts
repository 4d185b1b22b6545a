import type { Cli } from '../cli.ts';
import { relay } from '../terminal/hijack.ts';
import { followTerminalSize } from '../terminal/resize.ts';
import { forwardSignals } from '../terminal/signals.ts';
import { watchExit } from './wait-exit.ts';

/** Starts a container that was made to be attached to, relays until it ends, and returns its exit code. */
export async function runCreated(
  cli: Cli,
  id: string,
  { stdin, tty, isRemovedAtExit }: { stdin: boolean; tty: boolean; isRemovedAtExit: boolean },
): Promise<number> {
  const path = `/containers/${id}`;
  const stopSignals = forwardSignals(cli, id);
  const letGo = new AbortController();
  let stopResize: (() => void) | undefined;
  try {
    const query = { stream: true, stdin, stdout: true, stderr: true };
    const connection = await cli.api.hijack(`${path}/attach`, { query });
    const streams = { stdin, stdout: true, stderr: true, tty, detachKeys: '' };
    const end = relay(cli, connection, streams, letGo.signal);
    end.catch(() => undefined);
    const exit = await watchExit(cli, id, isRemovedAtExit);
    try {
      await cli.api.post(`${path}/start`);
    } catch (error) {
      letGo.abort();
      await end;
      if (isRemovedAtExit) await exit.code;
      throw error;
    }
    if (tty && cli.io.stdoutIsTty) stopResize = followTerminalSize(cli, path);
    void end.finally(stopResize).catch(() => undefined);
    return (await end) === 'detached' ? 0 : await exit.code;
  } finally {
    stopSignals();
    stopResize?.();
  }
}
