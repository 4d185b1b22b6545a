import { CliError } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { done, working } from '../progress/event.ts';
import { projectContainers, serviceOf } from './containers.ts';
import type { ComposeWork } from './context.ts';
import { allOf, inDependencyOrder } from './graph.ts';
import { projectOfContainers } from './resources.ts';
import { progressName } from './stop.ts';
import { waitForServices } from './wait.ts';

export interface RestartOptions {
  readonly project: Project | undefined;
  readonly services: readonly string[];
  /** Leaves alone what depends on them with `restart: true`. */
  readonly noDependents: boolean;
  readonly timeoutSeconds: number | undefined;
}

/** `docker compose restart`. Throws CliError. */
export async function restartServices(work: ComposeWork, name: string, options: RestartOptions): Promise<void> {
  const { services, noDependents, timeoutSeconds } = options;
  const containers = await projectContainers(work.cli, name, { oneOff: 'without', all: true });
  const whole = options.project ?? (await projectOfContainers(work.cli, containers, name));
  for (const service of services) {
    if (!whole.services[service]) throw new CliError(`no such service: ${service}: not found`);
  }
  const named = noDependents ? new Set(services) : restartedWith(whole, services);
  const project = withOnly(whole, services.length > 0 ? named : undefined);
  await inDependencyOrder(project, async (service) => {
    const dependencies = project.services[service]?.depends_on ?? {};
    await waitForServices(work, dependencies, { project, dependant: service, containers });
    const those = containers.filter((one) => serviceOf(one) === service);
    await allOf(
      those.map(async (one) => {
        work.progress.event(working(progressName(one), 'Restarting'));
        await work.cli.api.post(`/containers/${one.Id}/restart`, { query: { t: timeoutSeconds } });
        work.progress.event(done(progressName(one), 'Started'));
      }),
    );
  });
}

/** The services named, and those that want to be restarted with them. */
export function restartedWith(project: Project, services: readonly string[]): ReadonlySet<string> {
  const names = new Set(services);
  for (const name of names) {
    for (const one of Object.values(project.services)) if (one.depends_on?.[name]?.restart) names.add(one.name);
  }
  return names;
}

/** Dependencies count only where they restart who depends on them. */
function withOnly(project: Project, names: ReadonlySet<string> | undefined): Project {
  const services: Record<string, Service> = {};
  for (const service of Object.values(project.services)) {
    if (names && !names.has(service.name)) continue;
    const kept = Object.entries(service.depends_on ?? {}).filter(
      ([name, { restart }]) => restart && (names?.has(name) ?? true),
    );
    services[service.name] = { ...service, depends_on: Object.fromEntries(kept) };
  }
  return { ...project, services };
}
