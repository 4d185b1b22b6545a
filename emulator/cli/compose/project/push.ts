import { jsonLines } from '../../api/json-lines.ts';
import { encodedPath } from '../../commands/several.ts';
import { CliError, errorMessage, SignalExit } from '../../errors.ts';
import { progressBar } from '../../progress.ts';
import { familiarName, parseReference, withDefaultTag } from '../../reference.ts';
import { authHeaders } from '../../registry-auth.ts';
import type { Project } from '../model/types/project.ts';
import type { ProgressEvent } from '../progress/event.ts';
import type { ComposeWork } from './context.ts';
import { allOf, limiter } from './graph.ts';
import type { TransferMessage } from './pull.ts';

export interface PushOptions {
  readonly isQuiet: boolean;
  readonly ignoresFailures: boolean;
}

/** `docker compose push`: the images of services that are built, with all their names. Throws CliError. */
export async function pushProject(work: ComposeWork, project: Project, options: PushOptions): Promise<void> {
  const limited = limiter(work.parallelLimit);
  const tasks: Promise<void>[] = [];
  for (const service of Object.values(project.services).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!service.build || !service.image) {
      work.progress.event({ id: service.name, status: 'done', text: 'Skipped', statusText: '' });
      continue;
    }
    for (const tag of [service.image, ...(service.build.tags ?? [])]) {
      tasks.push(
        limited(async () => {
          try {
            await pushImage(work, tag, options.isQuiet);
          } catch (error) {
            if (!options.ignoresFailures || error instanceof SignalExit) throw error;
            work.progress.tail(`Pushing ${service.name}: ${errorMessage(error)}`);
          }
        }),
      );
    }
  }
  await allOf(tasks);
}

async function pushImage({ cli, progress }: ComposeWork, name: string, isQuiet: boolean): Promise<void> {
  const reference = withDefaultTag(parseReference(name));
  const { body } = await cli.api.stream('POST', `/images/${encodedPath(familiarName(reference))}/push`, {
    query: { tag: reference.tag },
    headers: await authHeaders(cli, reference.domain),
  });
  for await (const { value: message } of jsonLines<TransferMessage>(body)) {
    const failure = message.errorDetail?.message ?? message.error;
    if (failure !== undefined) throw new CliError(failure);
    if (!isQuiet && message.id) progress.event(pushEvent(name, message));
  }
}

function pushEvent(name: string, { id, status = '', progressDetail }: TransferMessage): ProgressEvent {
  const isDone = ['pushed', 'layer already exists'].includes(status.toLowerCase());
  const { current = 0, total = 0 } = progressDetail ?? {};
  const percent = isDone ? 100 : total > 0 ? Math.trunc((current * 100) / total) : 0;
  return {
    ...{ id: `Pushing ${name}: ${id}`, text: status, percent },
    status: isDone ? 'done' : 'working',
    statusText: progressBar(current, total, 200),
    ...(total > 0 ? { current, total } : {}),
  };
}
