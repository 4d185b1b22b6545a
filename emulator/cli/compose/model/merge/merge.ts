import { ComposeError } from '../problem.ts';
import { clone, goText, isNull, list, map, scalar, type MapNode, type Node, type NodePath } from '../tree/node.ts';
import { PathTable } from '../tree/path.ts';

type Merger = (base: Node, other: Node, path: NodePath) => Node;

/**
 * `other` on top of `base`, by the rules of the specification's chapter on merging: mappings by key, lists one after
 * the other (merge/unique.ts then drops what is there twice), scalars replaced. Both may be changed.
 */
export function merge(base: MapNode, other: MapNode): MapNode {
  return mergeMappings(base, other, []);
}

/** `extends`: what the service says on top of the service it extends. */
export function mergeService(base: MapNode, other: MapNode): MapNode {
  return mergeMappings(base, other, ['services', 'x']);
}

const sequence: Merger = (base, other) => list([...asSequence(base), ...asSequence(other)], other.at);
const replace: Merger = (_, other) => other;

const specials = new PathTable<Merger>({
  'networks.*.ipam.config': mergeIpamPools,
  'networks.*.labels': sequence,
  'volumes.*.labels': sequence,
  'services.*.annotations': sequence,
  'services.*.build': (base, other, path) => mergeMappings(asBuild(base), asBuild(other), path),
  'services.*.build.args': sequence,
  'services.*.build.additional_contexts': sequence,
  'services.*.build.extra_hosts': mergeExtraHosts,
  'services.*.build.labels': sequence,
  'services.*.command': replace,
  'services.*.depends_on': (base, other, path) =>
    mergeMappings(asMapping(base, dependencyDefaults), asMapping(other, dependencyDefaults), path),
  'services.*.deploy.labels': sequence,
  'services.*.dns': sequence,
  'services.*.dns_opt': sequence,
  'services.*.dns_search': sequence,
  'services.*.entrypoint': replace,
  'services.*.env_file': sequence,
  'services.*.label_file': sequence,
  'services.*.environment': sequence,
  'services.*.extra_hosts': mergeExtraHosts,
  'services.*.healthcheck.test': replace,
  'services.*.labels': sequence,
  'services.*.volumes.*.volume.labels': sequence,
  'services.*.logging': mergeLogging,
  'services.*.models': (base, other, path) => mergeMappings(asMapping(base), asMapping(other), path),
  'services.*.networks': (base, other, path) => mergeMappings(asMapping(base), asMapping(other), path),
  'services.*.sysctls': sequence,
  'services.*.tmpfs': sequence,
  'services.*.ulimits.*': replace,
});

/** One value on top of another. */
export function mergeNodes(base: Node, other: Node, path: NodePath): Node {
  const special = specials.get(path);
  if (special) return special(base, other, path);
  if (isNull(other)) return base;
  if (base.kind === 'scalar') return other;
  if (base.kind === 'map' && other.kind === 'map') return mergeMappings(base, other, path);
  if (base.kind === 'list' && other.kind === 'list') return { ...other, items: [...base.items, ...other.items] };
  throw new ComposeError(`cannot override ${path.join('.')}`, other.at);
}

function mergeMappings(base: MapNode, other: MapNode, path: NodePath): MapNode {
  const entries = new Map(base.entries);
  for (const [key, entry] of other.entries) {
    const before = entries.get(key);
    const value = before ? mergeNodes(before.value, entry.value, [...path, key]) : entry.value;
    entries.set(key, { keyAt: entry.keyAt ?? before?.keyAt, value });
  }
  return { kind: 'map', at: other.at ?? base.at, entries };
}

/** `{ NAME: value }` as ['NAME=value'], in the order of names; a single string as a list of it. */
function asSequence(node: Node): Node[] {
  if (node.kind === 'list') return node.items;
  if (node.kind === 'scalar') return typeof node.value === 'string' ? [node] : [];
  const lines = [...node.entries].flatMap(([key, { keyAt, value }]) => {
    const values = value.kind === 'list' ? value.items : [value];
    return values.map((one) => {
      const text = one.kind === 'scalar' ? goText(one.value) : '';
      return { text: isNull(one) ? key : `${key}=${text}`, at: one.at ?? keyAt };
    });
  });
  lines.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return lines.map(({ text, at }) => scalar(text, at));
}

const dependencyDefaults = map([
  ['condition', scalar('service_started')],
  ['required', scalar(true)],
]);

/** A list of names as a mapping from them to `value` (null when there is none). */
function asMapping(node: Node, value?: MapNode): MapNode {
  if (node.kind === 'map') return node;
  const items = node.kind === 'list' ? node.items : [];
  const names = items.filter((item) => item.kind === 'scalar');
  const entries = names.map(
    (name) => [String(name.value), { keyAt: name.at, value: value ? clone(value) : scalar(null, name.at) }] as const,
  );
  return { kind: 'map', at: node.at, entries: new Map(entries) };
}

function asBuild(node: Node): MapNode {
  if (node.kind === 'map') return node;
  return isNull(node) ? map() : map([['context', node]], node.at);
}

/** Hosts that are there already, to the letter, are not added again. */
function mergeExtraHosts(base: Node, other: Node): Node {
  const before = asSequence(base);
  const known = new Set(before.map((item) => item.kind === 'scalar' && item.value));
  return list([...before, ...asSequence(other).filter((item) => item.kind !== 'scalar' || !known.has(item.value))]);
}

/** Options of one logging driver mean nothing to another. */
function mergeLogging(base: Node, other: Node, path: NodePath): Node {
  if (base.kind !== 'map' || other.kind !== 'map') return other;
  const driver = (node: MapNode) => {
    const value = node.entries.get('driver')?.value;
    return value?.kind === 'scalar' ? value.value : undefined;
  };
  const [before, after] = [driver(base), driver(other)];
  return before === after || before === undefined || after === undefined ? mergeMappings(base, other, path) : other;
}

/** Pools of addresses are told apart by their subnet. */
function mergeIpamPools(base: Node, other: Node, path: NodePath): Node {
  if (base.kind !== 'list' || other.kind !== 'list') return other;
  const subnet = (node: Node) => {
    const value = node.kind === 'map' ? node.entries.get('subnet')?.value : undefined;
    return value?.kind === 'scalar' ? value.value : undefined;
  };
  const pools = new Map(base.items.map((pool) => [subnet(pool), pool]));
  for (const pool of other.items) {
    const before = pools.get(subnet(pool));
    const isMerged = before?.kind === 'map' && pool.kind === 'map';
    pools.set(subnet(pool), isMerged ? mergeMappings(before, pool, path) : pool);
  }
  return list([...pools.values()], other.at);
}
