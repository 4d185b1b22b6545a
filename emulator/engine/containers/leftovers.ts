import type { EngineContext } from '../context.ts';
import type { ContainerRegistry } from './registry.ts';

/** What a container has in the guest's data disk, in folders named by its ID. */
const FOLDERS = ['/var/lib/docker/overlay2', '/var/lib/docker/containers'];

/**
 * A power cut between a change in the guest and the record of it leaves folders of containers that nobody knows, which
 * are removed, or that are not known to have any, which is noted. Resolves when all are found; what was not is younger.
 */
export async function sweepLeftovers(context: EngineContext, registry: ContainerRegistry): Promise<void> {
  const { guest } = context;
  const lists = await Promise.all(FOLDERS.map((folder) => guest.files.list(folder).catch(() => [])));
  const known = new Map(registry.all().map((container) => [container.id, container]));
  for (const id of new Set(lists.flat().map(({ name }) => name))) {
    const container = known.get(id);
    if (!container) context.background(`removing the rest of container ${id}`, guest.removeContainer(id));
    else if (!container.record.wasStarted && !container.record.hasFiles) container.update({ hasFiles: true });
  }
}
