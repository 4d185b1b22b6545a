import { CliError } from '../../errors.ts';
import type { ContainerListener } from '../logs/log-printer.ts';
import { scaleOf, type Project } from '../model/types/project.ts';
import { done, working } from '../progress/event.ts';
import { labelOf, listContainers, serviceOf, type ProjectContainer } from './containers.ts';
import type { ComposeWork } from './context.ts';
import type { WaitCondition } from './from-containers.ts';
import { inDependencyOrder } from './graph.ts';
import { runHook } from './hooks.ts';
import { label } from './labels.ts';
import { progressName } from './stop.ts';
import { waitForServices, WaitTimeout } from './wait.ts';

export interface StartOptions {
  /** Gets what hooks print. */
  readonly listener?: ContainerListener;
  /** Waits until all run, and are healthy where that is checked. */
  readonly waits?: boolean;
  /** For each dependency and for `waits`; 0 is no limit. */
  readonly waitTimeoutSeconds?: number;
}

/** Starts the project's containers, each service once what it depends on is as it wants it. Throws CliError. */
export async function startProject(work: ComposeWork, project: Project, options: StartOptions = {}): Promise<void> {
  const { waits = false, waitTimeoutSeconds = 0 } = options;
  const containers = await listContainers(
    work.cli,
    [`${label.project}=${project.name}`, `${label.oneOff}=False`],
    true,
  );
  const untilMs = (): number | undefined =>
    waitTimeoutSeconds > 0 ? Date.now() + waitTimeoutSeconds * 1000 : undefined;
  await inDependencyOrder(
    project,
    async (name) => startService(work, project, { name, containers, untilMs: untilMs(), listener: options.listener }),
    { direction: 'up', limit: work.parallelLimit },
  );
  if (!waits) return;
  const all = Object.keys(project.services).map((name) => [
    name,
    { condition: awaitedOf(project, name), required: true },
  ]);
  try {
    const wait = { project, dependant: project.name, containers, untilMs: untilMs() };
    await waitForServices(
      work,
      Object.fromEntries(all) as Record<string, { condition: WaitCondition; required: true }>,
      wait,
    );
  } catch (error) {
    if (!(error instanceof WaitTimeout)) throw error;
    throw new CliError(`application not healthy after ${durationText(waitTimeoutSeconds)}`);
  }
}

/** One that others wait to complete is not waited to be healthy. */
function awaitedOf(project: Project, name: string): WaitCondition {
  const completed = 'service_completed_successfully';
  const isAwaited = Object.values(project.services).some((one) => one.depends_on?.[name]?.condition === completed);
  return isAwaited ? completed : 'running_or_healthy';
}

/** '1m30s', as Go prints a duration. */
function durationText(seconds: number): string {
  const [hours, minutes] = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60];
  const rest = `${seconds % 60}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

interface OneService {
  readonly name: string;
  readonly containers: readonly ProjectContainer[];
  readonly untilMs: number | undefined;
  readonly listener: ContainerListener | undefined;
}

async function startService(work: ComposeWork, project: Project, one: OneService): Promise<void> {
  const { name, containers, untilMs, listener } = one;
  const service = project.services[name];
  if (!service || service.deploy?.replicas === 0) return;
  await waitForServices(work, service.depends_on ?? {}, { project, dependant: name, containers, untilMs });
  if (containers.length === 0) {
    if (scaleOf(service) === 0) return;
    throw new CliError(`service "${name}" has no container to start`);
  }
  const those = containers
    .filter((container) => serviceOf(container) === name && container.State !== 'running')
    .toSorted((a, b) => Number(labelOf(a, label.number)) - Number(labelOf(b, label.number)));
  for (const container of those) {
    const id = progressName(container);
    work.progress.event(working(id, 'Starting'));
    await work.cli.api.post(`/containers/${container.Id}/start`);
    for (const hook of service.post_start ?? []) {
      await runHook(work, container, { service: name, hook, tty: service.tty, listener });
    }
    work.progress.event(done(id, 'Started'));
  }
}
