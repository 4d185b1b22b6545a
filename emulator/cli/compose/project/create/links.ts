import type { Cli } from '../../../cli.ts';
import type { Service } from '../../model/types/service.ts';
import { canonicalName, projectContainers } from '../containers.ts';

interface LinkSource {
  readonly project: string;
  readonly separator: string;
  readonly number: number;
  readonly isOneOff: boolean;
}

/** 'container:alias' for `links` (each container of the service under three names) and `external_links`. */
export async function containerLinks(cli: Cli, service: Service, from: LinkSource): Promise<string[]> {
  const { project, separator, number } = from;
  const containersOf = async (name: string): Promise<string[]> => {
    const selection = { oneOff: 'without', all: true, services: [name] } as const;
    return (await projectContainers(cli, project, selection)).map(canonicalName);
  };
  const links: string[] = [];
  for (const link of service.links ?? []) {
    const [name = '', alias = name] = link.split(':');
    const own = [name, String(number)].join(separator);
    for (const container of await containersOf(name)) {
      links.push(`${container}:${alias}`, `${container}:${own}`, `${container}:${project}${separator}${own}`);
    }
  }
  if (from.isOneOff) {
    for (const container of await containersOf(service.name)) {
      const prefix = `${project}${separator}`;
      const short = container.startsWith(prefix) ? container.slice(prefix.length) : container;
      links.push(`${container}:${service.name}`, `${container}:${short}`, `${container}:${container}`);
    }
  }
  for (const link of service.external_links ?? []) {
    const [container = '', alias = container] = link.split(':');
    links.push(`${container}:${alias}`);
  }
  return links;
}
