import { ComposeError } from '../problem.ts';
import { parseVolume } from '../syntax/volume.ts';
import { childOf, goText, type MapEntry, type MapNode, type Node, type NodePath } from '../tree/node.ts';
import { PathTable } from '../tree/path.ts';

/** What tells an item of a list from the others: a later one with the same key takes the earlier one's place. */
type Indexer = (item: Node, path: NodePath) => string;

/** 'KEY=value' by its KEY. */
const keyValue: Indexer = (item, path) => {
  if (item.kind === 'scalar' && typeof item.value === 'string') return item.value.split('=', 1)[0] ?? '';
  throw new ComposeError(`${path.join('.')}: unexpected type ${goType(item)}`, item.at);
};

const text: Indexer = (item, path) => {
  if (item.kind === 'scalar' && item.value !== null) return goText(item.value);
  throw new ComposeError(`${path.join('.')}: unsupported expose value ${goType(item)}`, item.at);
};

const volume: Indexer = (item, path) => {
  if (item.kind === 'map') {
    const target = valueOf(item, 'target');
    if (typeof target === 'string') return target;
    throw new ComposeError(`service volume ${path.join('.')} is missing a mount target`, item.at);
  }
  if (item.kind !== 'scalar' || typeof item.value !== 'string') return '';
  return parseVolume(item.value, item.at).target;
};

const device: Indexer = (item, path) => {
  if (item.kind === 'map') {
    const target = valueOf(item, 'target');
    if (typeof target === 'string') return target;
    throw new ComposeError(`service device ${path.join('.')} is missing a mount target`, item.at);
  }
  if (item.kind !== 'scalar' || typeof item.value !== 'string') return '';
  const [source = '', target] = item.value.split(':');
  return target ?? source;
};

const port: Indexer = (item, path) => {
  if (item.kind === 'scalar') return item.value === null ? '' : goText(item.value);
  const target = valueOf(item, 'target');
  if (target === undefined) throw new ComposeError(`service ports ${path.join('.')} is missing a target port`, item.at);
  const [host, protocol] = [valueOf(item, 'host_ip') ?? '0.0.0.0', valueOf(item, 'protocol') ?? 'tcp'];
  return `${host}:${valueOf(item, 'published') ?? '<nil>'}:${target}/${protocol}`;
};

const mount =
  (folder: string): Indexer =>
  (item) =>
    item.kind === 'scalar'
      ? `${folder}/${item.value}`
      : String(valueOf(item, 'target') ?? `${folder}/${valueOf(item, 'source')}`);

const envFile: Indexer = (item, path) => {
  if (item.kind === 'scalar') return String(item.value ?? '');
  const file = valueOf(item, 'path');
  if (typeof file === 'string') return file;
  throw new ComposeError(`environment path attribute ${path.join('.')} is missing`, item.at);
};

const under = (prefix: string, keys: readonly string[]): Record<string, Indexer> =>
  Object.fromEntries(keys.map((key) => [`${prefix}.${key}`, keyValue]));

const unique = new PathTable<Indexer>({
  ...under('networks.*', ['labels', 'ipam.options']),
  ...under('services.*', ['annotations', 'build.args', 'build.additional_contexts', 'build.platform', 'build.tags']),
  ...under('services.*', ['build.labels', 'cap_add', 'cap_drop', 'deploy.labels', 'dns', 'dns_opt', 'dns_search']),
  ...under('services.*', ['environment', 'labels', 'links', 'networks.*.aliases', 'networks.*.link_local_ips']),
  ...under('services.*', ['profiles', 'sysctls', 'tmpfs']),
  'services.*.configs': mount(''),
  'services.*.devices': device,
  'services.*.env_file': envFile,
  'services.*.expose': text,
  'services.*.ports': port,
  'services.*.secrets': mount('/run/secrets'),
  'services.*.volumes': volume,
});

/** The tree without what is in a list twice, where the specification says what twice is. */
export function withoutRepetitions(root: MapNode): MapNode {
  return visit(root, []) as MapNode;
}

function visit(node: Node, path: NodePath): Node {
  if (node.kind === 'map') {
    const entries = [...node.entries].map(([key, entry]): [string, MapEntry] => [
      key,
      { ...entry, value: visit(entry.value, [...path, key]) },
    ]);
    return { ...node, entries: new Map(entries) };
  }
  const indexer = node.kind === 'list' ? unique.get(path) : undefined;
  if (node.kind !== 'list' || !indexer) return node;
  const items = new Map<string, Node>();
  for (const [index, item] of node.items.entries()) items.set(indexer(item, [...path, `[${index}]`]), item);
  return { ...node, items: [...items.values()] };
}

function valueOf(node: Node, key: string): string | number | boolean | undefined {
  const child = childOf(node, key);
  return child?.kind === 'scalar' ? (child.value ?? undefined) : undefined;
}

/** As Go's %T names it, in compose's messages. */
export function goType(node: Node | undefined): string {
  if (node?.kind === 'map') return 'map[string]interface {}';
  if (node?.kind === 'list') return '[]interface {}';
  const value = node?.value ?? null;
  if (value === null) return '<nil>';
  if (typeof value === 'number') return node?.isFloat || !Number.isInteger(value) ? 'float64' : 'int';
  return typeof value === 'boolean' ? 'bool' : 'string';
}
