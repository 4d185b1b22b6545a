import { withoutPaths } from '../merge/reset.ts';
import { merge } from '../merge/merge.ts';
import { withoutRepetitions } from '../merge/unique.ts';
import { ComposeError } from '../problem.ts';
import { canonical } from '../syntax/canonical.ts';
import { fillDefaults } from '../syntax/defaults.ts';
import { childOf, isNull, list, map, mapAt, scalar, setChild, textOf } from '../tree/node.ts';
import type { MapNode, Node, NodePath } from '../tree/node.ts';
import { parseYaml } from '../tree/parse-yaml.ts';
import type { Mapping } from '../types/common.ts';
import { checkRules } from '../validate/rules.ts';
import { validateSchema } from '../validate/schema.ts';
import { interpolate } from '../variables/interpolate.ts';
import { CONTENT_KEY } from '../shape/resource-shapes.ts';
import { readText, type LoadContext } from './context.ts';
import { applyExtends } from './extends.ts';
import { applyInclude } from './include.ts';
import { pathResolver, resolvePaths } from './paths.ts';

/** Some compose files, one on top of the other, and what they are relative to. */
export interface ModelSource {
  /** Paths (absolute or '-'), with their text where it has been read. */
  readonly files: readonly { readonly path: string; readonly text?: string }[];
  /** What relative paths are resolved against; relative itself only when paths are not to be resolved. */
  readonly workingDir: string;
  /** Absolute: where `include` and `extends` look for files. */
  readonly baseDir: string;
  readonly environment: Mapping;
  /** The files that include this one, outermost first. */
  readonly included: readonly string[];
}

/** Reads, merges, validates and makes canonical. Throws ComposeError. */
export async function loadModel(source: ModelSource, context: LoadContext): Promise<MapNode> {
  let model = map();
  for (const file of source.files) model = await addFile(model, file, source, context);
  fillDefaults(model);
  checkRules(model);
  if (context.resolvesPaths) resolvePaths(model, pathResolver(source.workingDir, context.home));
  resolveVariables(model, source.environment);
  // what is printed as it was written holds no values of secrets
  if (context.interpolates) resolveContents(model, source.environment);
  return model;
}

async function addFile(
  before: MapNode,
  file: ModelSource['files'][number],
  source: ModelSource,
  context: LoadContext,
): Promise<MapNode> {
  let model = before;
  for (const { root, resets } of await readDocuments(file, source.environment, context)) {
    await applyInclude(root, { ...source, included: [...source.included, file.path] }, context);
    model = withoutPaths(model, resets);
    await applyExtends(root, { file: file.path, resets, source }, context);
    model = withoutRepetitions(merge(model, root));
    validateSchema(model, file.path);
    const version = model.entries.get('version');
    if (version) {
      model.entries.delete('version');
      const advice = 'it will be ignored, please remove it to avoid potential confusion';
      context.warn(`${file.path}: the attribute \`version\` is obsolete, ${advice}`, version.keyAt);
    }
    model = madeCanonical(model, context);
  }
  return model;
}

/** Long syntax everywhere, which can show that two entries mean the same. */
export function madeCanonical(model: MapNode, context: LoadContext): MapNode {
  const long = canonical(model, !context.interpolates);
  for (const { value } of mapAt(long, 'services')?.entries.values() ?? []) dropEmpty(value, 'dns');
  return withoutRepetitions(long);
}

function dropEmpty(service: Node, key: string): void {
  const node = childOf(service, key);
  if (service.kind !== 'map' || node?.kind !== 'list') return;
  setChild(
    service,
    key,
    list(
      node.items.filter((item) => !isNull(item) && textOf(item) !== ''),
      node.at,
    ),
  );
}

/** The documents of a file, interpolated. */
export async function readDocuments(
  file: ModelSource['files'][number],
  environment: Mapping,
  context: LoadContext,
): Promise<{ readonly root: MapNode; readonly resets: readonly NodePath[] }[]> {
  const text = file.text ?? (await readText(context, file.path));
  return parseYaml(text, file.path).map(({ root, resets }) => {
    if (root.kind !== 'map') throw new ComposeError('top-level object must be a mapping', root.at);
    if (!context.interpolates) return { root, resets };
    const interpolated = interpolate(root, {
      lookup: (name) => environment[name],
      warn: (message, at) => context.warn(message, at),
      missing: (name, at) => context.warn(`The "${name}" variable is not set. Defaulting to a blank string.`, at),
    });
    return { root: interpolated as MapNode, resets };
  });
}

/** Variables that are named alone get their values from the environment of the file that names them. */
function resolveVariables(model: MapNode, environment: Mapping): void {
  for (const { value: service } of mapAt(model, 'services')?.entries.values() ?? []) {
    const variables = childOf(service, 'environment');
    if (variables?.kind !== 'list') continue;
    for (const [index, item] of variables.items.entries()) {
      const name = textOf(item);
      const value = name === undefined ? undefined : environment[name];
      if (value !== undefined) variables.items[index] = scalar(`${name}=${value}`, item.at);
    }
  }
}

/** What configs and secrets hold by the variable they name. */
function resolveContents(model: MapNode, environment: Mapping): void {
  for (const kind of ['secrets', 'configs']) {
    for (const { value: object } of mapAt(model, kind)?.entries.values() ?? []) {
      const value = environment[textOf(childOf(object, 'environment')) ?? ''];
      if (object.kind === 'map' && value !== undefined) setChild(object, CONTENT_KEY, scalar(value, object.at));
    }
  }
}
