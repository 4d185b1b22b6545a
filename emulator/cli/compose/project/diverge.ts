import { serviceHash } from '../model/output/hash.ts';
import type { Service } from '../model/types/service.ts';
import { labelOf, type ProjectContainer } from './containers.ts';
import { label } from './labels.ts';

/** When a container is replaced: when it is not as the file says, always, or never. */
export type Recreate = 'diverged' | 'force' | 'never';

/** What there is by the keys of the file: IDs of networks, names of volumes. */
export interface Existing {
  readonly networks: ReadonlyMap<string, string>;
  readonly volumes: ReadonlyMap<string, string>;
}

interface Expected {
  /** With its references resolved. */
  readonly service: Service;
  readonly policy: Recreate;
  readonly imageId: string | undefined;
}

/** Whether a container must be replaced. */
export async function divergesFrom(
  container: ProjectContainer,
  { service, policy, imageId }: Expected,
  existing: Existing,
): Promise<boolean> {
  if (policy !== 'diverged') return policy === 'force';
  if (labelOf(container, label.configHash) !== (await serviceHash(service))) return true;
  if (labelOf(container, label.image) !== (imageId ?? '')) return true;
  return lacksNetwork(container, service, existing) || lacksVolume(container, service, existing);
}

/** One that never ran has no networks yet. */
function lacksNetwork({ NetworkSettings }: ProjectContainer, { networks = {} }: Service, existing: Existing): boolean {
  const connected = Object.values(NetworkSettings?.Networks ?? {}).map(({ NetworkID }) => NetworkID);
  if (connected.every((id) => !id)) return false;
  return Object.keys(networks).some((key) => {
    const id = existing.networks.get(key);
    return id !== undefined && !connected.includes(id);
  });
}

function lacksVolume({ Mounts }: ProjectContainer, { volumes = [] }: Service, existing: Existing): boolean {
  const mounted = (Mounts ?? []).filter(({ Type }) => Type === 'volume').map(({ Name }) => Name);
  return volumes.some(({ type, source }) => {
    const name = type === 'volume' && source ? existing.volumes.get(source) : undefined;
    return name !== undefined && !mounted.includes(name);
  });
}
