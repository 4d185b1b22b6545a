import { ComposeError } from '../problem.ts';
import { childOf, toPlain, type MapNode } from '../tree/node.ts';
import type { Service } from '../types/service.ts';
import { recordOf } from './compound.ts';
import { Reader } from './kind.ts';
import { config, model, network, secret, volume } from './resource-shapes.ts';
import { service } from './service-shape.ts';

/** What a canonical tree says, as values with their types. Throws ComposeError for all that cannot be read. */
export function readResources(root: MapNode) {
  const reader = new Reader();
  const read = <T>(key: string, kind: ReturnType<typeof recordOf<T>>) => {
    const node = childOf(root, key);
    return node ? kind.read(node, reader, key) : {};
  };
  const services = Object.entries(read('services', recordOf(service)));
  const resources = {
    services: Object.fromEntries(services.map(([name, value]): [string, Service] => [name, { ...value, name }])),
    networks: read('networks', recordOf(network)),
    volumes: read('volumes', recordOf(volume)),
    secrets: read('secrets', recordOf(secret)),
    configs: read('configs', recordOf(config)),
    models: read('models', recordOf(model)),
    extensions: Object.fromEntries(
      [...root.entries]
        .filter(([key]) => key.startsWith('x-'))
        .map(([key, { value }]) => [key, toPlain(value)] as const),
    ),
  };
  if (reader.errors.length === 0) return resources;
  const lines = reader.errors.map(({ message }) => `* ${message}`).toSorted();
  throw new ComposeError(
    `${lines.length} error(s) decoding:\n\n${lines.join('\n')}`,
    reader.errors.map(({ message, at }) => ({ severity: 'error', message, range: at })),
  );
}
