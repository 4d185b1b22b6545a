import { warnLine } from '../commands/warning.ts';
import { checkContainerNames } from '../model/project/select.ts';
import type { Project } from '../model/types/project.ts';
import type { BuildOptions } from './build.ts';
import { canonicalName, isOneOff, projectContainers, serviceOf, type ProjectContainer } from './containers.ts';
import type { ComposeWork } from './context.ts';
import { Convergence, type ConvergeOptions } from './converge.ts';
import { ensureImages } from './ensure-images.ts';
import { allOf } from './graph.ts';
import { ensureNetworks } from './networks.ts';
import { stopAndRemove } from './stop.ts';
import { ensureVolumes } from './volumes.ts';

export interface CreateOptions extends Omit<ConvergeOptions, 'imageIds'> {
  /** Undefined: nothing is built (`--no-build`). */
  readonly build: BuildOptions | undefined;
  /** Containers of services that are not in the file any more. */
  readonly orphans: 'warn' | 'remove' | 'ignore';
  readonly isQuietPull: boolean;
  readonly assumesYes: boolean;
}

/** `docker compose create`: images, networks, volumes and containers as the file says. Throws CliError. */
export async function createProject(work: ComposeWork, project: Project, options: CreateOptions): Promise<void> {
  checkContainerNames(project);
  const imageIds = await ensureImages(work, project, { build: options.build, isQuiet: options.isQuietPull });
  const networks = await ensureNetworks(work, project);
  const volumes = await ensureVolumes(work, project, options.assumesYes);
  const observed = await projectContainers(work.cli, project.name, { oneOff: 'with', all: true });
  await careForOrphans(work, orphansOf(observed, project), options.orphans);
  const services = options.services.length > 0 ? options.services : Object.keys(project.services);
  await new Convergence(work, project, { networks, volumes }, observed, { ...options, services, imageIds }).apply();
}

/** Those of services that the file does not have, and those of `compose run` that have ended. */
export function orphansOf(containers: readonly ProjectContainer[], project: Project): ProjectContainer[] {
  const known = new Set([...Object.keys(project.services), ...Object.keys(project.disabledServices)]);
  return containers.filter((one) =>
    isOneOff(one) ? one.State === 'exited' || one.State === 'dead' : !known.has(serviceOf(one)),
  );
}

async function careForOrphans(
  work: ComposeWork,
  orphans: readonly ProjectContainer[],
  how: CreateOptions['orphans'],
): Promise<void> {
  if (orphans.length === 0 || how === 'ignore') return;
  if (how === 'remove') {
    const options = { service: undefined, timeoutSeconds: undefined, volumes: false };
    return allOf(orphans.map((one) => stopAndRemove(work, one, options)));
  }
  const message =
    `Found orphan containers ([${orphans.map(canonicalName).join(' ')}]) for this project. If you removed or renamed ` +
    'this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.';
  await work.cli.err(warnLine(work.cli, message));
}
