import type { WaitResult } from '../api/types.ts';
import type { Cli } from '../cli.ts';
import { errorMessage, SignalExit } from '../errors.ts';

/**
 * Registers a wait for the end of a container that is about to start, or with `isRemoved` for its removal. The daemon
 * answers with headers as soon as it watches, and with the result when it has one: once this resolves, the container
 * may be started. `code` is the exit code, 125 when the daemon cannot tell.
 */
export async function watchExit(
  cli: Cli,
  containerId: string,
  isRemoved: boolean,
): Promise<{ readonly code: Promise<number> }> {
  const query = { condition: isRemoved ? 'removed' : 'next-exit' };
  const answer = cli.api.stream('POST', `/containers/${containerId}/wait`, { query });
  const code = readCode(cli, answer);
  await answer.catch(() => undefined);
  return { code };
}

async function readCode(cli: Cli, answer: Promise<{ body: ReadableStream<Uint8Array> }>): Promise<number> {
  try {
    const result = (await new Response((await answer).body).json()) as WaitResult;
    if (!result.Error?.Message) return result.StatusCode;
    await cli.err(`Error waiting for container: ${result.Error.Message}\n`);
  } catch (error) {
    if (!(error instanceof SignalExit)) await cli.err(`error waiting for container: ${errorMessage(error)}\n`);
  }
  return 125;
}
