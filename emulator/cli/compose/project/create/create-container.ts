import type { Cli } from '../../../cli.ts';
import { warnLine } from '../../commands/warning.ts';
import { serviceHash } from '../../model/output/hash.ts';
import type { Project } from '../../model/types/project.ts';
import type { Service } from '../../model/types/service.ts';
import type { ProjectContainer } from '../containers.ts';
import type { ComposeContext, ComposeWork } from '../context.ts';
import { imageOf, inspectImage } from '../images.ts';
import { label } from '../labels.ts';
import { containerConfig } from './container-config.ts';
import { injectFiles } from './files.ts';
import { hostConfig } from './host-config.ts';
import { containerLinks } from './links.ts';
import { containerMounts, type Inherited } from './mounts.ts';
import { networking } from './networking.ts';

export interface NewContainer {
  /** With its references to other services resolved. */
  readonly service: Service;
  readonly name: string;
  /** Undefined for one of `compose run`. */
  readonly number: number | undefined;
  /** Beside those of the file. */
  readonly labels: Readonly<Record<string, string>>;
  /** The container whose anonymous volumes it takes over. */
  readonly replaced?: ProjectContainer;
  readonly isRemovedAtExit?: boolean;
  readonly attachesStdin?: boolean;
  /** Whether its service's name and aliases lead to it. */
  readonly usesAliases: boolean;
}

/** 'shop-web-1', or what `container_name` says. */
export function containerName(
  { separator }: ComposeContext,
  project: Project,
  service: Service,
  number: number,
): string {
  return service.container_name || [project.name, service.name, number].join(separator);
}

/** Creates a container of a service, with its networks and files; it is not started. Throws CliError. */
export async function createContainer(
  work: ComposeWork,
  project: Project,
  wanted: NewContainer,
): Promise<ProjectContainer> {
  const { cli, progress } = work;
  const { service, name, number } = wanted;
  const { config, later } = await createBody(work, project, wanted);
  const platform = service.platform || project.environment['DOCKER_DEFAULT_PLATFORM'] || undefined;
  const created = await cli.api.post<{ Id: string; Warnings?: readonly string[] | null }>('/containers/create', {
    query: { name, platform },
    body: config,
  });
  for (const text of created.Warnings ?? []) {
    progress.event({ id: service.name, status: 'warning', text, statusText: '' });
  }
  for (const { network, endpoint } of later) {
    const body = { Container: created.Id, EndpointConfig: endpoint };
    await cli.api.post(`/networks/${encodeURIComponent(network)}/connect`, { body });
  }
  await injectFiles(cli, project, service, created.Id);
  return {
    ...{ Id: created.Id, Names: [`/${name}`], Image: '', ImageID: '', Command: '', Created: 0, Ports: [] },
    ...{ State: 'created', Status: '' },
    Labels: labelsOf(wanted, await serviceHash(service), number),
  };
}

async function createBody(
  work: ComposeWork,
  project: Project,
  wanted: NewContainer,
): Promise<{ config: object; later: readonly { network: string; endpoint: object }[] }> {
  const { cli, separator } = work;
  const { service, number, replaced, usesAliases, attachesStdin = false } = wanted;
  const warnings: string[] = [];
  const inherited = replaced && (await inheritedMounts(cli, replaced, imageOf(work, project, service)));
  const mounts = containerMounts(project, service, inherited, (message) => void warnings.push(message));
  for (const message of warnings) await cli.err(warnLine(cli, message));
  await warnOfMissingSecrets(cli, project, service);
  const isOneOff = wanted.labels[label.oneOff] === 'True';
  const links = await containerLinks(cli, service, {
    project: project.name,
    separator,
    number: number ?? -1,
    isOneOff,
  });
  const own = number === undefined ? wanted.name : containerName(work, project, service, number);
  const aliases = usesAliases ? [own, service.name] : [own];
  const network = await networking(cli, project, service, { aliases, links, usesServiceAliases: usesAliases });
  const config = await containerConfig(cli, service, {
    attachesStdin,
    image: imageOf(work, project, service),
    macAddress: network.macAddress,
  });
  const isRemovedAtExit = wanted.isRemovedAtExit ?? false;
  const host = await hostConfig(cli, project, service, {
    ...mounts,
    networkMode: network.mode,
    links,
    isRemovedAtExit,
  });
  const hasEndpoints = Object.keys(network.endpoints).length > 0;
  return {
    config: {
      ...config,
      Labels: labelsOf(wanted, await serviceHash(service), number),
      HostConfig: host,
      NetworkingConfig: hasEndpoints ? { EndpointsConfig: network.endpoints } : undefined,
    },
    later: network.later,
  };
}

function labelsOf({ service, labels }: NewContainer, hash: string, number: number | undefined): Record<string, string> {
  const dependencies = Object.entries(service.depends_on ?? {}).map(
    ([name, { condition, restart = false }]) => `${name}:${condition}:${restart}`,
  );
  return {
    ...service.labels,
    ...labels,
    [label.configHash]: hash,
    ...(number === undefined ? {} : { [label.number]: String(number) }),
    [label.dependsOn]: dependencies.join(','),
  };
}

async function inheritedMounts(cli: Cli, replaced: ProjectContainer, image: string): Promise<Inherited> {
  const details = await inspectImage(cli, image);
  return { mounts: replaced.Mounts ?? [], imageVolumes: Object.keys(details?.Config?.Volumes ?? {}) };
}

async function warnOfMissingSecrets(cli: Cli, project: Project, service: Service): Promise<void> {
  for (const { source } of service.secrets ?? []) {
    const defined = project.secrets[source];
    if (!defined?.file || (await cli.io.files.stat(defined.file, true))) continue;
    await cli.err(warnLine(cli, `secret file ${defined.name} does not exist`));
  }
}
