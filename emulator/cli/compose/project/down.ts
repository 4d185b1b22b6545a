import { encodedPath } from '../../commands/several.ts';
import { ApiError, CliError, errorMessage } from '../../errors.ts';
import { warnLine } from '../commands/warning.ts';
import type { Project } from '../model/types/project.ts';
import { done, failed, working, type ProgressEvent } from '../progress/event.ts';
import { projectContainers, serviceOf, type ProjectContainer } from './containers.ts';
import type { ComposeWork } from './context.ts';
import { orphansOf } from './create-project.ts';
import { allOf, inDependencyOrder } from './graph.ts';
import { imagesToRemove } from './image-removal.ts';
import { label, labelFilters } from './labels.ts';
import { inspectNetwork, type NetworkDetails } from './networks.ts';
import { projectOfContainers } from './resources.ts';
import { stopAndRemove } from './stop.ts';
import { inspectVolume } from './volumes.ts';

export interface DownOptions {
  readonly project: Project | undefined;
  /** None: all. */
  readonly services: readonly string[];
  readonly removesOrphans: boolean;
  readonly removesVolumes: boolean;
  readonly images: '' | 'all' | 'local';
  readonly timeoutSeconds: number | undefined;
}

const stillUsed = (id: string): ProgressEvent => ({ id, status: 'warning', statusText: 'Resource is still in use' });
const notFound = (id: string): ProgressEvent => ({ id, status: 'warning', statusText: 'No resource found to remove' });

/** `docker compose down`: containers, those that depend on others first, then networks, images and volumes. */
export async function downProject(work: ComposeWork, name: string, options: DownOptions): Promise<void> {
  const { cli } = work;
  const { removesOrphans, removesVolumes, timeoutSeconds } = options;
  const containers = await projectContainers(cli, name, { oneOff: removesOrphans ? 'with' : 'without', all: true });
  const project = options.project ?? (await projectOfContainers(cli, containers, name));
  const services = selected(project, options);
  if (options.services.length > 0 && services.length === 0) return;
  await removeServices(work, project, { containers, services, options });
  const orphans = removesOrphans ? orphansOf(containers, project) : [];
  await allOf(orphans.map((one) => stopAndRemove(work, one, { service: undefined, timeoutSeconds, volumes: false })));
  const tasks: (() => Promise<void>)[] = [];
  for (const [key, network] of sorted(project.networks)) {
    if (!network.external) tasks.push(() => removeNetwork(work, name, key, network.name));
  }
  for (const image of options.images === ''
    ? []
    : await imagesToRemove(work, project, options.images, removesOrphans)) {
    tasks.push(() => removeImage(work, image));
  }
  for (const [, volume] of removesVolumes ? sorted(project.volumes) : []) {
    if (!volume.external) tasks.push(() => removeVolume(work, volume.name));
  }
  if (containers.length === 0 && tasks.length === 0) {
    await cli.err(warnLine(cli, `Warning: No resource found to remove for project "${name}".`));
  }
  await allOf(tasks.map((task) => task()));
}

function sorted<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** With a file a service that is not in it is a mistake; without one it may be gone already. */
function selected(project: Project, { services, project: fromFile }: DownOptions): string[] {
  const unknown = services.find((one) => !project.services[one]);
  if (unknown !== undefined && fromFile) throw new CliError(`no such service: ${unknown}: not found`);
  return services.filter((one) => project.services[one]);
}

interface Removal {
  readonly containers: readonly ProjectContainer[];
  readonly services: readonly string[];
  readonly options: DownOptions;
}

async function removeServices(work: ComposeWork, project: Project, removal: Removal): Promise<void> {
  const { containers, services, options } = removal;
  const names = services.length > 0 ? withDependents(project, services) : undefined;
  const { timeoutSeconds, removesVolumes } = options;
  await inDependencyOrder(
    project,
    async (name) => {
      if (names && !names.has(name)) return;
      const service = project.services[name];
      const those = containers.filter((one) => serviceOf(one) === name);
      await allOf(those.map((one) => stopAndRemove(work, one, { service, timeoutSeconds, volumes: removesVolumes })));
    },
    { direction: 'down', limit: work.parallelLimit },
  );
}

function withDependents(project: Project, services: readonly string[]): ReadonlySet<string> {
  const names = new Set(services);
  for (const name of names) {
    for (const one of Object.values(project.services)) if (one.depends_on?.[name]) names.add(one.name);
  }
  return names;
}

async function removeNetwork(
  { cli, progress }: ComposeWork,
  project: string,
  key: string,
  name: string,
): Promise<void> {
  const query = { filters: labelFilters([`${label.project}=${project}`, `${label.network}=${key}`]) };
  const networks = await cli.api.get<NetworkDetails[]>('/networks', { query });
  if (networks.length === 0) return;
  const id = `Network ${name}`;
  progress.event(working(id, 'Removing'));
  let found = 0;
  for (const one of networks.filter(({ Name }) => Name === name)) {
    const details = await inspectNetwork(cli, one.Id);
    if (!details) return progress.event(notFound(id));
    found++;
    if (Object.keys(details.Containers ?? {}).length > 0) {
      progress.event(stillUsed(id));
      continue;
    }
    try {
      await cli.api.delete(`/networks/${one.Id}`);
    } catch (error) {
      if (error instanceof ApiError && error.isNotFound) continue;
      progress.event(failed(id));
      throw new CliError(`failed to remove network ${name}: ${errorMessage(error)}`);
    }
    progress.event(done(id, 'Removed'));
  }
  if (found === 0) progress.event(notFound(id));
}

function removeImage(work: ComposeWork, image: string): Promise<void> {
  return removeObject(work, `Image ${image}`, `/images/${encodedPath(image)}`);
}

async function removeVolume(work: ComposeWork, name: string): Promise<void> {
  if (!(await inspectVolume(work.cli, name))) return;
  await removeObject(work, `Volume ${name}`, `/volumes/${encodedPath(name)}`, { force: true });
}

async function removeObject({ cli, progress }: ComposeWork, id: string, path: string, query = {}): Promise<void> {
  progress.event(working(id, 'Removing'));
  try {
    await cli.api.delete(path, { query });
    progress.event(done(id, 'Removed'));
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) progress.event(stillUsed(id));
    else if (error instanceof ApiError && error.isNotFound)
      progress.event(done(id, 'Warning: No resource found to remove'));
    else throw error;
  }
}
