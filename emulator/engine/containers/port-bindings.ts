import { SlipwayError } from '../../errors.ts';
import type { WantedPort } from '../networks/published-ports.ts';
import type { ContainerConfig } from './config.ts';
import type { HostConfig } from './host-config.ts';

/** Where a container's port is to be found; an element of HostConfig.PortBindings and of NetworkSettings.Ports. */
export interface PortBinding {
  /** '' for all addresses. */
  readonly HostIp: string;
  /** '8080'; '8000-8010' for the first free one of these; '' for any. */
  readonly HostPort: string;
}

/** By container port: '80/tcp'. */
export type PortBindings = Readonly<Record<string, readonly PortBinding[]>>;

const MAX_PORT = 65_535;

/** Reads `HostConfig.PortBindings` of POST /containers/create. Checks types only. */
export function parsePortBindings(raw: unknown): PortBindings {
  if (raw === undefined || raw === null) return {};
  if (!isObject(raw)) throw typeError(raw, 'nat.PortMap');
  return Object.fromEntries(
    Object.entries(raw).map(([port, list]) => {
      if (list !== null && !Array.isArray(list)) throw typeError(list, '[]nat.PortBinding');
      return [port, ((list ?? []) as unknown[]).map(parseBinding)];
    }),
  );
}

function parseBinding(raw: unknown): PortBinding {
  if (!isObject(raw)) throw typeError(raw, 'nat.PortBinding');
  const byName = new Map(Object.entries(raw).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => {
    const value = byName.get(name) ?? '';
    if (typeof value !== 'string') throw typeError(value, 'string');
    return value;
  };
  return { HostIp: text('hostip'), HostPort: text('hostport') };
}

/** Errors 'invalid' in dockerd's words (moby: validatePortBindings, validateNetMode). */
export function validatePorts(host: HostConfig, config: ContainerConfig): void {
  for (const [port, bindings] of Object.entries(host.PortBindings)) {
    const [number = ''] = port.split('/');
    if (!parseRange(number)) throw invalidPort(number);
    for (const { HostPort: hostPort } of bindings) {
      const [text = ''] = hostPort.split('/');
      if (text !== '' && !parseRange(text)) throw invalidPort(hostPort);
    }
  }
  if (!host.NetworkMode.startsWith('container:')) return;
  if (Object.keys(host.PortBindings).length > 0 || host.PublishAllPorts) {
    throw new SlipwayError('invalid', 'conflicting options: port publishing and the container type network mode');
  }
  if (Object.keys(config.ExposedPorts ?? {}).length > 0) {
    throw new SlipwayError('invalid', 'conflicting options: port exposing and the container type network mode');
  }
}

/** Published with the protocol SCTP, which the guest's kernel does not have. */
export function publishesSctp(host: HostConfig): boolean {
  return Object.entries(host.PortBindings).some(([port, { length }]) => /\/sctp$/i.test(port) && length > 0);
}

/**
 * What a start publishes: the bindings of exposed ports, and with -P a port of its own for all others. The order, in
 * which free ports are handed out, is dockerd's: fixed host ports first, then high container ports before low ones.
 */
export function wantedPorts(
  config: ContainerConfig,
  host: HostConfig,
  /** Where ports without an address are published: all addresses unless the network says otherwise. */
  defaultAddress = '0.0.0.0',
): WantedPort[] {
  return Object.keys(config.ExposedPorts ?? {})
    .flatMap((exposed): WantedPort[] => {
      const [number = '', protocolText = 'tcp'] = exposed.split('/');
      const protocol = protocolText.toLowerCase();
      if ((protocol !== 'tcp' && protocol !== 'udp') || !parseRange(number)) return [];
      const port = Number(number.split('-')[0]);
      const bindings = host.PortBindings[exposed] ?? [];
      const any = host.PublishAllPorts && bindings.length === 0 ? [{ HostIp: '', HostPort: '' }] : bindings;
      return any.map((binding) => ({
        port,
        protocol,
        hostAddress: isAddress(binding.HostIp) ? binding.HostIp : defaultAddress,
        hostPorts: parseRange(binding.HostPort.split('/')[0] ?? ''),
      }));
    })
    .sort(
      (a, b) =>
        (b.hostPorts?.first ?? 0) - (a.hostPorts?.first ?? 0) ||
        b.port - a.port ||
        (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : 0),
    );
}

/** '80' or '80-82'; undefined for '' and for what is no port. '0' is any, as ''. */
function parseRange(text: string): { first: number; last: number } | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (last < first || last > MAX_PORT) return undefined;
  return { first, last };
}

/** Go's net.ParseIP; dockerd takes what is none for "all addresses". */
function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text)
    ? text.split('.').every((part) => Number(part) < 256)
    : text.includes(':');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalidPort(text: string): SlipwayError {
  return new SlipwayError('invalid', `invalid port specification: ${JSON.stringify(text)}`);
}

function typeError(value: unknown, goType: string): SlipwayError {
  const jsonType = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  const field = 'HostConfig.HostConfig.PortBindings';
  return new SlipwayError(
    'invalid',
    `json: cannot unmarshal ${jsonType} into Go struct field ${field} of type ${goType}`,
  );
}
