import type { MapEntry, MapNode, Node, NodePath } from '../tree/node.ts';

/** The tree without what is at `paths`: `!reset` and `!override` of a later file take away what earlier ones said. */
export function withoutPaths(root: MapNode, paths: readonly NodePath[]): MapNode {
  if (paths.length === 0) return root;
  return visit(root, [], new Set(paths.map((path) => JSON.stringify(path)))) as MapNode;
}

function visit(node: Node, path: NodePath, gone: ReadonlySet<string>): Node {
  if (node.kind !== 'map') return node;
  const entries = [...node.entries].flatMap(([key, entry]): [string, MapEntry][] => {
    const next = [...path, key];
    return gone.has(JSON.stringify(next)) ? [] : [[key, { ...entry, value: visit(entry.value, next, gone) }]];
  });
  return { ...node, entries: new Map(entries) };
}
