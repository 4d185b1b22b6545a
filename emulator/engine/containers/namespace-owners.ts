import { SlipwayError } from '../../errors.ts';
import type { Container } from './container.ts';
import type { HostConfig } from './host-config.ts';
import type { ContainerRegistry } from './registry.ts';

/** The containers whose namespaces a container shares ('container:x' as a mode); they must run. */
export interface NamespaceOwners {
  readonly network: Container | undefined;
  readonly pid: Container | undefined;
  readonly ipc: Container | undefined;
}

/** Errors 'conflict' and 'internal' in dockerd's words; 'not-found' for a container that is not there. */
export function namespaceOwners(registry: ContainerRegistry, host: HostConfig): NamespaceOwners {
  const joining = (what: string) => (id: string) => `cannot join ${what} of a non running container: ${id}`;
  return {
    network: ownerOf(registry, host.NetworkMode, joining('network')),
    pid: ownerOf(registry, host.PidMode, (id) => `container ${id} is not running`),
    ipc: ipcOwnerOf(registry, host.IpcMode, joining('IPC')),
  };
}

function ownerOf(registry: ContainerRegistry, mode: string, notRunning: (id: string) => string): Container | undefined {
  if (!mode.startsWith('container:')) return undefined;
  const owner = registry.resolve(mode.slice('container:'.length));
  if (!owner.isRunning) throw new SlipwayError('conflict', notRunning(owner.id));
  return owner;
}

function ipcOwnerOf(
  registry: ContainerRegistry,
  mode: string,
  notRunning: (id: string) => string,
): Container | undefined {
  // dockerd looks at this mode at the start only.
  if (!/^(private|none|shareable|host|container:.+)$/.test(mode)) {
    throw new SlipwayError('invalid', `Invalid IPC mode: ${mode}`);
  }
  const owner = ownerOf(registry, mode, notRunning);
  if (!owner || owner.record.hostConfig.IpcMode === 'shareable') return owner;
  throw new SlipwayError(
    'internal',
    `can't join IPC of container ${owner.id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`,
  );
}
