import type { LoadOptions, ComposeFiles } from '../files.ts';
import { ComposeError } from '../problem.ts';
import type { Mapping } from '../types/common.ts';
import { readEnvFiles } from './env-files.ts';
import { folderOf, joinPath, pathResolver } from './paths.ts';

/** What a project is made from, found by the command line, the environment and the folder. All paths are absolute. */
export interface ProjectSource {
  readonly composeFiles: readonly string[];
  /** The project's folder. */
  readonly workingDir: string;
  /** The place's variables and, where it has none, those of .env files. */
  readonly environment: Mapping;
  readonly profiles: readonly string[];
  /** `--env-file`: for the label com.docker.compose.project.environment_file. */
  readonly envFiles: readonly string[];
}

const fileNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const overrideNames = [
  ...['compose.override.yml', 'compose.override.yaml'],
  ...['docker-compose.override.yml', 'docker-compose.override.yaml'],
];

/** Throws ComposeError, also when there is no file at all. */
export async function findSource(files: ComposeFiles, options: LoadOptions): Promise<ProjectSource> {
  const here = options.workingDirectory;
  const resolve = pathResolver(here, options.environment['HOME'] ?? '/root');
  const finder = new SourceFinder(files, options, { PWD: here, ...options.environment });
  for (const file of options.files ?? []) checkLocal(file);
  const given = (options.files ?? []).map((file) => (file === '-' ? file : resolve(file)));
  const folder = options.projectDirectory ? resolve(options.projectDirectory) : undefined;
  const typed = options.envFiles?.length ? options.envFiles : splitList(options.environment['COMPOSE_ENV_FILES'], ',');
  const envFiles = typed.map((file) => resolve(file));

  await finder.readEnv(envFiles, folder ?? folderOfFirst(given) ?? here);
  let composeFiles = given.length > 0 ? given : await finder.fromEnvironment(resolve);
  if (composeFiles.length === 0) composeFiles = await finder.fromFolder(folder ?? here);
  if (composeFiles.length === 0) throw new ComposeError('no configuration file provided: not found');
  const workingDir = folder ?? folderOfFirst(composeFiles) ?? here;
  // another folder's .env, now that it is known
  await finder.readEnv(envFiles, workingDir);

  const profiles = options.profiles?.length
    ? options.profiles
    : splitList(finder.environment['COMPOSE_PROFILES'], ',').map((name) => name.trim());
  return { composeFiles, workingDir, environment: finder.environment, profiles, envFiles };
}

/** What docker compose fetches: artifacts of registries, and Git repositories. */
function checkLocal(file: string): void {
  if (!/^(oci|git|ssh|https?):\/\/|^git@|^github\.com\//.test(file)) return;
  throw new ComposeError(`${file}: not supported by Slipway, whose compose files come from its own folders`);
}

function splitList(text: string | undefined, separator: string): string[] {
  return (text ?? '').split(separator).filter((part) => part !== '');
}

function folderOfFirst(paths: readonly string[]): string | undefined {
  const first = paths.find((path) => path !== '-');
  return first === undefined ? undefined : folderOf(first);
}

class SourceFinder {
  readonly environment: Record<string, string>;

  constructor(
    readonly files: ComposeFiles,
    readonly options: LoadOptions,
    environment: Mapping,
  ) {
    this.environment = { ...environment };
  }

  /** Adds the variables of the files, or of the folder's .env; what is set already stays. */
  async readEnv(given: readonly string[], folder: string): Promise<void> {
    const isDisabled = /^(1|t|true)$/i.test(this.options.environment['COMPOSE_DISABLE_ENV_FILE'] ?? '');
    const usual = joinPath(folder, '.env');
    const found = given.length > 0 || isDisabled ? undefined : await this.files.stat(usual, true);
    const paths = found && !found.isDirectory ? [usual] : given;
    const variables = await readEnvFiles(this.files, paths, this.environment);
    for (const [name, value] of Object.entries(variables)) this.environment[name] ??= value;
  }

  async fromEnvironment(resolve: (path: string) => string): Promise<string[]> {
    const text = this.environment['COMPOSE_FILE'];
    if (text === undefined) return [];
    const paths = text.split(this.environment['COMPOSE_PATH_SEPARATOR'] || ':');
    for (const [index, typed] of paths.entries()) {
      if (typed === '-') continue;
      const path = typed === '' ? this.options.workingDirectory : resolve(typed);
      if (!(await this.files.stat(path, true))) throw new ComposeError(`stat ${path}: no such file or directory`);
      paths[index] = path;
    }
    return paths;
  }

  /** The first of the usual names here, else in the folders above; and its override beside it. */
  async fromFolder(start: string): Promise<string[]> {
    for (let folder = start; ; folder = folderOf(folder)) {
      const found = await this.#present(folder, fileNames, 'config');
      if (found !== undefined) {
        const override = await this.#present(folder, overrideNames, 'override');
        return override === undefined ? [found] : [found, override];
      }
      if (folder === '/' || folder === '.') return [];
    }
  }

  async #present(folder: string, names: readonly string[], what: string): Promise<string | undefined> {
    const paths: string[] = [];
    for (const name of names) {
      const path = joinPath(folder, name);
      if (await this.files.stat(path, true)) paths.push(path);
    }
    const [winner] = paths;
    if (paths.length > 1) {
      this.options.warn?.(`Found multiple ${what} files with supported names: ${paths.join(', ')}`);
      this.options.warn?.(`Using ${winner}`);
    }
    return winner;
  }
}
