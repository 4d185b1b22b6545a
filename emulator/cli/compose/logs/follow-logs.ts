import type { Cli } from '../../cli.ts';
import { failureOf } from '../failure-of.ts';
import { nameWithoutProject, serviceOf, type ProjectContainer } from '../project/containers.ts';
import { copyLogs, type LogQuery } from './copy-logs.ts';
import type { LogConsumer } from './log-consumer.ts';
import { LogPrinter, type ContainerEvent } from './log-printer.ts';
import { watchContainers, type WatchedContainer } from './watch-containers.ts';

export interface FollowOptions {
  readonly project: string;
  /** None: all. */
  readonly services: readonly string[];
  readonly containers: readonly ProjectContainer[];
  readonly query: LogQuery;
}

/**
 * The logs of containers as they are written, and those of what is started meanwhile; resolves when all that ran when it
 * began have ended.
 */
export async function followLogs(cli: Cli, consumer: LogConsumer, options: FollowOptions): Promise<void> {
  const { project, services, containers, query } = options;
  const printer = new LogPrinter(consumer);
  const copies = new Map<string, Promise<void>>();
  const copy = (container: WatchedContainer, of: LogQuery): void => {
    const copied = copyLogs(cli, consumer, container, of);
    copied.catch(() => undefined);
    copies.set(container.Id, copied);
  };
  const running = containers.filter(({ State }) => State === 'running');
  for (const one of running) await printer.handle(attachEvent(one, nameWithoutProject(one)));
  const watch = await watchContainers(cli, {
    project,
    services,
    containers: running,
    // its last line comes before its end
    listener: async (event) => {
      await copies.get(event.id);
      await printer.handle(event);
    },
    onStart: async (container, since) => {
      await printer.handle(attachEvent(container, nameWithoutProject(container)));
      copy(container, { ...query, since });
    },
    // its name is told when it starts
    onRecreate: (container) => printer.handle(attachEvent(container, '')),
  });
  for (const one of containers) copy(one, query);
  await Promise.race([watch.ended, ...(running.length > 0 ? [failureOf(printer.finished)] : [])]);
  printer.end();
  await Promise.all(copies.values());
}

function attachEvent(container: WatchedContainer, name: string): ContainerEvent {
  return { type: 'attach', id: container.Id, name, service: serviceOf(container) };
}
