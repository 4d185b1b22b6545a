import { ApiError } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { done, failed, working } from '../progress/event.ts';
import { canonicalName, isOneOff, projectContainers, serviceOf, type ProjectContainer } from './containers.ts';
import type { ComposeWork } from './context.ts';
import { allOf, inDependencyOrder } from './graph.ts';
import { runHook } from './hooks.ts';
import { projectOfContainers } from './resources.ts';

export interface StopOptions {
  /** Undefined: as the containers tell of it. */
  readonly project?: Project;
  /** None: all. */
  readonly services?: readonly string[];
  /** Undefined: each container's own. */
  readonly timeoutSeconds?: number;
}

/** `docker compose stop`: who depends on a service is stopped before it. */
export async function stopServices(work: ComposeWork, name: string, options: StopOptions): Promise<void> {
  const containers = await projectContainers(work.cli, name, { oneOff: 'without', all: true });
  const project = options.project ?? (await projectOfContainers(work.cli, containers, name));
  const { services = [], timeoutSeconds } = options;
  await inDependencyOrder(
    project,
    async (service) => {
      if (services.length > 0 && !services.includes(service)) return;
      const those = containers.filter((one) => serviceOf(one) === service && !isOneOff(one));
      await allOf(those.map((one) => stopContainer(work, one, { service: project.services[service], timeoutSeconds })));
    },
    { direction: 'down' },
  );
}

interface OneStop {
  /** With its hooks; undefined when nobody knows it any more. */
  readonly service: Service | undefined;
  readonly timeoutSeconds: number | undefined;
}

export async function stopContainer(
  work: ComposeWork,
  container: ProjectContainer,
  { service, timeoutSeconds }: OneStop,
): Promise<void> {
  const { cli, progress } = work;
  const id = progressName(container);
  progress.event(working(id, 'Stopping'));
  for (const hook of service?.pre_stop ?? []) await runHook(work, container, { service: service?.name ?? '', hook });
  try {
    await cli.api.post(`/containers/${container.Id}/stop`, { query: { t: timeoutSeconds } });
  } catch (error) {
    progress.event(failed(id, 'Error while Stopping'));
    throw error;
  }
  progress.event(done(id, 'Stopped'));
}

/** Gone is as good as removed. `volumes`: its anonymous volumes as well. */
export async function stopAndRemove(
  work: ComposeWork,
  container: ProjectContainer,
  options: OneStop & { readonly volumes: boolean },
): Promise<void> {
  const { cli, progress } = work;
  const id = progressName(container);
  try {
    await stopContainer(work, container, options);
  } catch (error) {
    if (!(error instanceof ApiError && error.isNotFound)) throw error;
    progress.event(done(id, 'Removed'));
    return;
  }
  progress.event(working(id, 'Removing'));
  try {
    await cli.api.delete(`/containers/${container.Id}`, { query: { force: true, v: options.volumes } });
  } catch (error) {
    const isOver = error instanceof ApiError && (error.isNotFound || error.status === 409);
    if (!isOver) {
      progress.event(failed(id, 'Error while Removing'));
      throw error;
    }
  }
  progress.event(done(id, 'Removed'));
}

export function progressName(container: ProjectContainer): string {
  return `Container ${canonicalName(container)}`;
}
