import { CliError } from '../../../errors.ts';
import type { Project } from '../../model/types/project.ts';
import type { FileMount, ServiceVolume } from '../../model/types/mounts.ts';
import type { FileObject } from '../../model/types/resources.ts';
import type { Service } from '../../model/types/service.ts';
import type { ContainerMount } from '../containers.ts';

/** One of HostConfig.Mounts (Engine API, Mount). */
export interface Mount {
  readonly Type: string;
  readonly Source: string;
  readonly Target: string;
  readonly ReadOnly: boolean;
  readonly [option: string]: unknown;
}

export interface ContainerMounts {
  readonly binds: readonly string[];
  readonly mounts: readonly Mount[];
}

export interface Inherited {
  readonly mounts: readonly ContainerMount[];
  /** Where the image declares volumes. */
  readonly imageVolumes: readonly string[];
}

/**
 * What a service's container mounts: its volumes, its configs and secrets that are files, and with `inherited` the
 * anonymous volumes of the container it replaces. What a bind says in one string goes that way, as only so the daemon
 * makes missing folders. `warn` takes a line for people. Throws CliError.
 */
export function containerMounts(
  project: Project,
  service: Service,
  inherited: Inherited | undefined,
  warn: (message: string) => void,
): ContainerMounts {
  const all = new Map<string, Mount>();
  let volumes = service.volumes ?? [];
  for (const old of inherited?.mounts ?? []) {
    if (old.Type === 'tmpfs') continue;
    const isAnonymous = volumes.some((one) => one.target === old.Destination && !one.source);
    if (isAnonymous || inherited?.imageVolumes.includes(old.Destination)) all.set(old.Destination, inheritedMount(old));
    if (isAnonymous) volumes = volumes.filter((one) => one.target !== old.Destination || one.source);
  }
  for (const volume of volumes) all.set(volume.target, mountOf(project, volume, warn));
  for (const mount of [...secretMounts(project, service, warn), ...configMounts(project, service, warn)]) {
    if (!all.has(mount.Target)) all.set(mount.Target, mount);
  }
  const binds: string[] = [];
  const mounts: Mount[] = [];
  for (const mount of all.values()) {
    const volume = volumes.find((one) => one.target === mount.Target);
    const isPlain =
      (mount.Type === 'bind' && volume?.type === 'bind' && !bindNeedsMount(volume)) ||
      (mount.Type === 'volume' && volume?.source !== undefined && volume.source !== '' && !volumeNeedsMount(volume));
    if (isPlain && volume) binds.push(bindText(mount.Source, volume));
    else mounts.push(mount);
  }
  return { binds, mounts };
}

function inheritedMount(old: ContainerMount): Mount {
  const source = (old.Type === 'volume' ? old.Name : old.Source) ?? '';
  return { Type: old.Type, Source: source, Target: old.Destination, ReadOnly: old.RW === false };
}

function bindText(source: string, { target, read_only: isReadOnly, bind, volume }: ServiceVolume): string {
  const options = [isReadOnly ? 'ro' : 'rw', bind?.selinux, bind?.propagation, volume?.nocopy ? 'nocopy' : undefined];
  return `${source}:${target}:${options.filter(Boolean).join(',')}`;
}

function bindNeedsMount({ bind }: ServiceVolume): boolean {
  return bind !== undefined && (!bind.create_host_path || Boolean(bind.propagation) || Boolean(bind.recursive));
}

function volumeNeedsMount({ volume }: ServiceVolume): boolean {
  return Object.keys(volume?.labels ?? {}).length > 0 || Boolean(volume?.subpath) || Boolean(volume?.nocopy);
}

function mountOf(project: Project, volume: ServiceVolume, warn: (message: string) => void): Mount {
  const { type, source = '', target } = volume;
  for (const other of ['bind', 'volume', 'tmpfs', 'image'] as const) {
    if (type !== other && volume[other]) warn(`mount of type \`${type}\` should not define \`${other}\` option`);
  }
  return {
    Type: type,
    Source: type === 'volume' ? (project.volumes[source]?.name ?? source) : source,
    Target: target,
    ReadOnly: volume.read_only ?? false,
    Consistency: volume.consistency || undefined,
    ...mountOptions(volume),
  };
}

function mountOptions({ type, bind, volume, tmpfs, image }: ServiceVolume): object {
  if (type === 'bind' && bind) {
    return {
      BindOptions: {
        Propagation: bind.propagation || undefined,
        CreateMountpoint: bind.create_host_path || undefined,
        NonRecursive: bind.recursive === 'disabled' || undefined,
        ReadOnlyNonRecursive: bind.recursive === 'writable' || undefined,
        ReadOnlyForceRecursive: bind.recursive === 'readonly' || undefined,
      },
    };
  }
  if (type === 'volume' && volume) {
    return { VolumeOptions: { NoCopy: volume.nocopy, Subpath: volume.subpath || undefined, Labels: volume.labels } };
  }
  if (type === 'tmpfs' && tmpfs) return { TmpfsOptions: { SizeBytes: tmpfs.size, Mode: tmpfs.mode } };
  if (type === 'image' && image) return { ImageOptions: { Subpath: image.subpath } };
  return {};
}

/** Where a secret or config is in the container. */
export function fileTarget(mount: FileMount, folder: '/' | '/run/secrets/'): string {
  if (!mount.target) return folder + mount.source;
  return mount.target.startsWith('/') ? mount.target : folder + mount.target;
}

function secretMounts(project: Project, service: Service, warn: (message: string) => void): Mount[] {
  return (service.secrets ?? []).flatMap((secret) => {
    const defined = project.secrets[secret.source];
    checkSupported('secret', defined);
    if (!defined || defined.environment || defined.file === undefined) return [];
    if (hasOwner(secret)) warn('secrets `uid`, `gid` and `mode` are not supported, they will be ignored');
    return [{ ...fileMount(defined.file, fileTarget(secret, '/run/secrets/')), BindOptions: {} }];
  });
}

function configMounts(project: Project, service: Service, warn: (message: string) => void): Mount[] {
  return (service.configs ?? []).flatMap((config) => {
    const defined = project.configs[config.source];
    checkSupported('config', defined);
    if (!defined || defined.environment || defined.content || defined.file === undefined) return [];
    if (hasOwner(config)) warn('config `uid`, `gid` and `mode` are not supported, they will be ignored');
    return [fileMount(defined.file, fileTarget(config, '/'))];
  });
}

function fileMount(file: string, target: string): Mount {
  return { Type: 'bind', Source: file, Target: target, ReadOnly: true };
}

const hasOwner = ({ uid, gid, mode }: FileMount): boolean => Boolean(uid) || Boolean(gid) || mode !== undefined;

function checkSupported(what: 'secret' | 'config', defined: FileObject | undefined): void {
  if (defined?.external) throw new CliError(`unsupported external ${what} ${defined.name}`);
  if (defined?.driver) throw new CliError(`Docker Compose does not support ${what}s.*.driver`);
  if (defined?.template_driver) throw new CliError(`Docker Compose does not support ${what}s.*.template_driver`);
}
