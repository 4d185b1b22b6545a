import { errorMessage } from '../../../errors.ts';
import { parsePublished } from '../../../parse/ports.ts';
import { goType } from '../merge/unique.ts';
import { ComposeError } from '../problem.ts';
import { isNull, list, map, scalar, type Node, type NodePath } from '../tree/node.ts';

/** `ports` in the long syntax; a range becomes an entry a port, in the order of ports. Throws ComposeError. */
export function canonicalPorts(node: Node, path: NodePath, isLenient: boolean): Node {
  const wrongType = (item: Node): ComposeError =>
    new ComposeError(`${path.join('.')}: invalid type ${goType(item)} for port`, item.at);
  if (node.kind !== 'list') throw wrongType(node);
  const ports: Node[] = [];
  for (const item of node.items) {
    if (item.kind === 'map') {
      ports.push(item);
      continue;
    }
    if (item.kind === 'list' || isNull(item) || typeof item.value === 'boolean') throw wrongType(item);
    try {
      ports.push(...shortPorts(String(item.value), item));
    } catch (error) {
      if (isLenient) return node;
      throw new ComposeError(errorMessage(error), item.at);
    }
  }
  return list(ports, node.at);
}

function shortPorts(spec: string, item: Node): Node[] {
  const { bindings } = parsePublished([spec]);
  // by the text of the port, as compose sorts them
  const ports = Object.keys(bindings).toSorted();
  return ports.flatMap((port) => {
    const [target = '', protocol = 'tcp'] = port.split('/');
    return (bindings[port] ?? []).map(({ HostIp, HostPort }) => {
      const parts: [string, string | number][] = [
        ['mode', 'ingress'],
        ...(HostIp === '' ? [] : [['host_ip', HostIp] as [string, string]]),
        ['target', Number(target)],
        ...(HostPort === '' ? [] : [['published', HostPort] as [string, string]]),
        ['protocol', protocol],
      ];
      return map(
        parts.map(([key, value]) => [key, scalar(value, item.at)]),
        item.at,
      );
    });
  });
}
