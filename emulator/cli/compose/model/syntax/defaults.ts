import { childOf, map, scalar, setChild, textOf, type MapNode, type Node, type NodePath } from '../tree/node.ts';
import { PathTable } from '../tree/path.ts';

type Fill = (node: MapNode) => void;

const fill =
  (values: Readonly<Record<string, string | boolean>>): Fill =>
  (node) => {
    for (const [key, value] of Object.entries(values)) {
      if (!childOf(node, key)) setChild(node, key, scalar(value, node.at));
    }
  };

const deviceRequest: Fill = (node) => {
  if (!childOf(node, 'count') && !childOf(node, 'device_ids')) setChild(node, 'count', scalar('all', node.at));
};

const defaults = new PathTable<Fill>({
  'services.*.build': fill({ context: '.' }),
  'services.*.secrets.*': (node) => {
    const source = textOf(childOf(node, 'source'));
    if (!childOf(node, 'target')) setChild(node, 'target', scalar(`/run/secrets/${source}`, node.at));
  },
  'services.*.ports.*': fill({ protocol: 'tcp', mode: 'ingress' }),
  'services.*.deploy.resources.reservations.devices.*': deviceRequest,
  'services.*.gpus.*': deviceRequest,
  'services.*.volumes.*.bind': fill({ create_host_path: true }),
});

/** Fills in what the specification says for absent attributes. Changes the tree. */
export function fillDefaults(node: Node, path: NodePath = []): void {
  if (node.kind === 'map') defaults.get(path)?.(node);
  for (const [key, child] of childrenOf(node)) fillDefaults(child, [...path, key]);
}

/** What is in a mapping or list; the items of lists under the key '[]'. */
export function childrenOf(node: Node): (readonly [string, Node])[] {
  if (node.kind === 'map') return [...node.entries].map(([key, entry]) => [key, entry.value] as const);
  return node.kind === 'list' ? node.items.map((item) => ['[]', item] as const) : [];
}

/** `map` under a key, made when there is none or nothing in it. */
export function ensureMap(node: MapNode, key: string): MapNode {
  const child = childOf(node, key);
  if (child?.kind === 'map') return child;
  const made = map([], child?.at ?? node.at);
  setChild(node, key, made);
  return made;
}
