import type { ComposeFiles, LoadOptions } from './files.ts';
import type { LoadContext } from './load/context.ts';
import { readText } from './load/context.ts';
import { findSource, type ProjectSource } from './load/find-files.ts';
import { loadModel } from './load/model.ts';
import { normalize } from './load/normalize.ts';
import { projectName } from './load/project-name.ts';
import { ComposeError } from './problem.ts';
import { withEnvironmentResolved, withLabelsResolved } from './project/environment.ts';
import { withoutUnusedResources, withProfiles, withSelectedServices, withServicesEnabled } from './project/select.ts';
import { readResources } from './shape/read-project.ts';
import type { MapNode } from './tree/node.ts';
import type { Mapping } from './types/common.ts';
import type { Project } from './types/project.ts';
import { checkConsistency } from './validate/consistency.ts';

/** A project as the tree its files come to, before it is read into values with types. */
export interface LoadedModel {
  readonly name: string;
  readonly root: MapNode;
  readonly environment: Mapping;
  readonly source: ProjectSource;
}

interface ModelOptions {
  /** Off: `$` stays as it is (`config --no-interpolate`). */
  readonly interpolates?: boolean;
}

/**
 * Loads a project the way docker compose v2 does: finds the files, reads .env, parses, interpolates, includes,
 * extends, merges, validates, makes canonical, resolves paths, normalises, checks, and narrows to what was asked for.
 * Throws ComposeError in compose's words, with places for the editor.
 */
export async function loadProject(files: ComposeFiles, options: LoadOptions): Promise<Project> {
  const model = await loadComposeModel(files, options);
  const { extensions, ...resources } = readResources(model.root);
  let project: Project = {
    name: model.name,
    workingDir: model.source.workingDir,
    composeFiles: model.source.composeFiles,
    environment: model.environment,
    profiles: [],
    disabledServices: {},
    ...resources,
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
  project = withProfiles(project, model.source.profiles);
  if (options.checksConsistency ?? true) checkConsistency(project, model.root);
  project = await withLabelsResolved(project, files);
  const services = options.services ?? [];
  project = withSelectedServices(withServicesEnabled(project, services), services);
  if (!options.keepsAllResources) project = withoutUnusedResources(project);
  return (options.resolvesEnvironment ?? true) ? withEnvironmentResolved(project, files) : project;
}

/** As far as the tree: what `config --no-interpolate` prints. Throws ComposeError. */
export async function loadComposeModel(
  files: ComposeFiles,
  options: LoadOptions,
  { interpolates = true }: ModelOptions = {},
): Promise<LoadedModel> {
  const said = new Set<string>();
  const warn: LoadContext['warn'] = (message, at) => {
    const key = options.warnsOfEveryPlace ? `${message} ${JSON.stringify(at)}` : message;
    if (!said.has(key)) options.warn?.(message, at);
    said.add(key);
  };
  const source = await findSource(files, { ...options, warn });
  const context: LoadContext = {
    files,
    home: options.environment['HOME'] ?? '/root',
    interpolates,
    resolvesPaths: options.resolvesPaths ?? true,
    stdin: options.stdin && (() => options.stdin?.() ?? Promise.resolve('')),
    warn,
  };
  const texts: { path: string; text: string }[] = [];
  for (const path of source.composeFiles) texts.push({ path, text: await readText(context, path) });
  const { workingDir } = source;
  const name = projectName({ typed: options.projectName, environment: source.environment, texts, workingDir }, context);
  const environment = { ...source.environment, COMPOSE_PROJECT_NAME: name };
  const root = await loadModel({ files: texts, workingDir, baseDir: workingDir, environment, included: [] }, context);
  if (root.entries.size === 0) throw new ComposeError('empty compose file');
  if (name === '') throw new ComposeError('project name must not be empty');
  if (options.normalizes ?? true) normalize(root, name, environment);
  return { name, root, environment, source };
}
