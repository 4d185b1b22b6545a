import type { Digest } from '../images/types.ts';
import type { ContainerConfig } from './config.ts';
import type { Health } from './health.ts';
import type { NetworkWish } from './container-networks.ts';
import type { HostConfig } from './host-config.ts';
import type { ContainerLink } from './links.ts';
import type { MountPoint } from './mounts.ts';

export type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** What is remembered of a container ('containers/<id>'). Times are RFC 3339. */
export interface ContainerRecord {
  readonly id: string;
  /** Without a slash. */
  readonly name: string;
  readonly created: string;
  /** '' for a container of no image, which has no files of its own. */
  readonly image: Digest | '';
  readonly path: string;
  readonly args: readonly string[];
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly mounts: readonly MountPoint[];
  readonly state: ContainerState;
  /** What its health check found; absent without one, and before the first start. */
  readonly health?: Health;
  readonly restartCount: number;
  /** It ran before: its upper directory and its log may exist. */
  readonly wasStarted: boolean;
  /** Files were copied into it (or read) before it ever ran: its upper directory may exist. */
  readonly hasFiles?: boolean;
  /** Of a RUN as BuildKit does it: neither listed nor found nor told of, and of no use to the next session. */
  readonly isHidden?: boolean;
  /** By `docker stop` and its like: the restart policies always and on-failure do not apply until it is started. */
  readonly manuallyStopped: boolean;
  /** The networks it is in when it runs; absent: that of its NetworkMode. */
  readonly networks?: readonly NetworkWish[];
  /** MAC address asked for in the endpoint of its network. */
  readonly macAddress?: string;
  /** `--link` on the default bridge. */
  readonly links?: readonly ContainerLink[];
}

export interface ContainerState {
  readonly status: ContainerStatus;
  readonly oomKilled: boolean;
  readonly exitCode: number;
  readonly error: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}
