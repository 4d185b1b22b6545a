import type { Service } from '../types/service.ts';

type Part = readonly [path: string, isSet: (service: Service) => boolean, why: string];

const swarm = 'it is for services of a swarm';
const noPlugin = 'the sandbox has no such device';

const parts: readonly Part[] = [
  ['deploy.mode', ({ deploy }) => !['', 'replicated', undefined].includes(deploy?.mode), swarm],
  ['deploy.endpoint_mode', ({ deploy }) => !!deploy?.endpoint_mode, swarm],
  ['deploy.placement', ({ deploy }) => Object.keys(deploy?.placement ?? {}).length > 0, 'there is one machine'],
  ['deploy.update_config', ({ deploy }) => deploy?.update_config !== undefined, swarm],
  ['deploy.rollback_config', ({ deploy }) => deploy?.rollback_config !== undefined, swarm],
  [
    'deploy.resources.reservations.cpus',
    ({ deploy }) => deploy?.resources?.reservations?.cpus !== undefined,
    'processors cannot be reserved on one machine',
  ],
  [
    'deploy.resources.reservations.generic_resources',
    ({ deploy }) => (deploy?.resources?.reservations?.generic_resources ?? []).length > 0,
    swarm,
  ],
  [
    'deploy.resources.reservations.devices',
    ({ deploy }) => (deploy?.resources?.reservations?.devices ?? []).length > 0,
    noPlugin,
  ],
  ['gpus', ({ gpus }) => (gpus ?? []).length > 0, noPlugin],
  ['models', ({ models }) => Object.keys(models ?? {}).length > 0, 'there is no model runner'],
  ['provider', ({ provider }) => provider !== undefined, 'there are no programs of providers'],
  ['credential_spec', (service) => service.credential_spec !== undefined, 'it is for Windows'],
  ['isolation', ({ isolation }) => !!isolation && isolation !== 'default', 'it is for Windows'],
];

/** What of a service one small machine does not do, a sentence each, for a warning: nothing is passed over silently. */
export function notHonoured(service: Service): string[] {
  return parts.flatMap(([path, isSet, why]) =>
    isSet(service) ? [`services.${service.name}.${path} is ignored: ${why}`] : [],
  );
}
