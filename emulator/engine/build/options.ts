import type { Credentials } from '../../registry/authorization.ts';
import type { Platform } from '../images/manifest.ts';
import type { NamedReference } from '../images/reference.ts';

/** What is asked for with POST /build. */
export interface BuildOptions {
  readonly names: readonly NamedReference[];
  /** An image, or the files of the last stage alone (`docker build --output`): a folder for the client, or a tar. */
  readonly output: 'image' | 'local' | 'tar';
  /** In the context. */
  readonly dockerfile: string;
  /** Undefined for a name whose value the client did not have. */
  readonly args: ReadonlyMap<string, string | undefined>;
  /** A stage's name or number; '' for the last. */
  readonly target: string;
  readonly labels: readonly (readonly [string, string])[];
  readonly noCache: boolean;
  /** Stages, by name or number, that are built anew. */
  readonly noCacheStages: readonly string[];
  /** `--build-context`: names, and 'local', 'docker-image://…' or a URL. */
  readonly contexts: readonly (readonly [name: string, source: string])[];
  readonly pull: boolean;
  readonly quiet: boolean;
  /** Removes the container of a RUN that went well. */
  readonly remove: boolean;
  /** Removes it always. */
  readonly forceRemove: boolean;
  readonly platform: Platform | undefined;
  /** HostConfig of the containers of RUN. */
  readonly hostConfig: Readonly<Record<string, unknown>>;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  readonly signal: AbortSignal;
  /** For pulls of base images, by registry ('localhost:5000'). */
  readonly credentialsOf?: (domain: string) => Credentials | undefined;
}
