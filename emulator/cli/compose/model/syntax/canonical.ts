import { goType } from '../merge/unique.ts';
import { ComposeError } from '../problem.ts';
import { childOf, isNull, list, map, scalar, setChild, textOf } from '../tree/node.ts';
import type { MapEntry, MapNode, Node, NodePath } from '../tree/node.ts';
import { PathTable } from '../tree/path.ts';
import { canonicalPorts } from './ports.ts';
import { parseVolume } from './volume.ts';

/** Makes the short syntax at a path long. `isLenient`: what cannot be read stays (it may hold variables). */
type Transform = (node: Node, path: NodePath, isLenient: boolean) => Node;

const stringOrList: Transform = (node) => (textOf(node) === undefined ? node : list([node], node.at));
const fileMount: Transform = (node, path) =>
  shortAs(node, path, 'unsupported type', (text) => map([['source', text]], text.at));
const listToMap: Transform = (node) =>
  node.kind === 'list' ? namesAsMap(node, (name) => scalar(null, name.at)) : node;
const asText: Transform = (node) =>
  node.kind === 'scalar' && node.value !== null && typeof node.value !== 'string'
    ? scalar(String(node.value), node.at)
    : node;

const transforms = new PathTable<Transform>({
  'services.*.build.secrets.*': fileMount,
  'services.*.build.provenance': asText,
  'services.*.build.sbom': asText,
  'services.*.build.additional_contexts': keyValues,
  'services.*.depends_on': dependsOn,
  'services.*.env_file': envFiles,
  'services.*.label_file': stringOrList,
  'services.*.extends': (node) => (textOf(node) === undefined ? node : map([['service', node]], node.at)),
  'services.*.gpus': (node) =>
    textOf(node) === undefined ? node : list([map([['count', scalar('all', node.at)]], node.at)], node.at),
  'services.*.networks': listToMap,
  'services.*.models': listToMap,
  'services.*.volumes.*': volumeMount,
  'services.*.dns': stringOrList,
  'services.*.dns_search': stringOrList,
  'services.*.tmpfs': stringOrList,
  'services.*.devices.*': deviceMapping,
  'services.*.secrets.*': fileMount,
  'services.*.configs.*': fileMount,
  'services.*.ports': canonicalPorts,
  'services.*.build.ssh': sshKeys,
  'services.*.develop.watch.*.ignore': stringOrList,
  'services.*.develop.watch.*.include': stringOrList,
  'volumes.*': maybeExternal,
  'networks.*': maybeExternal,
  'secrets.*': maybeExternal,
  'configs.*': maybeExternal,
});

/** The tree with every short syntax of the specification in its long form. Throws ComposeError. */
export function canonical(root: MapNode, isLenient: boolean): MapNode {
  return visit(root, [], isLenient) as MapNode;
}

function visit(given: Node, path: NodePath, isLenient: boolean): Node {
  let node = given;
  if (path.length === 3 && path[2] === 'build' && path[0] === 'services' && textOf(node) !== undefined) {
    node = map([['context', node]], node.at);
  }
  const transform = transforms.get(path);
  if (transform) return transform(node, path, isLenient);
  if (node.kind === 'list') {
    return { ...node, items: node.items.map((item) => visit(item, [...path, '[]'], isLenient)) };
  }
  if (node.kind === 'scalar') return node;
  const entries = [...node.entries].map(([key, entry]): [string, MapEntry] => [
    key,
    { ...entry, value: visit(entry.value, [...path, key], isLenient) },
  ]);
  return { ...node, entries: new Map(entries) };
}

function wrongType(node: Node, path: NodePath, what: string): ComposeError {
  return new ComposeError(`${path.join('.')}: invalid type ${goType(node)} for ${what}`, node.at);
}

function shortAs(node: Node, path: NodePath, said: string, long: (text: Node) => Node): Node {
  if (node.kind === 'map') return node;
  if (textOf(node) === undefined) throw new ComposeError(`${path.join('.')}: ${said} ${goType(node)}`, node.at);
  return long(node);
}

function namesAsMap(node: Extract<Node, { kind: 'list' }>, value: (name: Node) => Node): MapNode {
  const entries = node.items.map(
    (name) => [name.kind === 'scalar' ? String(name.value) : '', { keyAt: name.at, value: value(name) }] as const,
  );
  return { kind: 'map', at: node.at, entries: new Map(entries) };
}

function dependsOn(node: Node, path: NodePath): Node {
  const defaults = (at: Node['at']) =>
    map([
      ['condition', scalar('service_started', at)],
      ['required', scalar(true, at)],
    ]);
  if (node.kind === 'list') return namesAsMap(node, (name) => ({ ...defaults(name.at), at: name.at }));
  if (node.kind === 'scalar') throw wrongType(node, path, 'depend_on');
  for (const [name, { value }] of node.entries) {
    if (value.kind !== 'map') {
      throw new ComposeError(`${path.join('.')}.${name}: unsupported value ${goType(value)}`, value.at);
    }
    for (const [key, { value: initial }] of defaults(value.at).entries) {
      if (!value.entries.has(key)) setChild(value, key, initial);
    }
  }
  return node;
}

function envFiles(node: Node, path: NodePath): Node {
  if (node.kind === 'map' || isNull(node)) throw wrongType(node, path, 'env_file');
  const items = node.kind === 'list' ? node.items : [node];
  const long = (item: Node): Node => {
    const entry = item.kind === 'map' ? item : map([['path', item]], item.at);
    if (!childOf(entry, 'required')) setChild(entry, 'required', scalar(true, item.at));
    return entry;
  };
  return list(items.map(long), node.at);
}

function keyValues(node: Node, path: NodePath, isLenient: boolean): Node {
  if (node.kind !== 'list') return node;
  const pairs = node.items.map((item) => [item, textOf(item) ?? ''] as const);
  const wrong = pairs.find(([, text]) => !text.includes('='));
  if (wrong && isLenient) return node;
  if (wrong) throw new ComposeError(`${path.join('.')}: invalid value ${wrong[1]}, expected key=value`, wrong[0].at);
  const entries = pairs.map(([item, text]): [string, MapEntry] => {
    const [key = ''] = text.split('=', 1);
    return [key, { keyAt: item.at, value: scalar(text.slice(key.length + 1), item.at) }];
  });
  return { kind: 'map', at: node.at, entries: new Map(entries) };
}

function volumeMount(node: Node, path: NodePath, isLenient: boolean): Node {
  if (node.kind === 'map') return node;
  const text = textOf(node);
  if (text === undefined) throw wrongType(node, path, 'service volume mount');
  const at = node.at;
  let volume;
  try {
    volume = parseVolume(text, at);
  } catch (error) {
    if (isLenient) return node;
    throw error;
  }
  const options = map([], at);
  if (volume.type === 'bind') {
    if (volume.selinux) setChild(options, 'selinux', scalar(volume.selinux, at));
    if (volume.propagation) setChild(options, 'propagation', scalar(volume.propagation, at));
    setChild(options, 'create_host_path', scalar(true, at));
  } else if (volume.isWithoutCopy) setChild(options, 'nocopy', scalar(true, at));
  const long = map([['type', scalar(volume.type, at)]], at);
  if (volume.source !== undefined) setChild(long, 'source', scalar(volume.source, at));
  setChild(long, 'target', scalar(cleanPath(volume.target), at));
  if (volume.isReadOnly) setChild(long, 'read_only', scalar(true, at));
  setChild(long, volume.type, options);
  return long;
}

function deviceMapping(node: Node, path: NodePath, isLenient: boolean): Node {
  return shortAs(node, path, 'invalid type for service volume mount', (text) => {
    const [source = '', target = '', permissions = 'rwm', ...more] = (textOf(text) ?? '').split(':');
    if (more.length > 0 && isLenient) return text;
    if (more.length > 0) {
      throw new ComposeError(`confusing device mapping, please use long syntax: ${textOf(text)}`, text.at);
    }
    const parts = { source, target: target || source, permissions };
    return map(
      Object.entries(parts).map(([key, value]) => [key, scalar(value, text.at)]),
      text.at,
    );
  });
}

function sshKeys(node: Node, path: NodePath): Node {
  if (node.kind === 'map') return node;
  if (node.kind === 'scalar') throw wrongType(node, path, 'ssh');
  const entries = node.items.map((item): [string, MapEntry] => {
    const text = textOf(item);
    if (text === undefined) throw new ComposeError(`invalid ssh key type ${goType(item)}`, item.at);
    const [id = '', ...rest] = text.split('=');
    if (rest.length === 0 && id !== 'default') throw new ComposeError(`invalid ssh key "${text}"`, item.at);
    return [id, { keyAt: item.at, value: scalar(rest.length === 0 ? null : rest.join('='), item.at) }];
  });
  return { kind: 'map', at: node.at, entries: new Map(entries) };
}

/** `external: { name: … }`, as old files have it. */
function maybeExternal(node: Node, path: NodePath): Node {
  const external = childOf(node, 'external');
  if (node.kind !== 'map' || external?.kind !== 'map') return node;
  const [outer, inner] = [childOf(node, 'name'), childOf(external, 'name')];
  if (outer && inner && textOf(outer) !== textOf(inner)) {
    throw new ComposeError(`${path.join('.')}: name and external.name conflict; only use name`, inner.at);
  }
  setChild(node, 'external', scalar(true, external.at));
  if (inner && !outer) setChild(node, 'name', inner);
  return node;
}

/** As Go's path.Clean: no '.', '..' and repeated or last slashes. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  const cleaned = parts.join('/');
  return path.startsWith('/') ? `/${cleaned}` : cleaned || (path === '' ? '' : '.');
}
