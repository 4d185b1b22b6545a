import type { GuestProcess, TerminalSize } from '../engine/guest.ts';
import { decode } from './codec.ts';
import type { LinkStream } from './link-stream.ts';
import { processResult } from './operations.ts';
import { Control } from './protocol.ts';

/** The channels of a process that are granted in the same burst as its OPEN. With a terminal nothing comes on 2. */
export function outputChannels(terminal: TerminalSize | undefined): readonly (1 | 2)[] {
  return terminal ? [1] : [1, 2];
}

/** Resolves when the process runs; rejects with the guest's message when it could not be started. */
export async function guestProcess(stream: LinkStream): Promise<GuestProcess> {
  const exit = stream.closed.then((payload) => decode(processResult, payload));
  // Whoever started the process may not ask how it ended.
  exit.catch(() => {});
  const pid = await stream.started;
  return {
    pid,
    stdin: stream.writable(0),
    stdout: stream.receive(1),
    stderr: stream.receive(2, { lazy: true }),
    exit,
    resize: ({ rows, columns }) => stream.control({ kind: Control.RESIZE, rows, columns }),
    signal: (signal) => stream.control({ kind: Control.SIGNAL, signal }),
  };
}
