import type * as types from '../types/service.ts';
import { listOf, object, orNull, recordOf } from './compound.ts';
import { build, deploy } from './deploy-shapes.ts';
import type { Kind } from './kind.ts';
import * as kind from './kinds.ts';
import { device, deviceRequests, fileMount, port, ulimit, volume } from './mount-shapes.ts';

const { bytes, command, decimal, duration, environment, flag, integer, mapping, pointer, strings, text } = kind;

type Sub<Key extends keyof types.Service> = NonNullable<types.Service[Key]>;

const hook = object<types.Hook>({
  command,
  user: text,
  privileged: flag,
  working_dir: text,
  environment,
});

const throttle = listOf(object<types.ThrottleDevice>({ path: text, rate: bytes }, { keeps: ['path', 'rate'] }));

const blkio = object<types.BlkioConfig>({
  weight: integer,
  weight_device: listOf(
    object<{ path: string; weight: number }>({ path: text, weight: integer }, { keeps: ['path', 'weight'] }),
  ),
  device_read_bps: throttle,
  device_read_iops: throttle,
  device_write_bps: throttle,
  device_write_iops: throttle,
});

const watchRule = object<types.WatchRule>(
  {
    path: text,
    action: text,
    target: text,
    exec: hook,
    include: strings,
    ignore: strings,
    initial_sync: flag,
  },
  { keeps: ['path', 'action'] },
);

const serviceNetwork = object<types.ServiceNetwork>({
  aliases: strings,
  driver_opts: mapping,
  gw_priority: integer,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: strings,
  mac_address: text,
  priority: integer,
});

const healthCheck = object<types.HealthCheck>({
  test: kind.healthTest,
  timeout: pointer(duration),
  interval: pointer(duration),
  retries: pointer(integer),
  start_period: pointer(duration),
  start_interval: pointer(duration),
  disable: flag,
});

const dependency = object<types.Dependency>(
  { condition: text as unknown as Kind<types.Dependency['condition']>, restart: flag, required: flag },
  { keeps: ['required'] },
);

const provider = object<Sub<'provider'>>({ type: text, options: recordOf(strings) });

/** A service, in the order docker compose v2 prints its attributes in. */
export const service = object<types.Service>(
  {
    name: text,
    profiles: strings,
    annotations: mapping,
    attach: pointer(flag),
    build,
    develop: object<types.Develop>({ watch: listOf(watchRule) }),
    blkio_config: blkio,
    cap_add: strings,
    cap_drop: strings,
    cgroup_parent: text,
    cgroup: text,
    cpu_count: integer,
    cpu_percent: decimal,
    cpu_period: integer,
    cpu_quota: integer,
    cpu_rt_period: integer,
    cpu_rt_runtime: integer,
    cpus: decimal,
    cpuset: text,
    cpu_shares: integer,
    command,
    configs: listOf(fileMount),
    container_name: text,
    credential_spec: object<Sub<'credential_spec'>>({ config: text, file: text, registry: text }),
    depends_on: recordOf(dependency),
    deploy,
    device_cgroup_rules: strings,
    devices: listOf(device),
    dns: strings,
    dns_opt: strings,
    dns_search: strings,
    domainname: text,
    entrypoint: command,
    provider,
    environment,
    env_file: listOf(object<types.EnvFile>({ path: text, required: flag, format: text }, { keeps: ['required'] })),
    expose: strings,
    external_links: strings,
    extra_hosts: kind.hosts,
    group_add: strings,
    gpus: deviceRequests,
    hostname: text,
    healthcheck: healthCheck,
    image: text,
    init: pointer(flag),
    ipc: text,
    isolation: text,
    labels: mapping,
    label_file: strings,
    links: strings,
    logging: object<Sub<'logging'>>({ driver: text, options: mapping }),
    mem_limit: bytes,
    mem_reservation: bytes,
    memswap_limit: bytes,
    mem_swappiness: bytes,
    mac_address: text,
    models: recordOf(orNull(object<types.ServiceModel>({ endpoint_var: text, model_var: text }))),
    network_mode: text,
    networks: recordOf(orNull(serviceNetwork)),
    oom_kill_disable: flag,
    oom_score_adj: integer,
    pid: text,
    pids_limit: integer,
    platform: text,
    ports: listOf(port),
    privileged: flag,
    pull_policy: text,
    read_only: flag,
    restart: text,
    runtime: text,
    scale: pointer(integer),
    secrets: listOf(fileMount),
    security_opt: strings,
    shm_size: bytes,
    stdin_open: flag,
    stop_grace_period: pointer(duration),
    stop_signal: text,
    storage_opt: mapping,
    sysctls: mapping,
    tmpfs: strings,
    tty: flag,
    ulimits: recordOf(ulimit),
    use_api_socket: flag,
    user: text,
    userns_mode: text,
    uts: text,
    volumes: listOf(volume),
    volumes_from: strings,
    working_dir: text,
    post_start: listOf(hook),
    pre_stop: listOf(hook),
  },
  { hides: ['name'] },
);
