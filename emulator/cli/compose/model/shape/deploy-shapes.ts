import type { Build } from '../types/build.ts';
import type { Deploy, Placement, Resource, RestartPolicy, UpdateConfig } from '../types/deploy.ts';
import { listOf, object, recordOf } from './compound.ts';
import type { Kind } from './kind.ts';
import * as kind from './kinds.ts';
import { deviceRequests, fileMount, ulimit } from './mount-shapes.ts';

const { bytes, decimal, duration, flag, integer, mapping, pointer, strings, text } = kind;

const updateConfig = object<UpdateConfig>({
  parallelism: pointer(integer),
  delay: duration,
  failure_action: text,
  monitor: duration,
  max_failure_ratio: decimal,
  order: text,
});

type GenericResource = NonNullable<Resource['generic_resources']>[number];
type Discrete = NonNullable<GenericResource['discrete_resource_spec']>;

const resource = object<Resource>({
  cpus: decimal,
  memory: bytes,
  pids: integer,
  devices: deviceRequests,
  generic_resources: listOf(
    object<GenericResource>({
      discrete_resource_spec: object<Discrete>({ kind: text, value: integer }, { keeps: ['kind', 'value'] }),
    }),
  ),
});

const placement: Kind<Placement> = object<Placement>(
  {
    constraints: strings,
    preferences: listOf(object<NonNullable<Placement['preferences']>[number]>({ spread: text })),
    max_replicas_per_node: integer,
  },
  { isValue: true },
);

export const deploy = object<Deploy>({
  mode: text,
  replicas: pointer(integer),
  labels: mapping,
  update_config: updateConfig,
  rollback_config: updateConfig,
  resources: object<NonNullable<Deploy['resources']>>({ limits: resource, reservations: resource }, { isValue: true }),
  restart_policy: object<RestartPolicy>({
    condition: text,
    delay: pointer(duration),
    max_attempts: pointer(integer),
    window: pointer(duration),
  }),
  placement,
  endpoint_mode: text,
});

/** ID → path; printed as 'ID' or 'ID: PATH'. */
const ssh: Kind<Readonly<Record<string, string>>> = {
  ...mapping,
  print: (value) => Object.entries(value).map(([id, path]) => (path === '' ? id : `${id}: ${path}`)),
};

export const build = object<Build>({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: strings,
  args: kind.environment,
  provenance: text,
  sbom: text,
  ssh,
  labels: mapping,
  cache_from: strings,
  cache_to: strings,
  no_cache: flag,
  additional_contexts: mapping,
  pull: flag,
  extra_hosts: kind.hosts,
  isolation: text,
  network: text,
  target: text,
  secrets: listOf(fileMount),
  shm_size: bytes,
  tags: strings,
  ulimits: recordOf(ulimit),
  platforms: strings,
  privileged: flag,
});
