import { copyMultiplexed, copyRaw } from '../../api/multiplexed.ts';
import type { ContainerDetails } from '../../api/types.ts';
import type { Cli } from '../../cli.ts';
import { ApiError } from '../../errors.ts';
import { nameWithoutProject, serviceOf } from '../project/containers.ts';
import { LineSplitter } from './line-splitter.ts';
import type { ContainerListener } from './log-printer.ts';
import type { WatchedContainer } from './watch-containers.ts';

const NOT_IMPLEMENTED = 501;

/** What a container is called where its lines are shown. */
export function shownAs(container: WatchedContainer): { id: string; name: string; service: string } {
  return { id: container.Id, name: nameWithoutProject(container), service: serviceOf(container) };
}

/**
 * Follows a container's output: once this resolves, no line it prints is missed. The lines go to `listener`; `finished`
 * resolves when there are no more. With `begun` it runs already: what it printed since a moment (undefined: from the
 * first line on) is in its log.
 */
export async function followContainer(
  cli: Cli,
  container: WatchedContainer,
  listener: ContainerListener,
  begun?: { readonly since: string | undefined },
): Promise<{ readonly finished: Promise<void> }> {
  const whose = shownAs(container);
  await listener({ type: 'attach', ...whose });
  const { Config } = await cli.api.get<ContainerDetails>(`/containers/${container.Id}/json`);
  const output = (begun && (await logOf(cli, container, begun.since))) ?? (await attachTo(cli, container));
  const stdout = new LineSplitter((line) => listener({ type: 'log', ...whose, line }));
  const stderr = new LineSplitter((line) => listener({ type: 'error', ...whose, line }));
  const copy = async (): Promise<void> => {
    const push = (lines: LineSplitter) => (bytes: Uint8Array) => lines.push(bytes);
    try {
      if (Config.Tty) await copyRaw(output, push(stdout));
      else await copyMultiplexed(output, push(stdout), push(stderr));
    } finally {
      await stdout.end();
      await stderr.end();
    }
  };
  const finished = copy();
  // a connection that breaks ends the lines of one container, not the command
  return { finished: finished.catch(() => undefined) };
}

async function attachTo(cli: Cli, { Id }: WatchedContainer): Promise<ReadableStream<Uint8Array>> {
  const query = { stream: true, stdout: true, stderr: true };
  return (await cli.api.hijack(`/containers/${Id}/attach`, { query })).readable;
}

/** Undefined where the daemon cannot read what the container's log driver keeps. */
async function logOf(
  cli: Cli,
  { Id }: WatchedContainer,
  since: string | undefined,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const query = { follow: true, stdout: true, stderr: true, since };
  try {
    return (await cli.api.stream('GET', `/containers/${Id}/logs`, { query })).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === NOT_IMPLEMENTED) return undefined;
    throw error;
  }
}
