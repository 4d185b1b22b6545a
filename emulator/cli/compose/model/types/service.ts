import type { Build, ExtraHosts } from './build.ts';
import type { Bytes, Environment, Extensible, Mapping, Nanoseconds, Ulimit } from './common.ts';
import type { Deploy } from './deploy.ts';
import type { Device, DeviceRequest, FileMount, ServicePort, ServiceVolume } from './mounts.ts';

/**
 * One service, canonical: every short syntax is in its long form, lists of KEY=VALUE are mappings, sizes are bytes,
 * durations nanoseconds, and what is implied is there (the default network, dependencies by `links`, `volumes_from`
 * and 'service:NAME'). Keys are the specification's own; an absent key was not set.
 */
export interface Service extends Extensible {
  readonly name: string;
  readonly profiles?: readonly string[];
  readonly annotations?: Mapping;
  readonly attach?: boolean;
  readonly build?: Build;
  readonly develop?: Develop;
  readonly blkio_config?: BlkioConfig;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly cgroup_parent?: string;
  readonly cgroup?: string;
  readonly cpu_count?: number;
  readonly cpu_percent?: number;
  readonly cpu_period?: number;
  readonly cpu_quota?: number;
  readonly cpu_rt_period?: number;
  readonly cpu_rt_runtime?: number;
  readonly cpus?: number;
  readonly cpuset?: string;
  readonly cpu_shares?: number;
  /** Absent or null: the image's. Empty: none. A string of the file was split as a shell's words. */
  readonly command?: readonly string[] | null;
  readonly configs?: readonly FileMount[];
  readonly container_name?: string;
  readonly credential_spec?: Extensible & {
    readonly config?: string;
    readonly file?: string;
    readonly registry?: string;
  };
  readonly depends_on?: Readonly<Record<string, Dependency>>;
  readonly deploy?: Deploy;
  readonly device_cgroup_rules?: readonly string[];
  readonly devices?: readonly Device[];
  readonly dns?: readonly string[];
  readonly dns_opt?: readonly string[];
  readonly dns_search?: readonly string[];
  readonly domainname?: string;
  /** As `command`. */
  readonly entrypoint?: readonly string[] | null;
  readonly provider?: Extensible & {
    readonly type?: string;
    readonly options?: Readonly<Record<string, readonly string[]>>;
  };
  /** With the files of `env_file` merged in, unless the project was loaded with `resolvesEnvironment: false`. */
  readonly environment?: Environment;
  readonly env_file?: readonly EnvFile[];
  /** 'PORT' or 'PORT/PROTOCOL', ranges allowed. */
  readonly expose?: readonly string[];
  readonly external_links?: readonly string[];
  readonly extra_hosts?: ExtraHosts;
  readonly group_add?: readonly string[];
  readonly gpus?: readonly DeviceRequest[];
  readonly hostname?: string;
  readonly healthcheck?: HealthCheck;
  readonly image?: string;
  readonly init?: boolean;
  readonly ipc?: string;
  readonly isolation?: string;
  /** With the files of `label_file` merged in. */
  readonly labels?: Mapping;
  readonly label_file?: readonly string[];
  /** 'SERVICE' or 'SERVICE:ALIAS'; each is a dependency, too. */
  readonly links?: readonly string[];
  readonly logging?: Extensible & { readonly driver?: string; readonly options?: Mapping };
  readonly mem_limit?: Bytes;
  readonly mem_reservation?: Bytes;
  readonly memswap_limit?: Bytes;
  readonly mem_swappiness?: number;
  readonly mac_address?: string;
  readonly models?: Readonly<Record<string, ServiceModel | null>>;
  /** 'none', 'host', 'bridge', 'service:NAME', 'container:NAME', a network's name; then there are no `networks`. */
  readonly network_mode?: string;
  /** By the keys of the project's networks; `{ default: null }` when the file says nothing. */
  readonly networks?: Readonly<Record<string, ServiceNetwork | null>>;
  readonly oom_kill_disable?: boolean;
  readonly oom_score_adj?: number;
  readonly pid?: string;
  readonly pids_limit?: number;
  readonly platform?: string;
  readonly ports?: readonly ServicePort[];
  readonly privileged?: boolean;
  readonly pull_policy?: string;
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly runtime?: string;
  /** How many containers; `deploy.replicas` is the same, and `scaleOf` reads both. */
  readonly scale?: number;
  readonly secrets?: readonly FileMount[];
  readonly security_opt?: readonly string[];
  readonly shm_size?: Bytes;
  readonly stdin_open?: boolean;
  readonly stop_grace_period?: Nanoseconds;
  readonly stop_signal?: string;
  readonly storage_opt?: Mapping;
  readonly sysctls?: Mapping;
  /** 'PATH' or 'PATH:OPTIONS' */
  readonly tmpfs?: readonly string[];
  readonly tty?: boolean;
  readonly ulimits?: Readonly<Record<string, Ulimit>>;
  readonly use_api_socket?: boolean;
  readonly user?: string;
  readonly userns_mode?: string;
  readonly uts?: string;
  readonly volumes?: readonly ServiceVolume[];
  /** 'SERVICE', 'SERVICE:ro', 'container:NAME', 'container:NAME:ro' */
  readonly volumes_from?: readonly string[];
  readonly working_dir?: string;
  readonly post_start?: readonly Hook[];
  readonly pre_stop?: readonly Hook[];
}

/** An entry of `depends_on`: both defaults are filled in. */
export interface Dependency extends Extensible {
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully';
  /** Restart this service when compose updates the other. */
  readonly restart?: boolean;
  /** Off: a dependency that is not there, or not enabled, is only warned of. */
  readonly required: boolean;
}

export interface EnvFile {
  /** Absolute unless paths are not resolved. */
  readonly path: string;
  readonly required: boolean;
  /** 'raw': as `docker run --env-file` reads it; absent: compose's own syntax, with quotes and variables. */
  readonly format?: string;
}

export interface HealthCheck extends Extensible {
  /** Begins with 'CMD', 'CMD-SHELL' or 'NONE'. */
  readonly test?: readonly string[];
  readonly timeout?: Nanoseconds;
  readonly interval?: Nanoseconds;
  readonly retries?: number;
  readonly start_period?: Nanoseconds;
  readonly start_interval?: Nanoseconds;
  readonly disable?: boolean;
}

export interface ServiceNetwork extends Extensible {
  readonly aliases?: readonly string[];
  readonly driver_opts?: Mapping;
  readonly gw_priority?: number;
  readonly interface_name?: string;
  readonly ipv4_address?: string;
  readonly ipv6_address?: string;
  readonly link_local_ips?: readonly string[];
  readonly mac_address?: string;
  /** Networks are connected from the highest to the lowest, then by name. */
  readonly priority?: number;
}

export interface ServiceModel extends Extensible {
  readonly endpoint_var?: string;
  readonly model_var?: string;
}

/** `develop`: what `docker compose watch` does. */
export interface Develop extends Extensible {
  readonly watch?: readonly WatchRule[];
}

export interface WatchRule extends Extensible {
  readonly path: string;
  readonly action: string;
  readonly target?: string;
  readonly exec?: Hook;
  readonly include?: readonly string[];
  readonly ignore?: readonly string[];
  readonly initial_sync?: boolean;
}

/** A command in a service's container after its start or before its stop. */
export interface Hook extends Extensible {
  readonly command?: readonly string[] | null;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly working_dir?: string;
  readonly environment?: Environment;
}

export interface BlkioConfig extends Extensible {
  readonly weight?: number;
  readonly weight_device?: readonly { readonly path: string; readonly weight: number }[];
  readonly device_read_bps?: readonly ThrottleDevice[];
  readonly device_read_iops?: readonly ThrottleDevice[];
  readonly device_write_bps?: readonly ThrottleDevice[];
  readonly device_write_iops?: readonly ThrottleDevice[];
}

export interface ThrottleDevice {
  readonly path: string;
  readonly rate: Bytes;
}
