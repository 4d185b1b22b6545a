import { ensureMap } from '../syntax/defaults.ts';
import { cleanPath } from '../syntax/canonical.ts';
import { childOf, isNull, list, map, mapAt, scalar, setChild, textOf } from '../tree/node.ts';
import type { MapNode, Node } from '../tree/node.ts';

/** Adds what a file implies: the default network, dependencies, names of resources. Changes the tree. */
export function normalize(root: MapNode, projectName: string, environment: Readonly<Record<string, string>>): void {
  addDefaultNetwork(root);
  for (const service of servicesOf(root)) normalizeService(service, environment);
  nameResources(root, projectName);
}

function servicesOf(root: MapNode): MapNode[] {
  const services = mapAt(root, 'services');
  return [...(services?.entries.values() ?? [])].flatMap(({ value }) => (value.kind === 'map' ? [value] : []));
}

function addDefaultNetwork(root: MapNode): void {
  let isUsed = false;
  for (const service of servicesOf(root)) {
    if (childOf(service, 'network_mode') || childOf(service, 'provider')) continue;
    const networks = ensureMap(service, 'networks');
    if (networks.entries.size === 0) setChild(networks, 'default', scalar(null));
    if (networks.entries.has('default')) isUsed = true;
  }
  if (isUsed && !childOf(childOf(root, 'networks'), 'default')) {
    setChild(ensureMap(root, 'networks'), 'default', scalar(null));
  }
}

function normalizeService(service: MapNode, environment: Readonly<Record<string, string>>): void {
  if (textOf(childOf(service, 'pull_policy')) === 'if_not_present') {
    setChild(service, 'pull_policy', scalar('missing', childOf(service, 'pull_policy')?.at));
  }
  const build = mapAt(service, 'build');
  if (build) {
    if (isNull(childOf(build, 'context'))) setChild(build, 'context', scalar('.'));
    if (!childOf(build, 'dockerfile') && !childOf(build, 'dockerfile_inline')) {
      setChild(build, 'dockerfile', scalar('Dockerfile'));
    }
    const args = childOf(build, 'args');
    if (args) setChild(build, 'args', withValues(args, environment, false));
  }
  const variables = childOf(service, 'environment');
  if (variables) setChild(service, 'environment', withValues(variables, environment, true));
  for (const volume of itemsOf(childOf(service, 'volumes'))) {
    const target = textOf(childOf(volume, 'target'));
    if (volume.kind === 'map' && target) {
      setChild(volume, 'target', scalar(cleanPath(target), childOf(volume, 'target')?.at));
    }
  }
  addDependencies(service);
}

function itemsOf(node: Node | undefined): Node[] {
  return node?.kind === 'list' ? node.items : [];
}

/** Variables without a value get the one they have here; without one, they stay or go. */
function withValues(node: Node, environment: Readonly<Record<string, string>>, keepsUnset: boolean): Node {
  if (node.kind === 'list') {
    const items = node.items.flatMap((item): Node[] => {
      const text = textOf(item);
      if (text === undefined || text.includes('=')) return [item];
      const value = environment[text];
      if (value !== undefined) return [scalar(`${text}=${value}`, item.at)];
      return keepsUnset ? [item] : [];
    });
    return list(items, node.at);
  }
  if (node.kind !== 'map') return node;
  for (const [key, entry] of [...node.entries]) {
    const value = environment[key];
    if (!isNull(entry.value)) continue;
    if (value !== undefined) entry.value = scalar(value, entry.keyAt);
    else if (!keepsUnset) node.entries.delete(key);
  }
  return node;
}

/** What `links`, `volumes_from` and 'service:NAME' need, must be there first. */
function addDependencies(service: MapNode): void {
  const need = (name: string, restart: boolean, from: Node): void => {
    const dependencies = ensureMap(service, 'depends_on');
    if (dependencies.entries.has(name)) return;
    const entry = map([
      ['condition', scalar('service_started', from.at)],
      ['restart', scalar(restart, from.at)],
      ['required', scalar(true, from.at)],
    ]);
    dependencies.entries.set(name, { keyAt: from.at, value: entry });
  };
  for (const link of itemsOf(childOf(service, 'links'))) {
    const parts = (textOf(link) ?? '').split(':');
    need(parts.length === 2 ? (parts[0] ?? '') : (textOf(link) ?? ''), true, link);
  }
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const node = childOf(service, key);
    const text = textOf(node);
    if (node && text?.startsWith('service:')) need(text.slice('service:'.length), true, node);
  }
  for (const from of itemsOf(childOf(service, 'volumes_from'))) {
    const text = textOf(from) ?? '';
    if (!text.startsWith('container:')) need(text.split(':')[0] ?? '', false, from);
  }
}

function nameResources(root: MapNode, projectName: string): void {
  for (const kind of ['networks', 'volumes', 'configs', 'secrets']) {
    const resources = mapAt(root, kind);
    for (const [key, entry] of resources?.entries ?? []) {
      const resource = entry.value.kind === 'map' ? entry.value : map([], entry.value.at ?? entry.keyAt);
      const external = childOf(resource, 'external');
      const isExternal = external?.kind === 'scalar' && (external.value === true || external.value === 'true');
      if (isNull(childOf(resource, 'name'))) {
        setChild(resource, 'name', scalar(isExternal ? key : `${projectName}_${key}`));
      }
      entry.value = resource;
    }
  }
}
