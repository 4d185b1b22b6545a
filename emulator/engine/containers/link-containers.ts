import type { EngineContext } from '../context.ts';
import { runCommand } from '../system/guest-command.ts';
import type { Container } from './container.ts';
import { etcPaths, hostsFile } from './etc-files.ts';
import { linkEnvironment, linkHosts, liveLinks } from './links.ts';
import type { ContainerRegistry } from './registry.ts';

interface LinkParts {
  readonly context: EngineContext;
  readonly registry: ContainerRegistry;
}

/** Sets what the container's links give it. Error 'invalid' when one leads to a container that does not run. */
export function linkContainer({ context, registry }: LinkParts, container: Container): void {
  const { record } = container;
  const links = liveLinks(
    record,
    (id) => registry.get(id),
    (id) => context.networks.endpointsOf(id).find(({ networkName }) => networkName === 'bridge'),
  );
  container.linked = {
    hosts: linkHosts(links),
    environment: links.flatMap((link) => linkEnvironment(link, record.name)),
  };
}

/** A container that starts may have another address than before: those that link to it learn it by /etc/hosts. */
export async function updateLinkedHosts(parts: LinkParts, started: Container): Promise<void> {
  const { context, registry } = parts;
  const linking = registry
    .list()
    .filter(({ isRunning, record }) => isRunning && record.links?.some(({ container }) => container === started.id));
  for (const container of linking) {
    const { id, record } = container;
    const { environment } = container.linked;
    try {
      linkContainer(parts, container);
    } catch {
      // Another one that it links to does not run: nothing to tell.
      continue;
    }
    // The environment of a process that runs stays.
    container.linked = { ...container.linked, environment };
    const content = hostsFile(record, record.config.Hostname, context.networks.endpointsOf(id), container.linked.hosts);
    // In place: the file is mounted in the container.
    await runCommand(context.guest, ['sh', '-c', 'printf %s "$2" >"$1"', 'sh', etcPaths(id).hosts, content]);
  }
}
