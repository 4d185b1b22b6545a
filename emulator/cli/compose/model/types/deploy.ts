import type { Bytes, Extensible, Mapping, Nanoseconds } from './common.ts';
import type { DeviceRequest } from './mounts.ts';

/**
 * `deploy` of a service. One machine honours `replicas`, `resources` (limits, reservations of memory) and
 * `restart_policy`, as docker compose does; `notHonoured` in project/not-honoured.ts says which parts it does not.
 */
export interface Deploy extends Extensible {
  readonly mode?: string;
  readonly replicas?: number;
  readonly labels?: Mapping;
  readonly update_config?: UpdateConfig;
  readonly rollback_config?: UpdateConfig;
  readonly resources?: Extensible & { readonly limits?: Resource; readonly reservations?: Resource };
  readonly restart_policy?: RestartPolicy;
  readonly placement?: Placement;
  readonly endpoint_mode?: string;
}

export interface Resource extends Extensible {
  /** 0.5 is half a processor. */
  readonly cpus?: number;
  readonly memory?: Bytes;
  readonly pids?: number;
  readonly devices?: readonly DeviceRequest[];
  readonly generic_resources?: readonly (Extensible & {
    readonly discrete_resource_spec?: Extensible & { readonly kind?: string; readonly value?: number };
  })[];
}

export interface RestartPolicy extends Extensible {
  /** 'none', 'on-failure', 'any' */
  readonly condition?: string;
  readonly delay?: Nanoseconds;
  readonly max_attempts?: number;
  readonly window?: Nanoseconds;
}

export interface UpdateConfig extends Extensible {
  readonly parallelism?: number;
  readonly delay?: Nanoseconds;
  readonly failure_action?: string;
  readonly monitor?: Nanoseconds;
  readonly max_failure_ratio?: number;
  readonly order?: string;
}

export interface Placement extends Extensible {
  readonly constraints?: readonly string[];
  readonly preferences?: readonly (Extensible & { readonly spread?: string })[];
  readonly max_replicas_per_node?: number;
}
