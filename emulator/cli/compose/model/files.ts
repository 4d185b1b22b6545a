import type { SourceRange } from './problem.ts';

/** The files of the place `docker compose` was typed in. Paths are absolute; the CLI's own files fit as they are. */
export interface ComposeFiles {
  /** Rejects when there is no such file. */
  read(path: string): Promise<Uint8Array>;
  /** Undefined when there is nothing; looks through symbolic links. */
  stat(path: string, follow: boolean): Promise<{ isDirectory: boolean; realPath: string } | undefined>;
}

/** What of the command line and its place a project is loaded from. */
export interface LoadOptions {
  /** Absolute: where the command was typed. */
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** `-f`, as typed; '-' is `stdin`. None: COMPOSE_FILE, else a file of the usual names here or in a folder above. */
  readonly files?: readonly string[];
  /** `-p`. */
  readonly projectName?: string;
  /** `--project-directory`, as typed. */
  readonly projectDirectory?: string;
  /** `--env-file`, as typed. None: COMPOSE_ENV_FILES, else .env. */
  readonly envFiles?: readonly string[];
  /** `--profile`. None: COMPOSE_PROFILES. */
  readonly profiles?: readonly string[];
  /** The services named on the command line: they are enabled, and only they and what they need remain. */
  readonly services?: readonly string[];
  /** `--all-resources`: keep networks and volumes that no service uses. */
  readonly keepsAllResources?: boolean;
  /** Off: env_file is not read, `environment` is what the file says (`config --no-env-resolution`). */
  readonly resolvesEnvironment?: boolean;
  /** Off: `config --no-path-resolution`. */
  readonly resolvesPaths?: boolean;
  /** Off: `config --no-normalize`: nothing implied is added. */
  readonly normalizes?: boolean;
  /** Off: `config --no-consistency`. */
  readonly checksConsistency?: boolean;
  /** The text of '-'. */
  stdin?(): Promise<string>;
  /** A line for stderr, without its newline and without the 'WARN[0000]' before it, and what it is about. */
  warn?(message: string, at?: SourceRange): void;
  /** A warning that several places deserve is given for each (an editor), not once (a terminal). */
  readonly warnsOfEveryPlace?: boolean;
}
