import type { Extensible, Mapping } from './common.ts';

/** A network of the project. */
export interface Network extends Extensible {
  /** What the engine calls it: `name:` of the file, else PROJECT_KEY, or KEY when external. */
  readonly name: string;
  readonly driver?: string;
  readonly driver_opts?: Mapping;
  readonly ipam?: Ipam;
  /** Somebody else's: must be there, and is never made or removed. */
  readonly external?: boolean;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly labels?: Mapping;
  readonly enable_ipv4?: boolean;
  readonly enable_ipv6?: boolean;
}

export interface Ipam extends Extensible {
  readonly driver?: string;
  readonly config?: readonly IpamPool[];
  readonly options?: Mapping;
}

export interface IpamPool extends Extensible {
  readonly subnet?: string;
  readonly gateway?: string;
  readonly ip_range?: string;
  readonly aux_addresses?: Mapping;
}

/** A volume of the project; `name` and `external` as a network's. */
export interface Volume extends Extensible {
  readonly name: string;
  readonly driver?: string;
  readonly driver_opts?: Mapping;
  readonly external?: boolean;
  readonly labels?: Mapping;
}

/** A config or secret of the project. `name` and `external` as a network's. */
export interface FileObject extends Extensible {
  readonly name: string;
  /** Absolute unless paths are not resolved. */
  readonly file?: string;
  /** The variable that holds it. */
  readonly environment?: string;
  /** The text itself: from the file, or what the variable of `environment` holds (absent when it is not set). */
  readonly content?: string;
  readonly external?: boolean;
  readonly labels?: Mapping;
  readonly driver?: string;
  readonly driver_opts?: Mapping;
  readonly template_driver?: string;
}

/** A language model: Slipway runs none, but the file may name them. */
export interface Model extends Extensible {
  readonly name?: string;
  readonly model?: string;
  readonly context_size?: number;
  readonly runtime_flags?: readonly string[];
}
