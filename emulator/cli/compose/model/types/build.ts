import type { Bytes, Environment, Extensible, Mapping, Ulimit } from './common.ts';
import type { FileMount } from './mounts.ts';

/** `build` of a service. Paths are absolute unless the project was loaded with `resolvesPaths: false`. */
export interface Build extends Extensible {
  /** A folder, or what a builder knows besides: a URL, 'service:NAME'. */
  readonly context?: string;
  /** In the context, or absolute. */
  readonly dockerfile?: string;
  /** The Dockerfile's text; then there is no `dockerfile`. */
  readonly dockerfile_inline?: string;
  readonly entitlements?: readonly string[];
  readonly args?: Environment;
  readonly provenance?: string;
  readonly sbom?: string;
  /** ID → path of a socket or key; '' for the agent's own socket. */
  readonly ssh?: Mapping;
  readonly labels?: Mapping;
  readonly cache_from?: readonly string[];
  readonly cache_to?: readonly string[];
  readonly no_cache?: boolean;
  readonly additional_contexts?: Mapping;
  readonly pull?: boolean;
  readonly extra_hosts?: ExtraHosts;
  readonly isolation?: string;
  readonly network?: string;
  readonly target?: string;
  readonly secrets?: readonly FileMount[];
  readonly shm_size?: Bytes;
  readonly tags?: readonly string[];
  readonly ulimits?: Readonly<Record<string, Ulimit>>;
  readonly platforms?: readonly string[];
  readonly privileged?: boolean;
}

/** Host → its addresses. */
export type ExtraHosts = Readonly<Record<string, readonly string[]>>;
