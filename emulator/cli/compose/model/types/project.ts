import type { Extensible, Mapping } from './common.ts';
import type { FileObject, Model, Network, Volume } from './resources.ts';
import type { Service } from './service.ts';

type ByKey<Value> = Readonly<Record<string, Value>>;

/**
 * A loaded project: all files read, merged, interpolated, validated and brought into the canonical form that
 * `docker compose config` prints. Immutable: what narrows or changes it (project/select.ts) gives a new one.
 */
export interface Project extends Extensible {
  readonly name: string;
  /** Absolute: what relative paths begin at, and the label com.docker.compose.project.working_dir. */
  readonly workingDir: string;
  /** Absolute paths, in their order ('-' is stdin): the label com.docker.compose.project.config_files. */
  readonly composeFiles: readonly string[];
  /** What interpolation read: the variables of the place, of .env files, and COMPOSE_PROJECT_NAME. */
  readonly environment: Mapping;
  /** The profiles asked for; '*' is all. */
  readonly profiles: readonly string[];
  /** By name. */
  readonly services: ByKey<Service>;
  /** Those that no profile asked for enables. */
  readonly disabledServices: ByKey<Service>;
  readonly networks: ByKey<Network>;
  readonly volumes: ByKey<Volume>;
  readonly secrets: ByKey<FileObject>;
  readonly configs: ByKey<FileObject>;
  readonly models: ByKey<Model>;
}

/** How many containers a service shall have. */
export function scaleOf(service: Service): number {
  return service.scale ?? service.deploy?.replicas ?? 1;
}
