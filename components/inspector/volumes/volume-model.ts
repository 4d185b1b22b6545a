import { isUp, nameOf, type ListedContainer, type ListedVolume } from '../machine/engine-objects.ts';

export interface Mounting {
  readonly containerId: string;
  readonly containerName: string;
  readonly isUp: boolean;
  /** Where in the container. */
  readonly destination: string;
  readonly isReadOnly: boolean;
}

export interface VolumePicture {
  readonly name: string;
  readonly isAnonymous: boolean;
  readonly driver: string;
  /** In the machine. */
  readonly mountpoint: string;
  /** undefined where it was not measured. */
  readonly sizeBytes: number | undefined;
  readonly mountings: readonly Mounting[];
}

/** A folder or file of the machine that containers see. */
export interface BindPicture {
  readonly source: string;
  readonly mountings: readonly Mounting[];
}

export interface VolumesPicture {
  readonly volumes: readonly VolumePicture[];
  readonly binds: readonly BindPicture[];
}

/** Named ones first, in the order of their names; `sizes` by name, in bytes. */
export function volumesPicture(
  volumes: readonly ListedVolume[],
  containers: readonly ListedContainer[],
  sizes: ReadonlyMap<string, number>,
): VolumesPicture {
  const mountings = containers.flatMap((container) =>
    container.Mounts.map((mount) => ({
      mount,
      mounting: {
        containerId: container.Id,
        containerName: nameOf(container),
        isUp: isUp(container),
        destination: mount.Destination,
        isReadOnly: !mount.RW,
      },
    })),
  );
  const pictures = volumes.map(({ Name, Driver, Mountpoint, Labels }) => ({
    name: Name,
    isAnonymous: isAnonymous(Name, Labels),
    driver: Driver,
    mountpoint: Mountpoint,
    sizeBytes: sizes.get(Name),
    mountings: mountings
      .filter(({ mount }) => mount.Type === 'volume' && mount.Name === Name)
      .map(({ mounting }) => mounting),
  }));
  const binds = new Map<string, Mounting[]>();
  for (const { mount, mounting } of mountings) {
    if (mount.Type === 'bind') binds.set(mount.Source, [...(binds.get(mount.Source) ?? []), mounting]);
  }
  return {
    volumes: pictures.sort(
      (a, b) => Number(a.isAnonymous) - Number(b.isAnonymous) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    ),
    binds: [...binds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([source, those]) => ({ source, mountings: those })),
  };
}

/** dockerd marks those that it named itself; older ones are told by their names. */
function isAnonymous(name: string, labels: ListedVolume['Labels']): boolean {
  return labels?.['com.docker.volume.anonymous'] !== undefined || /^[0-9a-f]{64}$/.test(name);
}
