import { CliError, errorMessage } from '../../errors.ts';
import { scaleOf, type Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { done, failed, working } from '../progress/event.ts';
import { isOneOff, numberOf, serviceOf, type ProjectContainer } from './containers.ts';
import type { ComposeWork } from './context.ts';
import { containerName, createContainer, type NewContainer } from './create/create-container.ts';
import { divergesFrom, type Existing, type Recreate } from './diverge.ts';
import { allOf, inDependencyOrder } from './graph.ts';
import { label } from './labels.ts';
import { withReferences } from './references.ts';
import { serviceLabels } from './service-labels.ts';
import { progressName, stopAndRemove, stopServices } from './stop.ts';

export interface ConvergeOptions {
  /** Those that were asked for; the others are what they depend on. */
  readonly services: readonly string[];
  readonly recreate: Recreate;
  readonly recreateDependencies: Recreate;
  /** Anonymous volumes go from a container to the one that replaces it. */
  readonly keepsVolumes: boolean;
  readonly timeoutSeconds: number | undefined;
  /** `--env-file`, for a label. */
  readonly envFiles: readonly string[];
  /** By service. */
  readonly imageIds: ReadonlyMap<string, string>;
}

/**
 * Makes the containers of a project what its file says: creates, replaces and removes them, service by service as they
 * depend on each other. Nothing is started, but what a service needs that is made anew and to be restarted is stopped.
 */
export class Convergence {
  readonly #containers = new Map<string, ProjectContainer[]>();

  constructor(
    private readonly work: ComposeWork,
    private readonly project: Project,
    private readonly existing: Existing,
    observed: readonly ProjectContainer[],
    private readonly options: ConvergeOptions,
  ) {
    for (const container of observed) {
      if (isOneOff(container)) continue;
      const those = this.#containers.get(serviceOf(container)) ?? [];
      this.#containers.set(serviceOf(container), [...those, container]);
    }
  }

  apply(): Promise<void> {
    const limit = this.work.parallelLimit;
    return inDependencyOrder(this.project, (name) => this.#ensure(name), { direction: 'up', limit });
  }

  readonly #find = (service: string): readonly ProjectContainer[] => this.#containers.get(service) ?? [];

  async #ensure(name: string): Promise<void> {
    const declared = this.project.services[name];
    if (!declared) return;
    if (declared.provider) {
      throw new CliError(
        `service ${name}: provider ${declared.provider.type ?? ''} is not supported by Slipway: it runs no plugins`,
      );
    }
    const expected = expectedScale(declared);
    const service = withReferences(declared, this.#find);
    const { services, recreate, recreateDependencies } = this.options;
    const policy = services.includes(name) ? recreate : recreateDependencies;
    const ordered = await this.#ordered(service, policy);
    const kept: Promise<ProjectContainer>[] = [];
    const removed: Promise<void>[] = [];
    for (const [index, { container, isObsolete }] of ordered.entries()) {
      if (index >= expected) removed.push(this.#remove(container, service));
      else if (isObsolete) {
        await this.#stopDependents(name);
        kept.push(this.#recreate(container, service));
      } else {
        this.#tell(container);
        kept.push(Promise.resolve(container));
      }
    }
    const numbers = ordered.map(({ container }) => numberOf(container)).filter((number) => !Number.isNaN(number));
    const next = Math.max(0, ...numbers) + 1;
    for (let index = ordered.length; index < expected; index++) {
      kept.push(this.#create(service, next + index - ordered.length));
    }
    await allOf([...kept, ...removed]);
    this.#containers.set(name, await Promise.all(kept));
  }

  /** Those to keep first: up to date before obsolete, low numbers before high. */
  async #ordered(service: Service, policy: Recreate): Promise<{ container: ProjectContainer; isObsolete: boolean }[]> {
    const labels = this.#labels(service);
    const all = await Promise.all(
      this.#find(service.name).map(async (container) => ({
        container,
        isObsolete: await divergesFrom(container, { service, policy, imageId: labels[label.image] }, this.existing),
      })),
    );
    return all.toSorted(
      (a, b) =>
        Number(a.isObsolete) - Number(b.isObsolete) ||
        numberOf(a.container) - numberOf(b.container) ||
        b.container.Created - a.container.Created,
    );
  }

  #labels(service: Service): Record<string, string> {
    const { envFiles, imageIds } = this.options;
    const imageId = imageIds.get(service.name);
    return serviceLabels({ project: this.project, service: service.name, imageId, envFiles });
  }

  #tell(container: ProjectContainer): void {
    if (container.State === 'running') this.work.progress.event(done(progressName(container), 'Running'));
    else if (container.State === 'exited') this.work.progress.event(done(progressName(container), 'Created'));
  }

  #remove(container: ProjectContainer, service: Service): Promise<void> {
    const { timeoutSeconds } = this.options;
    return stopAndRemove(this.work, container, { service, timeoutSeconds, volumes: false });
  }

  /** They come up again with the service they need. */
  async #stopDependents(name: string): Promise<void> {
    const dependents = Object.values(this.project.services)
      .filter((one) => one.depends_on?.[name]?.restart)
      .map((one) => one.name);
    if (dependents.length === 0) return;
    await stopServices(this.work, this.project.name, { project: this.project, services: dependents });
    for (const dependent of dependents) {
      const those = this.#find(dependent).map((one) => ({ ...one, State: 'exited' }));
      this.#containers.set(dependent, those);
    }
  }

  async #create(service: Service, number: number): Promise<ProjectContainer> {
    const name = containerName(this.work, this.project, service, number);
    const id = `Container ${name}`;
    this.work.progress.event(working(id, 'Creating'));
    return this.#told(id, async () => {
      const wanted: NewContainer = { service, name, number, labels: this.#labels(service), usesAliases: true };
      const created = await createContainer(this.work, this.project, wanted);
      this.work.progress.event(done(id, 'Created'));
      return created;
    });
  }

  /** Under another name until the one it replaces is gone. */
  async #recreate(replaced: ProjectContainer, service: Service): Promise<ProjectContainer> {
    const { cli, progress } = this.work;
    const id = progressName(replaced);
    progress.event(working(id, 'Recreate'));
    return this.#told(id, async () => {
      const number = numberOf(replaced);
      const name = containerName(this.work, this.project, service, number);
      const { keepsVolumes, timeoutSeconds } = this.options;
      const created = await createContainer(this.work, this.project, {
        ...{ service, number, usesAliases: true },
        name: `${replaced.Id.slice(0, 12)}_${name}`,
        labels: { ...this.#labels(service), [label.replace]: replaced.Id },
        replaced: keepsVolumes ? replaced : undefined,
      });
      await cli.api.post(`/containers/${replaced.Id}/stop`, { query: { t: timeoutSeconds } });
      await cli.api.delete(`/containers/${replaced.Id}`);
      await cli.api.post(`/containers/${created.Id}/rename`, { query: { name } });
      progress.event(done(id, 'Recreated'));
      return { ...created, Names: [`/${name}`] };
    });
  }

  async #told(id: string, task: () => Promise<ProjectContainer>): Promise<ProjectContainer> {
    try {
      return await task();
    } catch (error) {
      this.work.progress.event(failed(id, errorMessage(error)));
      throw error;
    }
  }
}

function expectedScale(service: Service): number {
  const scale = scaleOf(service);
  if (scale > 1 && service.container_name) {
    throw new CliError(
      `WARNING: The "${service.name}" service is using the custom container name "${service.container_name}". ` +
        'Docker requires each container to have a unique name. Remove the custom name to scale the service',
    );
  }
  return scale;
}
