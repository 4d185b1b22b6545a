import { goType } from '../merge/unique.ts';
import { ComposeError } from '../problem.ts';
import { ensureMap } from '../syntax/defaults.ts';
import { childOf, isNull, mapAt, textOf, toPlain, type MapNode, type Node } from '../tree/node.ts';
import type { LoadContext } from './context.ts';
import { readEnvFiles } from './env-files.ts';
import { loadModel, type ModelSource } from './model.ts';
import { folderOf, joinPath, pathResolver, relativePath } from './paths.ts';

/** One entry of `include`. */
interface Include {
  readonly paths: readonly string[];
  readonly projectDirectory: string;
  readonly envFiles: readonly string[];
  readonly at: Node['at'];
}

/**
 * Loads what `include` names, each with its own folder and .env, and adds its resources to the tree; a name that is
 * there already must mean the same. Changes the tree; throws ComposeError.
 */
export async function applyInclude(root: MapNode, source: ModelSource, context: LoadContext): Promise<void> {
  for (const include of readIncludes(childOf(root, 'include'))) {
    const resolve = pathResolver(source.baseDir, context.home);
    const paths = include.paths.map((path) => resolve(path));
    const [main = ''] = paths;
    if (source.included.includes(main)) {
      const [first, ...rest] = [...source.included, main];
      throw new ComposeError(`include cycle detected:\n${first}\n include ${rest.join('\n include ')}`, include.at);
    }
    const folder = include.projectDirectory === '' ? folderOf(main) : resolve(include.projectDirectory);
    const model = await loadModel(
      {
        files: paths.map((path) => ({ path })),
        workingDir: context.resolvesPaths ? folder : relativePath(source.baseDir, folder),
        baseDir: folder,
        environment: await environmentOf(include, folder, source, context),
        included: source.included,
      },
      { ...context, resolvesPaths: true },
    );
    for (const kind of ['services', 'volumes', 'networks', 'secrets', 'configs', 'models']) addAll(root, model, kind);
  }
  root.entries.delete('include');
}

function readIncludes(node: Node | undefined): Include[] {
  if (!node || isNull(node)) return [];
  if (node.kind !== 'list') throw new ComposeError(`\`include\` must be a list, got ${goType(node)}`, node.at);
  return node.items.map((item) => {
    const texts = (key: string): string[] => {
      const value = childOf(item, key);
      return (value?.kind === 'list' ? value.items : [value]).flatMap((one) => textOf(one) ?? []);
    };
    const short = textOf(item);
    const paths = short === undefined ? texts('path') : [short];
    if (paths.length === 0) throw new ComposeError('include: path is required', item.at);
    const projectDirectory = textOf(childOf(item, 'project_directory')) ?? '';
    return { paths, projectDirectory, envFiles: texts('env_file'), at: item.at };
  });
}

/** The including file's variables, and then those of the included one's .env. */
async function environmentOf(
  include: Include,
  folder: string,
  source: ModelSource,
  context: LoadContext,
): Promise<Record<string, string>> {
  let paths = include.envFiles
    .filter((path) => path !== '/dev/null')
    .map((path) => pathResolver(source.baseDir, context.home)(path));
  if (include.envFiles.length === 0) {
    const usual = joinPath(folder, '.env');
    const found = await context.files.stat(usual, true);
    paths = found && !found.isDirectory ? [usual] : [];
  }
  return { ...(await readEnvFiles(context.files, paths, source.environment)), ...source.environment };
}

function addAll(root: MapNode, model: MapNode, kind: string): void {
  for (const [name, entry] of mapAt(model, kind)?.entries ?? []) {
    const resources = ensureMap(root, kind);
    const before = resources.entries.get(name);
    if (!before) resources.entries.set(name, entry);
    else if (JSON.stringify(toPlain(before.value)) !== JSON.stringify(toPlain(entry.value))) {
      throw new ComposeError(`${kind}.${name} conflicts with imported resource`, before.keyAt ?? before.value.at);
    }
  }
}
