import type { Bytes, Extensible, Mapping } from './common.ts';

/** One entry of `volumes` of a service, always in the long syntax. */
export interface ServiceVolume extends Extensible {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'cluster' | 'image';
  /** bind: an absolute path. volume: a key of the project's volumes, or absent for an anonymous one. */
  readonly source?: string;
  /** Absolute, in the container. */
  readonly target: string;
  readonly read_only?: boolean;
  readonly consistency?: string;
  readonly bind?: Extensible & {
    readonly selinux?: string;
    readonly propagation?: string;
    /** Makes the folder on the host when there is none. The short syntax sets it. */
    readonly create_host_path?: boolean;
    readonly recursive?: string;
  };
  readonly volume?: Extensible & { readonly labels?: Mapping; readonly nocopy?: boolean; readonly subpath?: string };
  readonly tmpfs?: Extensible & { readonly size?: Bytes; readonly mode?: number };
  readonly image?: Extensible & { readonly subpath?: string };
}

/** One published or exposed port. A range of the short syntax became one entry a port. */
export interface ServicePort extends Extensible {
  readonly name?: string;
  /** 'ingress' or 'host': the same on one machine. */
  readonly mode?: string;
  readonly host_ip?: string;
  readonly target: number;
  /** A number or a range 'FROM-TO', one of which is free; absent for a port the engine chooses. */
  readonly published?: string;
  readonly protocol?: string;
  readonly app_protocol?: string;
}

/** A config or secret in a container (or, as a secret, in a build). */
export interface FileMount extends Extensible {
  /** A key of the project's configs or secrets. */
  readonly source: string;
  /** A path in the container; configs: `/SOURCE` when absent. Secrets have it always: `/run/secrets/SOURCE`. */
  readonly target?: string;
  readonly uid?: string;
  readonly gid?: string;
  /** Permission bits. */
  readonly mode?: number;
}

export interface Device extends Extensible {
  readonly source: string;
  readonly target?: string;
  /** Of 'rwm'. */
  readonly permissions?: string;
}

/** A request for devices by what they can do: `gpus`, `deploy.resources.reservations.devices`. */
export interface DeviceRequest {
  readonly capabilities?: readonly string[];
  readonly driver?: string;
  /** -1: all. */
  readonly count?: number;
  readonly device_ids?: readonly string[];
  readonly options?: Mapping;
}
