import { SlipwayError } from '../../errors.ts';
import type { ContainerConfig } from './config.ts';
import type { HostConfig, MountRequest } from './host-config.ts';

/** A mount of a container as inspect shows it, with what start needs. */
export interface MountPoint {
  readonly Type: 'bind' | 'volume' | 'tmpfs';
  readonly Name?: string;
  /** In the guest; '' for a volume that has no name yet, and for tmpfs. */
  readonly Source: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly Mode: string;
  readonly RW: boolean;
  readonly Propagation: string;
  /** What the image has there is copied to a volume that is empty. */
  readonly copyUp?: boolean;
  /** Made at create, and removed with the container (`rm -v`, `--rm`). */
  readonly anonymous?: boolean;
  /** dockerd makes a missing source for `-v`, and refuses it for `--mount`. */
  readonly createSource?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  /** `volume-driver` and `volume-opt` of `--mount`, for a volume that is made. */
  readonly driverName?: string;
  readonly driverOptions?: Readonly<Record<string, string>>;
  /** mount(8) options of a tmpfs: 'size=1m'. */
  readonly tmpfsOptions?: readonly string[];
  /** What `--tmpfs` asked for is in HostConfig.Tmpfs and not among inspect's Mounts. */
  readonly hidden?: boolean;
}

const PROPAGATIONS = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'];
const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Every mount that config, host config and the containers of `--volumes-from` ask for, by destination. Errors 'invalid'. */
export function collectMounts(
  config: ContainerConfig,
  host: HostConfig,
  mountsOf: (container: string) => readonly MountPoint[],
): readonly MountPoint[] {
  const byDestination = new Map<string, MountPoint>();
  for (const from of host.VolumesFrom ?? []) {
    const { container, readOnly } = parseVolumesFrom(from);
    for (const mount of mountsOf(container)) {
      byDestination.set(mount.Destination, { ...mount, RW: mount.RW && !readOnly, copyUp: false });
    }
  }
  const explicit = new Set<string>();
  const add = (mount: MountPoint) => {
    if (explicit.has(mount.Destination)) {
      throw new SlipwayError('invalid', `Duplicate mount point: ${mount.Destination}`);
    }
    explicit.add(mount.Destination);
    byDestination.set(mount.Destination, mount);
  };
  for (const bind of host.Binds ?? []) add(parseBind(bind));
  for (const request of host.Mounts ?? []) add(parseMountRequest(request));
  for (const [path, options] of Object.entries(host.Tmpfs ?? {})) {
    if (!path.startsWith('/')) throw invalidPath(path);
    const destination = cleanPath(path);
    if (explicit.has(destination)) throw new SlipwayError('invalid', `Duplicate mount point: ${destination}`);
    byDestination.delete(destination);
    byDestination.set(destination, { ...tmpfs(destination, options === '' ? [] : options.split(',')), hidden: true });
  }
  for (const path of Object.keys(config.Volumes ?? {})) {
    // dockerd does not ask for an absolute path here, which is what the client makes of `-v a:/b`.
    const destination = cleanPath(`/${path}`);
    if (byDestination.has(destination)) continue;
    byDestination.set(destination, volume('', destination, '', true));
  }
  return [...byDestination.values()];
}

/** `-v source:destination[:mode]`, `-v name:destination[:mode]`, `-v destination`. */
export function parseBind(spec: string): MountPoint {
  const parts = spec.split(':');
  if (parts.length > 3 || parts[0] === '') throw unreadableSpec(spec);
  if (parts.length === 3) parseMode(parts[2]!);
  if (parts.some((part) => part === '')) throw unreadableSpec(spec);
  if (parts.length === 1) {
    checkDestination(spec, 'volume', parts[0]!);
    return volume('', cleanPath(parts[0]!), '', true);
  }
  const [source, destination, modeText = ''] = parts as [string, string, string?];
  // `/folder:ro` is one destination with a mode, which dockerd does not have.
  if (parts.length === 2 && isMode(destination)) throw unreadableSpec(spec);
  const type = source.startsWith('/') ? 'bind' : 'volume';
  const mode = parseMode(modeText);
  if (type === 'bind' && !mode.copyUp) throw invalidSpec(spec, type, 'field VolumeOptions must not be specified');
  if (type === 'volume' && mode.propagation !== undefined)
    throw invalidSpec(spec, type, 'field BindOptions must not be specified');
  checkDestination(spec, type, destination);
  const target = cleanPath(destination);
  if (type === 'volume') {
    checkVolumeName(source);
    return { ...volume(source, target, modeText || 'z', mode.copyUp), RW: mode.writable };
  }
  return { ...bind(cleanPath(source), target, modeText, mode.propagation ?? 'rprivate', true), RW: mode.writable };
}

interface Mode {
  writable: boolean;
  copyUp: boolean;
  propagation?: string;
}

const MODES: Readonly<Record<string, readonly string[]>> = {
  access: ['ro', 'rw'],
  label: ['z', 'Z'],
  copy: ['nocopy'],
  consistency: ['consistent', 'cached', 'delegated', 'default'],
  propagation: PROPAGATIONS,
};

/** Options of -v, at most one of each group. Error 'invalid'. */
function parseMode(text: string): Mode {
  const mode: Mode = { writable: true, copyUp: true };
  const seen = new Set<string>();
  for (const option of text === '' ? [] : text.split(',')) {
    const group = Object.keys(MODES).find((name) => MODES[name]!.includes(option));
    if (group === undefined || seen.has(group)) throw new SlipwayError('invalid', `invalid mode: ${text}`);
    seen.add(group);
    if (option === 'ro') mode.writable = false;
    if (group === 'copy') mode.copyUp = false;
    if (group === 'propagation') mode.propagation = option;
  }
  return mode;
}

function isMode(text: string): boolean {
  try {
    parseMode(text);
    return true;
  } catch {
    return false;
  }
}

function parseMountRequest(request: MountRequest): MountPoint {
  const { Type: type } = request;
  // null, as docker-py sends it for a tmpfs, is nothing said
  const target = request.Target ?? '';
  const source = request.Source ?? '';
  const fail = (message: string) => new SlipwayError('invalid', `invalid mount config for type "${type}": ${message}`);
  if (!['bind', 'volume', 'tmpfs'].includes(type)) throw fail('mount type unknown');
  if (target === '') throw fail('field Target must not be empty');
  if (!target.startsWith('/')) throw fail(`invalid mount path: '${target}' mount path must be absolute`);
  const destination = cleanPath(target);
  if (destination === '/') throw fail("invalid specification: destination can't be '/'");
  const writable = request.ReadOnly !== true;
  if (type === 'tmpfs') {
    if (source !== '') throw fail('field Source must not be specified');
    const { SizeBytes: sizeBytes, Mode: mode } = request.TmpfsOptions ?? {};
    const options = [...(sizeBytes ? [`size=${sizeBytes}`] : []), ...(mode ? [`mode=${mode.toString(8)}`] : [])];
    return { ...tmpfs(destination, options), RW: writable };
  }
  if (type === 'bind') {
    if (source === '') throw fail('field Source must not be empty');
    if (!source.startsWith('/')) throw fail(`invalid mount path: '${source}' mount path must be absolute`);
    const propagation = request.BindOptions?.Propagation || 'rprivate';
    if (!PROPAGATIONS.includes(propagation)) throw fail(`invalid propagation mode: ${propagation}`);
    const create = request.BindOptions?.CreateMountpoint === true;
    return { ...bind(cleanPath(source), destination, '', propagation, create), RW: writable };
  }
  const options = request.VolumeOptions;
  if (options?.Subpath) throw new SlipwayError('not-implemented', 'volume-subpath is not implemented in Slipway');
  if (source !== '') checkVolumeName(source);
  return {
    ...volume(source, destination, source === '' ? '' : 'z', options?.NoCopy !== true),
    RW: writable,
    ...(options?.Labels ? { labels: options.Labels } : {}),
    ...(options?.DriverConfig?.Name ? { driverName: options.DriverConfig.Name } : {}),
    ...(options?.DriverConfig?.Options ? { driverOptions: options.DriverConfig.Options } : {}),
  };
}

function parseVolumesFrom(spec: string): { container: string; readOnly: boolean } {
  const [container = '', mode = ''] = spec.split(':', 2);
  if (container === '') throw new SlipwayError('invalid', 'malformed volumes-from specification: ' + spec);
  if (!['', 'ro', 'rw', 'z', 'Z'].includes(mode)) throw new SlipwayError('invalid', `invalid mode: ${mode}`);
  return { container, readOnly: mode === 'ro' };
}

/** Error 'invalid' in dockerd's words. */
export function checkVolumeName(name: string): void {
  if (VOLUME_NAME.test(name)) return;
  throw new SlipwayError(
    'invalid',
    name.length === 1
      ? `create ${name}: volume name is too short, names should be at least two alphanumeric characters`
      : `create ${name}: "${name}" includes invalid characters for a local volume name, only ` +
          `"[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
  );
}

function checkDestination(spec: string, type: string, destination: string): void {
  if (!destination.startsWith('/')) {
    throw invalidSpec(spec, type, `invalid mount path: '${destination}' mount path must be absolute`);
  }
  if (cleanPath(destination) === '/') throw invalidSpec(spec, type, "invalid specification: destination can't be '/'");
}

function unreadableSpec(spec: string): SlipwayError {
  return new SlipwayError('invalid', `invalid volume specification: '${spec}'`);
}

function invalidSpec(spec: string, type: string, message: string): SlipwayError {
  return new SlipwayError(
    'invalid',
    `invalid volume specification: '${spec}': invalid mount config for type "${type}": ${message}`,
  );
}

function invalidPath(path: string): SlipwayError {
  return new SlipwayError('invalid', `invalid mount path: '${path}' mount path must be absolute`);
}

function volume(name: string, destination: string, mode: string, copyUp: boolean): MountPoint {
  return {
    Type: 'volume',
    ...(name === '' ? {} : { Name: name }),
    Source: '',
    Destination: destination,
    Driver: 'local',
    Mode: mode,
    RW: true,
    Propagation: '',
    copyUp,
    anonymous: name === '',
  };
}

function bind(
  source: string,
  destination: string,
  mode: string,
  propagation: string,
  createSource: boolean,
): MountPoint {
  return {
    Type: 'bind',
    Source: source,
    Destination: destination,
    Mode: mode,
    RW: true,
    Propagation: propagation,
    createSource,
  };
}

function tmpfs(destination: string, options: readonly string[]): MountPoint {
  return {
    Type: 'tmpfs',
    Source: '',
    Destination: destination,
    Mode: '',
    RW: true,
    Propagation: '',
    tmpfsOptions: options,
  };
}

/** '/a//b/../c/' → '/a/c' (Go's path.Clean for absolute paths). */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}
