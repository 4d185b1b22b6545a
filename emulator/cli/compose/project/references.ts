import { CliError } from '../../errors.ts';
import type { Service } from '../model/types/service.ts';
import { byName, type ProjectContainer } from './containers.ts';

/** The containers of a service, those that are there now. */
type Find = (service: string) => readonly ProjectContainer[];

/** 'service:NAME' → 'NAME'; undefined for any other mode. */
export function referencedService(mode: string | undefined): string | undefined {
  return mode?.startsWith('service:') ? mode.slice('service:'.length) : undefined;
}

/**
 * The service with containers in the place of the services whose namespaces or volumes it shares: 'service:db' →
 * 'container:ID'. Throws CliError when there is no container.
 */
export function withReferences(service: Service, find: Find): Service {
  const idOf = (name: string, what: string): string => {
    const [first] = find(name).toSorted(byName);
    if (!first) throw new CliError(`cannot share ${what} with service ${name}: container missing`);
    return first.Id;
  };
  const mode = (value: string | undefined, what: string): string | undefined => {
    const name = referencedService(value);
    return name === undefined ? value : `container:${idOf(name, what)}`;
  };
  const volumesFrom = service.volumes_from?.map((entry) => {
    const parts = entry.split(':');
    if (parts[0] === 'container') return parts.slice(1).join(':');
    const [name = '', access] = parts;
    return [idOf(name, 'volume'), ...(access === undefined ? [] : [access])].join(':');
  });
  return withoutUndefined({
    ...service,
    network_mode: mode(service.network_mode, 'network namespace'),
    ipc: mode(service.ipc, 'IPC namespace'),
    pid: mode(service.pid, 'PID namespace'),
    volumes_from: volumesFrom,
  });
}

/** A key that the file does not have is none in the hash either. */
function withoutUndefined(service: Service): Service {
  return Object.fromEntries(Object.entries(service).filter(([, value]) => value !== undefined)) as unknown as Service;
}
