import { listOf, parseBoolean, splitCsv } from './flag-types.ts';
import { parseBytes } from '../format/units.ts';

/** A --mount flag as the API takes it (HostConfig.Mounts). */
export interface MountSpec {
  Type: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: { Propagation?: string; NonRecursive?: boolean; CreateMountpoint?: boolean };
  VolumeOptions?: {
    NoCopy?: boolean;
    Subpath?: string;
    Labels?: Record<string, string>;
    DriverConfig?: { Name?: string; Options?: Record<string, string> };
  };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number };
}

type Setter = (mount: MountSpec, value: string) => void;

const isOn = (key: string, value: string): boolean => {
  try {
    return value === '' || parseBoolean(value);
  } catch {
    throw new Error(`invalid value for ${key}: ${value}`);
  }
};

const source: Setter = (mount, value) => (mount.Source = value);
const target: Setter = (mount, value) => (mount.Target = value);
const readOnly: Setter = (mount, value) => (mount.ReadOnly = isOn('readonly', value));

function keyValue(value: string): [string, string] {
  const equals = value.indexOf('=');
  return equals === -1 ? [value, ''] : [value.slice(0, equals), value.slice(equals + 1)];
}

const setters: Readonly<Record<string, Setter>> = {
  type: (mount, value) => (mount.Type = value.toLowerCase()),
  source,
  src: source,
  target,
  dst: target,
  destination: target,
  readonly: readOnly,
  ro: readOnly,
  consistency: (mount, value) => (mount.Consistency = value.toLowerCase()),
  'bind-propagation': (mount, value) => ((mount.BindOptions ??= {}).Propagation = value.toLowerCase()),
  'bind-nonrecursive': (mount, value) => ((mount.BindOptions ??= {}).NonRecursive = isOn('bind-nonrecursive', value)),
  'bind-create-src': (mount, value) => ((mount.BindOptions ??= {}).CreateMountpoint = isOn('bind-create-src', value)),
  'volume-nocopy': (mount, value) => ((mount.VolumeOptions ??= {}).NoCopy = isOn('volume-nocopy', value)),
  'volume-subpath': (mount, value) => ((mount.VolumeOptions ??= {}).Subpath = value),
  'volume-label': (mount, value) => {
    const [name, text] = keyValue(value);
    ((mount.VolumeOptions ??= {}).Labels ??= {})[name] = text;
  },
  'volume-driver': (mount, value) => (((mount.VolumeOptions ??= {}).DriverConfig ??= {}).Name = value),
  'volume-opt': (mount, value) => {
    const [name, text] = keyValue(value);
    (((mount.VolumeOptions ??= {}).DriverConfig ??= {}).Options ??= {})[name] = text;
  },
  'tmpfs-size': (mount, value) => {
    try {
      (mount.TmpfsOptions ??= {}).SizeBytes = parseBytes(value);
    } catch {
      throw new Error(`invalid value for tmpfs-size: ${value}`);
    }
  },
  'tmpfs-mode': (mount, value) => {
    if (!/^[0-7]+$/.test(value)) throw new Error(`invalid value for tmpfs-mode: ${value}`);
    (mount.TmpfsOptions ??= {}).Mode = Number.parseInt(value, 8);
  },
};

const withoutValue = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive', 'bind-create-src']);

/** 'type=bind,src=/a,dst=/b,readonly'. `resolve` makes a relative source absolute. Throws in Docker's words. */
export function parseMount(text: string, resolve: (path: string) => string): MountSpec {
  const mount: MountSpec = { Type: 'volume' };
  if (text === '') throw new Error('EOF');
  for (const field of splitCsv(text)) {
    const equals = field.indexOf('=');
    const key = (equals === -1 ? field : field.slice(0, equals)).toLowerCase();
    if (equals === -1 && !withoutValue.has(key)) throw new Error(`invalid field '${field}' must be a key=value pair`);
    const setter = setters[key];
    if (!setter) throw new Error(`unexpected key '${key}' in '${field}'`);
    setter(mount, equals === -1 ? '' : field.slice(equals + 1));
  }
  if (mount.Type === '') throw new Error('type is required');
  if (!mount.Target) throw new Error('target is required');
  if (mount.Type === 'bind' && mount.Source?.startsWith('.')) mount.Source = resolve(mount.Source);
  if (mount.VolumeOptions && mount.Type !== 'volume')
    throw new Error(`cannot mix 'volume-*' options with mount type '${mount.Type}'`);
  if (mount.BindOptions && mount.Type !== 'bind')
    throw new Error(`cannot mix 'bind-*' options with mount type '${mount.Type}'`);
  if (mount.TmpfsOptions && mount.Type !== 'tmpfs')
    throw new Error(`cannot mix 'tmpfs-*' options with mount type '${mount.Type}'`);
  return mount;
}

/** --mount: checked when it is read, resolved when the whole command line is known. */
export const mountType = listOf('mount', (text) => {
  parseMount(text, (path) => path);
  return text;
});

/** -v flags: binds and named volumes as the API takes them, and anonymous volumes. */
export function parseVolumes(
  specs: readonly string[],
  resolve: (path: string) => string,
): { binds: string[]; volumes: Record<string, Record<string, never>> } {
  const binds: string[] = [];
  const volumes: Record<string, Record<string, never>> = {};
  for (const spec of new Set(specs)) {
    const [host = '', ...rest] = volumeParts(spec);
    if (rest.length === 0) volumes[spec] = {};
    else binds.push([host.startsWith('.') ? resolve(host) : host, ...rest].join(':'));
  }
  return { binds, volumes };
}

/**
 * A -v flag at its colons. That after a single letter is part of a Windows path, on every system (docker/cli:
 * cli/compose/loader/volume.go), so 'a:/m' is one part, an anonymous volume.
 */
function volumeParts(spec: string): string[] {
  if (spec === '') throw new Error('invalid empty volume spec');
  if (spec.length <= 2) return [spec];
  const parts = [...spec.matchAll(/(?:^|:)((?:\p{L}:)?[^:]*)/gu)].map(([, part]) => part!);
  parts.forEach((part, index) => {
    if (part === '') throw new Error(`invalid spec: ${spec}: empty section between colons`);
    if (index === 2 && parts.length > 3) throw new Error(`invalid spec: ${spec}: too many colons`);
  });
  return parts;
}
