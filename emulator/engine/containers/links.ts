import { SlipwayError } from '../../errors.ts';
import type { NetworkEndpoint } from '../networks/networks.ts';
import type { ContainerRecord } from './record.ts';
import type { Container } from './container.ts';

/** A link to another container in the default bridge (`--link`), as a container's record keeps it. */
export interface ContainerLink {
  /** ID of the container that is linked to. */
  readonly container: string;
  readonly alias: string;
}

/** 'name:alias' or 'name'; '/name:/own/alias' as inspect shows it. Errors 'invalid' in dockerd's words. */
export function parseLink(text: string): { name: string; alias: string } {
  if (text === '') throw new SlipwayError('invalid', 'empty string specified for links');
  const parts = text.split(':');
  if (parts.length > 2) throw new SlipwayError('invalid', `bad format for links: ${text}`);
  const [name = '', alias = name] = parts;
  if (!name.startsWith('/')) return { name, alias };
  return { name: name.slice(1), alias: alias.slice(alias.lastIndexOf('/') + 1) };
}

/** A link with what the other container has while it runs. */
export interface LiveLink {
  readonly alias: string;
  readonly target: ContainerRecord;
  readonly address: string;
}

/**
 * What a container's links lead to when it starts; those to containers that are gone are left out.
 *
 * @param endpointOf the container's place in the default bridge
 */
export function liveLinks(
  record: ContainerRecord,
  find: (id: string) => Container | undefined,
  endpointOf: (id: string) => NetworkEndpoint | undefined,
): LiveLink[] {
  return (record.links ?? []).flatMap(({ container: id, alias }) => {
    const target = find(id);
    if (!target) return [];
    if (!target.isRunning) {
      const message = `Cannot link to a non running container: /${target.record.name} AS /${record.name}/${alias}`;
      throw new SlipwayError('invalid', message);
    }
    const endpoint = endpointOf(id);
    if (!endpoint) throw new SlipwayError('internal', `container ${id} not attached to default bridge network`);
    return [{ alias, target: target.record, address: endpoint.address }];
  });
}

/** The lines of /etc/hosts for links: alias, host name and name of each. */
export function linkHosts(links: readonly LiveLink[]): string[] {
  return links.map(({ alias, target, address }) => {
    const names = [alias, target.config.Hostname, ...(alias === target.name ? [] : [target.name])];
    return `${address}\t${names.join(' ')}\n`;
  });
}

interface LinkedPort {
  readonly number: number;
  readonly protocol: string;
}

/** What a link sets in the environment (moby: links.ToEnv): ALIAS_PORT…, ALIAS_NAME and ALIAS_ENV_… */
export function linkEnvironment({ alias, target, address }: LiveLink, ownName: string): string[] {
  const prefix = alias.toUpperCase().replaceAll('-', '_');
  const ports = exposedPorts(target);
  const url = ({ number, protocol }: LinkedPort) => `${protocol}://${address}:${number}`;
  const nameOf = ({ number, protocol }: LinkedPort) => `${prefix}_PORT_${number}_${protocol.toUpperCase()}`;
  const ranges = contiguous(ports).flatMap(([first, last]) => [
    `${nameOf(first)}_START=${url(first)}`,
    `${nameOf(first)}_ADDR=${address}`,
    `${nameOf(first)}_PROTO=${first.protocol}`,
    `${nameOf(first)}_PORT_START=${first.number}`,
    `${nameOf(first)}_END=${url(last)}`,
    `${nameOf(first)}_PORT_END=${last.number}`,
  ]);
  const each = ports.flatMap((port) => [
    `${nameOf(port)}=${url(port)}`,
    `${nameOf(port)}_ADDR=${address}`,
    `${nameOf(port)}_PORT=${port.number}`,
    `${nameOf(port)}_PROTO=${port.protocol}`,
  ]);
  const environment = target.config.Env.filter((variable) => /^(?!HOME=|PATH=)[^=]+=/.test(variable));
  return [
    ...(ports[0] ? [`${prefix}_PORT=${url(ports[0])}`] : []),
    ...ranges,
    ...each,
    `${prefix}_NAME=/${ownName}/${alias}`,
    ...environment.map((variable) => `${prefix}_ENV_${variable}`),
  ];
}

/** The lowest first, TCP before others. */
function exposedPorts(target: ContainerRecord): LinkedPort[] {
  return Object.keys(target.config.ExposedPorts ?? {})
    .map((port) => ({ number: Number.parseInt(port, 10), protocol: port.split('/')[1] ?? 'tcp' }))
    .sort((a, b) => a.number - b.number || Number(b.protocol === 'tcp') - Number(a.protocol === 'tcp'));
}

/** First and last of each run of three ports or more. */
function contiguous(ports: readonly LinkedPort[]): [LinkedPort, LinkedPort][] {
  const runs: LinkedPort[][] = [];
  for (const port of ports) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (last && last.number + 1 === port.number && last.protocol === port.protocol) run!.push(port);
    else runs.push([port]);
  }
  return runs.filter(({ length }) => length > 2).map((run) => [run[0]!, run.at(-1)!]);
}

/** `HostConfig.Links` of inspect: '/target:/own/alias'; null without links. */
export function linkView(record: ContainerRecord, nameOf: (id: string) => string | undefined): string[] | null {
  const links = (record.links ?? []).flatMap(({ container, alias }) => {
    const target = nameOf(container);
    return target === undefined ? [] : [`/${target}:/${record.name}/${alias}`];
  });
  return links.length > 0 ? links : null;
}
