import type { NetworkSummary, VolumeSummary } from '../../api/types.ts';
import type { Cli } from '../../cli.ts';
import type { Project } from '../model/types/project.ts';
import type { Network, Volume } from '../model/types/resources.ts';
import type { Service } from '../model/types/service.ts';
import { isOneOff, type ProjectContainer } from './containers.ts';
import { projectFromContainers } from './from-containers.ts';
import { label, labelFilters } from './labels.ts';

/**
 * A project without its file, with the networks and volumes that bear its label. None of its dependencies is required;
 * a project of which nothing is left has no services.
 */
export async function projectOfContainers(
  cli: Cli,
  containers: readonly ProjectContainer[],
  name: string,
): Promise<Project> {
  const services = containers.filter((one) => !isOneOff(one));
  const project = services.length > 0 ? projectFromContainers(services, name) : emptyProject(name);
  const query = { filters: labelFilters([`${label.project}=${name}`]) };
  const networks: Record<string, Network> = {};
  for (const one of await cli.api.get<NetworkSummary[]>('/networks', { query })) {
    networks[one.Labels?.[label.network] ?? ''] = { name: one.Name, driver: one.Driver };
  }
  const volumes: Record<string, Volume> = {};
  const { Volumes } = await cli.api.get<{ Volumes: readonly VolumeSummary[] | null }>('/volumes', { query });
  for (const one of Volumes ?? []) volumes[one.Labels?.[label.volume] ?? ''] = { name: one.Name, driver: one.Driver };
  return { ...project, networks, volumes, services: withOptionalDependencies(project.services) };
}

function withOptionalDependencies(services: Readonly<Record<string, Service>>): Record<string, Service> {
  const optional = (service: Service): Service => ({
    ...service,
    depends_on: Object.fromEntries(
      Object.entries(service.depends_on ?? {}).map(([name, one]) => [name, { ...one, required: false }]),
    ),
  });
  return Object.fromEntries(Object.entries(services).map(([name, service]) => [name, optional(service)]));
}

function emptyProject(name: string): Project {
  return {
    ...{ name, workingDir: '', composeFiles: [], environment: {}, profiles: [], services: {}, disabledServices: {} },
    ...{ networks: {}, volumes: {}, secrets: {}, configs: {}, models: {} },
  };
}
