import { mergeService } from '../merge/merge.ts';
import { withoutPaths } from '../merge/reset.ts';
import { merge } from '../merge/merge.ts';
import { withoutRepetitions } from '../merge/unique.ts';
import { ComposeError } from '../problem.ts';
import { childOf, clone, isNull, map, mapAt, setChild, textOf } from '../tree/node.ts';
import type { MapNode, NodePath } from '../tree/node.ts';
import type { LoadContext } from './context.ts';
import { madeCanonical, readDocuments, type ModelSource } from './model.ts';
import { folderOf, pathResolver, relativePath, resolvePaths } from './paths.ts';

/** The file that is being read, and what its `!reset`s take away. */
interface Extending {
  readonly file: string;
  readonly resets: readonly NodePath[];
  readonly source: ModelSource;
}

/** A service on the way from one that extends to those it extends. */
interface Step {
  readonly file: string;
  readonly service: string;
}

/** Puts the services that `extends` names under those that name them. Changes the tree; throws ComposeError. */
export async function applyExtends(root: MapNode, extending: Extending, context: LoadContext): Promise<void> {
  const node = childOf(root, 'services');
  if (!node) return;
  if (node.kind !== 'map') throw new ComposeError('services must be a mapping', node.at);
  for (const name of node.entries.keys()) await extendService(name, node, extending, context, []);
}

async function extendService(
  name: string,
  services: MapNode,
  extending: Extending,
  context: LoadContext,
  steps: readonly Step[],
): Promise<MapNode | undefined> {
  const service = childOf(services, name);
  if (isNull(service) || !service) return undefined;
  if (service.kind !== 'map') throw new ComposeError(`services.${name} must be a mapping`, service.at);
  const node = childOf(service, 'extends');
  if (!node) return service;
  const reference = textOf(node) ?? textOf(childOf(node, 'service'));
  if (reference === undefined) throw new ComposeError(`extends.${name}.service is required`, node.at);
  const step = { file: extending.file, service: name };
  if (steps.some((one) => one.file === step.file && one.service === step.service)) {
    throw new ComposeError(circular([...steps, step]), node.at);
  }

  const file = textOf(childOf(node, 'file'));
  const other = file === undefined ? undefined : await loadOther(file, { name, reference, extending, node }, context);
  if (!other && !childOf(services, reference)) {
    const said = `cannot extend service "${name}" in ${extending.file}: service "${reference}" not found`;
    throw new ComposeError(said, node.at);
  }
  const next = other ?? { services, extending };
  const base = await extendService(reference, next.services, next.extending, context, [...steps, step]);
  if (!base) return service;
  const kept = withoutPaths(map([['services', map([[name, clone(base)]])]]), extending.resets);
  const under = mapAt(mapAt(kept, 'services') ?? map(), name) ?? map();
  const merged = mergeService(under, service);
  merged.entries.delete('extends');
  setChild(services, name, merged);
  return merged;
}

function circular(steps: readonly Step[]): string {
  const [first, ...rest] = steps;
  const lines = rest.map((step) => `  extends ${step.service} in ${step.file}`);
  return ['Circular reference:', `  ${first?.service} in ${first?.file}`, ...lines].join('\n');
}

/** The services of another file, with paths as seen from this one's folder. */
async function loadOther(
  typed: string,
  from: {
    readonly name: string;
    readonly reference: string;
    readonly extending: Extending;
    readonly node: { at?: MapNode['at'] };
  },
  context: LoadContext,
): Promise<{ services: MapNode; extending: Extending }> {
  const { extending, node } = from;
  const path = pathResolver(extending.source.baseDir, context.home)(typed);
  const cannot = (where: string, reason: string): ComposeError =>
    new ComposeError(`cannot extend service "${from.name}" in ${where}: ${reason}`, node.at);
  let model = map();
  let resets: readonly NodePath[] = [];
  for (const document of await readDocuments({ path }, extending.source.environment, context)) {
    resets = document.resets;
    model = madeCanonical(withoutRepetitions(merge(model, document.root)), context);
  }
  const services = childOf(model, 'services');
  if (!services) throw cannot(path, 'no services section');
  if (services.kind !== 'map') throw cannot(path, 'services must be a mapping');
  if (!childOf(services, from.reference)) {
    throw cannot(extending.file, `service "${from.reference}" not found in ${typed}`);
  }
  const baseDir = folderOf(path);
  resolvePaths(model, pathResolver(relativePath(extending.source.baseDir, baseDir), context.home));
  // its own `extends.file` are relative to this file's folder now, as all its paths
  return { services, extending: { file: path, resets, source: extending.source } };
}
