import type { WaitResult } from '../../api/types.ts';
import type { Invocation } from '../../command.ts';
import { ApiError, CliError } from '../../errors.ts';
import { done, failed, working } from '../progress/event.ts';
import { askToConfirm } from '../project/confirm.ts';
import { canonicalName, projectContainers, serviceOf, type ProjectContainer } from '../project/containers.ts';
import { inProgress, type ComposeContext } from '../project/context.ts';
import { downProject } from '../project/down.ts';
import { allOf } from '../project/graph.ts';
import { projectOfContainers } from '../project/resources.ts';
import { progressName, stopServices } from '../project/stop.ts';
import { composeContext, isOn } from './context.ts';
import { projectOrName, type ProjectChoice } from './project.ts';

/** `docker compose kill`. */
export async function runKill(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const context = await composeContext(invocation);
  const choice = await projectOrName(invocation, args);
  const name = choice.name.toLowerCase();
  const keepsOrphans = !(flags.changed('remove-orphans')
    ? flags.bool('remove-orphans')
    : isOn(cli.io.environment['COMPOSE_REMOVE_ORPHANS']));
  const found = await projectContainers(cli, name, { oneOff: 'with', all: false, services: args });
  const project = choice.project ?? (await projectOfContainers(cli, found, name));
  const containers = keepsOrphans ? found.filter((one) => project.services[serviceOf(one)]) : found;
  if (containers.length === 0) return cli.err('no container to kill');
  const query = { signal: flags.string('signal') };
  await inProgress(
    context,
    ({ progress }) =>
      allOf(
        containers.map(async (one) => {
          const id = progressName(one);
          progress.event(working(id, 'Killing'));
          try {
            if (!context.display.isDryRun) await cli.api.post(`/containers/${one.Id}/kill`, { query });
          } catch (error) {
            progress.event(failed(id, 'Error while Killing'));
            throw error;
          }
          progress.event(done(id, 'Killed'));
        }),
      ),
    'Killing',
  );
}

/** `docker compose pause` and `unpause`. */
export async function runPause(invocation: Invocation, action: 'pause' | 'unpause'): Promise<void> {
  const { cli, args } = invocation;
  const context = await composeContext(invocation);
  const choice = await projectOrName(invocation, args);
  await inProgress(
    context,
    async ({ progress }) => {
      const containers = await containersOf(invocation, choice, false);
      await allOf(
        containers.map(async (one) => {
          if (!context.display.isDryRun) await cli.api.post(`/containers/${one.Id}/${action}`);
          progress.event(done(progressName(one), action === 'pause' ? 'Paused' : 'Unpaused'));
        }),
      );
    },
    action === 'pause' ? 'Pausing' : 'Running',
  );
}

/** Those of the services typed, or of all that the file has; not those of `compose run`. */
async function containersOf(
  { cli, args }: Invocation,
  { name, project }: ProjectChoice,
  all: boolean,
): Promise<ProjectContainer[]> {
  const found = await projectContainers(cli, name.toLowerCase(), { oneOff: 'without', all, services: args });
  return project ? found.filter((one) => project.services[serviceOf(one)]) : found;
}

/** `docker compose rm`. */
export async function runRemove(invocation: Invocation): Promise<void> {
  const { cli, flags, args } = invocation;
  const context = await composeContext(invocation);
  const choice = await projectOrName(invocation, args);
  const isForced = flags.bool('force');
  if (flags.bool('stop')) {
    const { name, project } = choice;
    await inProgress(
      context,
      (work) => stopServices(work, name.toLowerCase(), { project, services: args }),
      'Stopping',
    );
  }
  const containers = await containersOf(invocation, choice, true);
  const stopped = await stoppedOf(context, containers, flags.bool('stop') && context.display.isDryRun);
  if (stopped.length === 0) return cli.err('No stopped containers\n');
  const question = `Going to remove ${stopped.map(canonicalName).join(', ')}`;
  if (isForced) await cli.out(`${question}\n`);
  else if (!(await askToConfirm(cli, question))) return;
  const query = { v: flags.bool('volumes'), force: isForced };
  await inProgress(
    context,
    ({ progress }) =>
      allOf(
        stopped.map(async (one) => {
          progress.event(working(progressName(one), 'Removing'));
          if (!context.display.isDryRun) await cli.api.delete(`/containers/${one.Id}`, { query });
          progress.event(done(progressName(one), 'Removed'));
        }),
      ),
    'Removing',
  );
}

/** Their details say it, since a list is of the moment before. One that is gone by now is none. */
async function stoppedOf(
  { cli }: ComposeContext,
  containers: readonly ProjectContainer[],
  countsAll: boolean,
): Promise<ProjectContainer[]> {
  const states = await Promise.all(
    containers.map(async ({ Id }) => {
      try {
        return (await cli.api.get<{ State: { Running: boolean } }>(`/containers/${Id}/json`)).State;
      } catch (error) {
        if (error instanceof ApiError && error.isNotFound) return undefined;
        throw error;
      }
    }),
  );
  return containers.filter((_, index) => states[index] && (countsAll || !states[index].Running));
}

/** `docker compose wait`: resolves to the exit code of the container that ended last. */
export async function runWait(invocation: Invocation): Promise<number> {
  const { cli, flags, args } = invocation;
  const context = await composeContext(invocation);
  const { name } = await projectOrName(invocation);
  const containers = await projectContainers(cli, name, { oneOff: 'with', all: false, services: args });
  if (containers.length === 0) throw new CliError(`no containers for project ${JSON.stringify(name)}`);
  let code = 0;
  await Promise.all(
    containers.map(async ({ Id }) => {
      const { StatusCode } = await cli.api.post<WaitResult>(`/containers/${Id}/wait`);
      await cli.out(`container ${JSON.stringify(Id)} exited with status code ${StatusCode}\n`);
      code = StatusCode;
    }),
  );
  if (flags.bool('down-project')) {
    const nothing = { project: undefined, services: [], removesVolumes: false, images: '' } as const;
    const options = { ...nothing, removesOrphans: true, timeoutSeconds: undefined };
    await inProgress(context, (work) => downProject(work, name, options));
  }
  return code;
}
