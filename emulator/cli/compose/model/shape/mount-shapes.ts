import type { Device, DeviceRequest, FileMount, ServicePort, ServiceVolume } from '../types/mounts.ts';
import type { Ulimit } from '../types/common.ts';
import { listOf, object } from './compound.ts';
import { Fields, type Kind } from './kind.ts';
import { bytes, deviceCount, fileMode, flag, integer, mapping, pointer, strings, text } from './kinds.ts';

const textAs = <T extends string>(): Kind<T> => text as unknown as Kind<T>;

export const volume = object<ServiceVolume>({
  type: textAs<ServiceVolume['type']>(),
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: object<NonNullable<ServiceVolume['bind']>>({
    selinux: text,
    propagation: text,
    create_host_path: flag,
    recursive: text,
  }),
  volume: object<NonNullable<ServiceVolume['volume']>>({ labels: mapping, nocopy: flag, subpath: text }),
  tmpfs: object<NonNullable<ServiceVolume['tmpfs']>>({ size: bytes, mode: integer }),
  image: object<NonNullable<ServiceVolume['image']>>({ subpath: text }),
});

export const port = object<ServicePort>({
  name: text,
  mode: text,
  host_ip: text,
  target: integer,
  published: text,
  protocol: text,
  app_protocol: text,
});

export const fileMount = object<FileMount>({
  source: text,
  target: text,
  uid: text,
  gid: text,
  mode: pointer(fileMode),
});

export const device = object<Device>({ source: text, target: text, permissions: text });

export const deviceRequests = listOf(
  object<DeviceRequest>({
    capabilities: strings,
    driver: text,
    count: deviceCount,
    device_ids: strings,
    options: mapping,
  }),
);

const limits = object<Ulimit>({ single: integer, soft: integer, hard: integer }, { keeps: ['soft', 'hard'] });

/** A number stands for both limits, and is printed as one. */
export const ulimit: Kind<Ulimit> = {
  read: (node, reader, path) =>
    node.kind === 'scalar' ? { single: integer.read(node, reader, path) } : limits.read(node, reader, path),
  print: (value) =>
    value.single
      ? value.single
      : new Fields([
          ['soft', value.soft ?? 0],
          ['hard', value.hard ?? 0],
        ]),
};
