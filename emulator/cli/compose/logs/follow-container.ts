import { copyMultiplexed, copyRaw } from '../../api/multiplexed.ts';
import type { ContainerDetails } from '../../api/types.ts';
import type { Cli } from '../../cli.ts';
import { nameWithoutProject, serviceOf } from '../project/containers.ts';
import { LineSplitter } from './line-splitter.ts';
import type { ContainerListener } from './log-printer.ts';
import type { WatchedContainer } from './watch-containers.ts';

/** What a container is called where its lines are shown. */
export function shownAs(container: WatchedContainer): { id: string; name: string; service: string } {
  return { id: container.Id, name: nameWithoutProject(container), service: serviceOf(container) };
}

/**
 * Attaches to a container's output: once this resolves, no line it prints is missed. The lines go to `listener`;
 * `finished` resolves when there are no more.
 */
export async function followContainer(
  cli: Cli,
  container: WatchedContainer,
  listener: ContainerListener,
): Promise<{ readonly finished: Promise<void> }> {
  const whose = shownAs(container);
  await listener({ type: 'attach', ...whose });
  const { Config } = await cli.api.get<ContainerDetails>(`/containers/${container.Id}/json`);
  const connection = await cli.api.hijack(`/containers/${container.Id}/attach`, {
    query: { stream: true, stdout: true, stderr: true },
  });
  const stdout = new LineSplitter((line) => listener({ type: 'log', ...whose, line }));
  const stderr = new LineSplitter((line) => listener({ type: 'error', ...whose, line }));
  const copy = async (): Promise<void> => {
    const push = (lines: LineSplitter) => (bytes: Uint8Array) => lines.push(bytes);
    try {
      if (Config.Tty) await copyRaw(connection.readable, push(stdout));
      else await copyMultiplexed(connection.readable, push(stdout), push(stderr));
    } finally {
      await stdout.end();
      await stderr.end();
    }
  };
  const finished = copy();
  // a connection that breaks ends the lines of one container, not the command
  return { finished: finished.catch(() => undefined) };
}
