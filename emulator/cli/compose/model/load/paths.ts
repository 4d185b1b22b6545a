import { cleanPath } from '../syntax/canonical.ts';
import { childrenOf } from '../syntax/defaults.ts';
import { childOf, scalar, setChild, textOf, type MapNode, type Node, type NodePath } from '../tree/node.ts';
import { PathTable } from '../tree/path.ts';
import { ComposeError } from '../problem.ts';

/** Makes a typed path absolute. '~' is the home folder. */
export type ResolvePath = (path: string) => string;

/** Resolves against `folder`, which itself may be relative (a file that is extended keeps its paths so for a while). */
export function pathResolver(folder: string, home: string): ResolvePath {
  return (path) => {
    if (path === '') return path;
    const expanded = path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
    return expanded.startsWith('/') ? expanded : joinPath(folder, expanded);
  };
}

/** As Go's filepath.Join. */
export function joinPath(folder: string, path: string): string {
  return cleanPath(folder === '' ? path : `${folder}/${path}`);
}

/** The folder a path is in. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : cleanPath(path.slice(0, slash + 1));
}

/** `to` as seen from `from`, both absolute. */
export function relativePath(from: string, to: string): string {
  const [a, b] = [from.split('/').filter(Boolean), to.split('/').filter(Boolean)];
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/') || '.';
}

type Rewrite = (node: Node, resolve: ResolvePath) => Node;

const plain: Rewrite = (node, resolve) => {
  const text = textOf(node);
  return text === undefined ? node : scalar(resolve(text), node.at);
};

/** A build's context: a folder, or something that is none. */
const context: Rewrite = (node, resolve) => {
  const text = textOf(node) ?? '';
  const isElsewhere = text.includes('://') || /^(service:|github\.com\/|git@)/.test(text);
  return isElsewhere ? node : plain(node, resolve);
};

const rewrites = new PathTable<Rewrite>({
  'services.*.build.context': context,
  'services.*.build.additional_contexts.*': context,
  'services.*.build.ssh.*': plain,
  'services.*.env_file.*.path': plain,
  'services.*.label_file.*': plain,
  'services.*.extends.file': plain,
  'services.*.develop.watch.*.path': plain,
  'services.*.volumes.*': (node, resolve) => {
    if (node.kind !== 'map' || textOf(childOf(node, 'type')) !== 'bind') return node;
    const source = childOf(node, 'source');
    if (!source)
      throw new ComposeError('invalid mount config for type "bind": field Source must not be empty', node.at);
    setChild(node, 'source', plain(source, resolve));
    return node;
  },
  'configs.*.file': plain,
  'secrets.*.file': plain,
  'volumes.*': (node, resolve) => {
    const options = childOf(node, 'driver_opts');
    const isBind = textOf(childOf(node, 'driver')) === 'local' && textOf(childOf(options, 'o')) === 'bind';
    const device = childOf(options, 'device');
    if (isBind && device && options?.kind === 'map') setChild(options, 'device', plain(device, resolve));
    return node;
  },
});

/** Makes the paths of a tree absolute, where the specification has them relative to the project. Changes the tree. */
export function resolvePaths(root: MapNode, resolve: ResolvePath): void {
  visit(root, [], resolve);
}

function visit(node: Node, path: NodePath, resolve: ResolvePath): Node {
  const rewrite = rewrites.get(path);
  if (rewrite) return rewrite(node, resolve);
  if (node.kind === 'map') {
    for (const entry of node.entries) entry[1].value = visit(entry[1].value, [...path, entry[0]], resolve);
  } else if (node.kind === 'list') {
    for (const [index, [, item]] of childrenOf(node).entries())
      node.items[index] = visit(item, [...path, '[]'], resolve);
  }
  return node;
}
