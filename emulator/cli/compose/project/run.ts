import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { done, failed, working } from '../progress/event.ts';
import { errorMessage } from '../../errors.ts';
import type { BuildOptions } from './build.ts';
import { isOneOff, projectContainers, serviceOf } from './containers.ts';
import { inProgress, unseen, type ComposeContext, type ComposeWork } from './context.ts';
import { createContainer } from './create/create-container.ts';
import { createProject, type CreateOptions } from './create-project.ts';
import { ensureImages } from './ensure-images.ts';
import { label } from './labels.ts';
import { withReferences } from './references.ts';
import { serviceLabels } from './service-labels.ts';
import { startProject } from './start.ts';
import { waitForServices } from './wait.ts';

export interface RunOptions {
  /** Changed as the command line says. */
  readonly service: Service;
  /** '' is one that is made up. */
  readonly name: string;
  readonly isRemovedAtExit: boolean;
  readonly attachesStdin: boolean;
  readonly usesAliases: boolean;
  readonly noDependencies: boolean;
  readonly create: CreateOptions;
}

/**
 * What `docker compose run` does before its container starts: the services it depends on are brought up, its image and
 * the container are made. The container's ID. Throws CliError.
 */
export async function prepareRun(context: ComposeContext, project: Project, options: RunOptions): Promise<string> {
  await inProgress(context, (work) => startDependencies(work, project, options));
  return createOneOff(unseen(context), project, options);
}

async function startDependencies(work: ComposeWork, project: Project, options: RunOptions): Promise<void> {
  const { [options.service.name]: own, ...services } = project.services;
  if (!own) return;
  const others = { ...project, services, disabledServices: { ...project.disabledServices, [own.name]: own } };
  await createProject(work, others, { ...options.create, services: [] });
  if (Object.keys(services).length > 0) await startProject(work, others);
}

async function createOneOff(work: ComposeWork, project: Project, options: RunOptions): Promise<string> {
  const slug = randomHex();
  const { restart: _, ...kept } = options.service;
  const service: Service = {
    ...kept,
    scale: 1,
    container_name: options.name || [project.name, kept.name, 'run', slug.slice(0, 12)].join(work.separator),
    ...(kept.deploy ? { deploy: { ...kept.deploy, restart_policy: undefined } } : {}),
  };
  const with1 = { ...project, services: { ...project.services, [service.name]: service } };
  const build: BuildOptions | undefined = options.create.build && { ...options.create.build, services: [service.name] };
  const imageIds = await ensureImages(work, with1, { build, isQuiet: options.create.isQuietPull });
  const observed = await projectContainers(work.cli, project.name, { oneOff: 'with', all: true });
  if (!options.noDependencies) {
    const wait = { project, dependant: service.name, containers: observed };
    await waitForServices(work, service.depends_on ?? {}, wait);
  }
  const labels = serviceLabels({
    ...{ project, service: service.name, envFiles: options.create.envFiles },
    imageId: imageIds.get(service.name),
  });
  const id = `Container ${service.container_name}`;
  work.progress.event(working(id, 'Creating'));
  try {
    const created = await createContainer(work, with1, {
      service: withReferences(service, (name) => observed.filter((one) => serviceOf(one) === name && !isOneOff(one))),
      name: service.container_name ?? '',
      number: undefined,
      labels: { ...labels, [label.slug]: slug, [label.oneOff]: 'True' },
      isRemovedAtExit: options.isRemovedAtExit,
      attachesStdin: options.attachesStdin,
      usesAliases: options.usesAliases,
    });
    work.progress.event(done(id, 'Created'));
    return created.Id;
  } catch (error) {
    work.progress.event(failed(id, errorMessage(error)));
    throw error;
  }
}

function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
