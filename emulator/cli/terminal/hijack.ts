import type { ByteDuplex } from '../../streams.ts';
import { copyMultiplexed, copyRaw } from '../api/multiplexed.ts';
import type { Cli } from '../cli.ts';
import { errorMessage } from '../errors.ts';
import { defaultDetachKeys, DetachFilter, parseDetachKeys } from './detach-keys.ts';

export interface AttachedStreams {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
  /** '' is Ctrl-P Ctrl-Q. */
  readonly detachKeys: string;
}

/** How an attachment ended: the other side closed it, or the user typed the detach keys. */
export type AttachEnd = 'closed' | 'detached';

/**
 * Relays between the terminal and a hijacked connection until the output ends or the detach keys are typed; with a tty
 * the terminal is raw meanwhile. When stdin ends the connection is half-closed. `signal` lets go early.
 */
export async function relay(
  cli: Cli,
  connection: ByteDuplex,
  streams: AttachedStreams,
  signal?: AbortSignal,
): Promise<AttachEnd> {
  const isRaw = streams.stdin && streams.tty && cli.io.stdinIsTty;
  if (isRaw) await cli.io.setRaw(true);
  const input = streams.stdin ? cli.io.stdin.getReader() : undefined;
  try {
    const keys = await detachKeys(cli, streams);
    const detached = copyInput(connection, input, streams.tty ? new DetachFilter(keys) : undefined);
    const released = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
    if (streams.stdout || streams.stderr) {
      return await Promise.race([
        copyOutput(cli, connection, streams).then(() => 'closed' as const),
        detached.then((isDetached) => (isDetached ? ('detached' as const) : new Promise<never>(() => undefined))),
        released.then(() => 'closed' as const),
      ]);
    }
    const isDetached = await Promise.race([detached, released]);
    return isDetached === true ? 'detached' : 'closed';
  } finally {
    if (isRaw) await cli.io.setRaw(false);
    // a read may be pending; what it would take is not ours any more
    input?.cancel().catch(() => undefined);
    connection.readable.cancel().catch(() => undefined);
    connection.writable.abort().catch(() => undefined);
  }
}

async function detachKeys(cli: Cli, streams: AttachedStreams): Promise<readonly number[]> {
  if (streams.detachKeys === '' || !streams.tty) return defaultDetachKeys;
  try {
    return parseDetachKeys(streams.detachKeys);
  } catch (error) {
    await cli.err(`invalid detach escape keys, using default: ${errorMessage(error)}\n`);
    return defaultDetachKeys;
  }
}

async function copyOutput(cli: Cli, connection: ByteDuplex, streams: AttachedStreams): Promise<void> {
  const discard = (): Promise<void> => Promise.resolve();
  const stdout = streams.stdout ? (bytes: Uint8Array) => cli.io.stdout(bytes) : discard;
  const stderr = streams.stderr ? (bytes: Uint8Array) => cli.io.stderr(bytes) : discard;
  if (streams.tty) await copyRaw(connection.readable, stdout);
  else await copyMultiplexed(connection.readable, stdout, stderr);
}

/** True when the detach keys were typed; false at the end of the input or when the other side takes no more. */
async function copyInput(
  connection: ByteDuplex,
  input: ReadableStreamDefaultReader<Uint8Array> | undefined,
  filter: DetachFilter | undefined,
): Promise<boolean> {
  const writer = connection.writable.getWriter();
  try {
    while (input) {
      const { done, value } = await input.read();
      if (done) break;
      const typed = filter?.push(value) ?? { bytes: value, isDetached: false };
      if (typed.bytes.length > 0) await writer.write(typed.bytes);
      if (typed.isDetached) return true;
    }
    await writer.close();
  } catch {
    // the other side is gone: its output says so
  } finally {
    writer.releaseLock();
  }
  return false;
}
