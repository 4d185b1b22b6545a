import type { ContainerSummary } from '../../api/types.ts';
import type { Cli } from '../../cli.ts';
import { CliError } from '../../errors.ts';
import { label, labelFilters } from './labels.ts';

/** A container of a project as the Engine API lists it. */
export interface ProjectContainer extends Omit<ContainerSummary, 'Mounts' | 'NetworkSettings'> {
  readonly Mounts?: readonly ContainerMount[] | null;
  readonly NetworkSettings?: {
    readonly Networks: Readonly<Record<string, { readonly NetworkID: string }>> | null;
  } | null;
}

export interface ContainerMount {
  readonly Type: string;
  /** Of a volume. */
  readonly Name?: string;
  readonly Source?: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly RW?: boolean;
}

export interface ContainerSelection {
  /** Those of `compose run`. */
  readonly oneOff: 'with' | 'without' | 'only';
  /** Those that do not run as well. */
  readonly all: boolean;
  /** None: of all services. */
  readonly services?: readonly string[];
}

/** The containers of a project, found by their labels: no file is needed. */
export async function projectContainers(
  cli: Cli,
  project: string,
  { oneOff, all, services = [] }: ContainerSelection,
): Promise<ProjectContainer[]> {
  const [only] = services;
  const labels = [`${label.project}=${project}`];
  if (services.length === 1 && only !== undefined) labels.push(`${label.service}=${only}`);
  labels.push(label.configHash);
  if (oneOff !== 'with') labels.push(`${label.oneOff}=${oneOff === 'only' ? 'True' : 'False'}`);
  const found = await listContainers(cli, labels, all);
  return services.length > 1 ? found.filter((one) => services.includes(serviceOf(one))) : found;
}

/** One container of a service: the one of that number, or with 0 the first. Throws CliError in compose's words. */
export async function specifiedContainer(
  cli: Cli,
  project: string,
  { service, index, oneOff, all }: Omit<ContainerSelection, 'services'> & { service: string; index: number },
): Promise<ProjectContainer> {
  const found = await projectContainers(cli, project, { oneOff, all, services: [service] });
  const those = index > 0 ? found.filter((one) => numberOf(one) === index) : found;
  const [first] = those.toSorted((a, b) => numberOf(a) - numberOf(b) || Number(isOneOff(a)) - Number(isOneOff(b)));
  if (first) return first;
  throw new CliError(`service ${JSON.stringify(service)} is not running${index > 0 ? ` container #${index}` : ''}`);
}

/** Containers with all of these labels ('NAME' or 'NAME=VALUE'). */
export function listContainers(cli: Cli, labels: readonly string[], all: boolean): Promise<ProjectContainer[]> {
  return cli.api.get<ProjectContainer[]>('/containers/json', { query: { all, filters: labelFilters(labels) } });
}

export function labelOf(container: Pick<ProjectContainer, 'Labels'>, name: string): string {
  return container.Labels?.[name] ?? '';
}

export function serviceOf(container: Pick<ProjectContainer, 'Labels'>): string {
  return labelOf(container, label.service);
}

/** NaN when it has none. */
export function numberOf(container: Pick<ProjectContainer, 'Labels'>): number {
  return Number.parseInt(labelOf(container, label.number), 10);
}

export function isOneOff(container: Pick<ProjectContainer, 'Labels'>): boolean {
  return labelOf(container, label.oneOff) === 'True';
}

/** Without the '/' before it; names that links gave it do not count. */
export function canonicalName({ Names, Id }: Pick<ProjectContainer, 'Names' | 'Id'>): string {
  const name = Names?.find((one) => one.lastIndexOf('/') === 0) ?? Names?.[0];
  return name?.replace(/^\//, '') ?? Id.slice(0, 12);
}

/** 'web-1' for 'shop-web-1': what logs have before each line. A name of the user's own stays whole. */
export function nameWithoutProject(container: Pick<ProjectContainer, 'Names' | 'Id' | 'Labels'>): string {
  const project = labelOf(container, label.project);
  const name = canonicalName(container);
  const rest = [serviceOf(container), labelOf(container, label.number)];
  const isDefault = ['-', '_'].some((separator) => name === [project, ...rest].join(separator));
  return isDefault ? name.slice(project.length + 1) : name;
}

export function byName(a: ProjectContainer, b: ProjectContainer): number {
  return canonicalName(a) < canonicalName(b) ? -1 : 1;
}
