import { ComposeError } from '../problem.ts';
import { childrenOf } from '../syntax/defaults.ts';
import { childOf, textOf, type MapNode, type Node, type NodePath } from '../tree/node.ts';
import { PathTable } from '../tree/path.ts';

type Rule = (node: Node, path: NodePath) => void;

const fail = (path: NodePath, text: string, node: Node): never => {
  throw new ComposeError(`${path.join('.')}: ${text}`, node.at);
};

const has = (node: Node, key: string): boolean => childOf(node, key) !== undefined;

const deviceRequest: Rule = (node, path) => {
  if (has(node, 'count') && has(node, 'device_ids')) {
    fail(path, '"count" and "device_ids" attributes are exclusive', node);
  }
};

const fileObject =
  (keys: readonly string[]): Rule =>
  (node, path) => {
    const count = keys.filter((key) => has(node, key)).length;
    if (count > 1) fail(path, `${keys.join('|')} attributes are mutually exclusive`, node);
    // another driver may have its own way to what it holds
    if (count === 0 && !has(node, 'driver') && !has(node, 'external')) {
      fail(path, `one of ${keys.join('|')} must be set`, node);
    }
  };

const rules = new PathTable<Rule>({
  'volumes.*': (node, path) => {
    const external = childOf(node, 'external');
    if (node.kind !== 'map' || external?.kind !== 'scalar' || external.value !== true) return;
    for (const [key, entry] of node.entries) {
      if (key === 'name' || key === 'external' || key.startsWith('x-')) continue;
      const text = `conflicting parameters "external" and ${JSON.stringify(key)} specified`;
      throw new ComposeError(`${path.join('.')}: ${text}`, entry.keyAt ?? node.at);
    }
  },
  'configs.*': fileObject(['file', 'environment', 'content']),
  'secrets.*': fileObject(['file', 'environment']),
  'services.*.ports.*': (node, path) => {
    const address = childOf(node, 'host_ip');
    const text = textOf(address);
    if (address && text !== undefined && !isAddress(text)) fail(path, `invalid ip address: ${text}`, address);
  },
  'services.*.develop.watch.*.path': (node, path) => {
    if (textOf(node) === '') fail(path, "value can't be blank", node);
  },
  'services.*.deploy.resources.reservations.devices.*': deviceRequest,
  'services.*.gpus.*': deviceRequest,
});

/** What the schema cannot say, of one attribute at a time. Throws ComposeError. */
export function checkRules(root: MapNode): void {
  visit(root, []);
}

function visit(node: Node, path: NodePath): void {
  const rule = rules.get(path);
  if (rule) rule(node, path);
  else for (const [key, child] of childrenOf(node)) visit(child, [...path, key]);
}

function isAddress(text: string): boolean {
  const isV4 = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
  return isV4 || /^(?=.*:.*:)[\da-f:.]+$/i.test(text);
}
