import { JsonFields } from '../json-fields.ts';
import { parsePortBindings, type PortBindings } from './port-bindings.ts';

/** `HostConfig` of the Engine API as inspect shows it; what Slipway refuses stands here at its default. */
export interface HostConfig {
  readonly Binds: readonly string[] | null;
  readonly ContainerIDFile: string;
  readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  readonly NetworkMode: string;
  readonly PortBindings: PortBindings;
  readonly RestartPolicy: { readonly Name: string; readonly MaximumRetryCount: number };
  readonly AutoRemove: boolean;
  readonly VolumeDriver: string;
  readonly VolumesFrom: readonly string[] | null;
  readonly CapAdd: readonly string[] | null;
  readonly CapDrop: readonly string[] | null;
  readonly CgroupnsMode: string;
  readonly Dns: readonly string[];
  readonly DnsOptions: readonly string[];
  readonly DnsSearch: readonly string[];
  readonly ExtraHosts: readonly string[] | null;
  readonly GroupAdd: readonly string[] | null;
  readonly IpcMode: string;
  readonly Cgroup: string;
  readonly Links: readonly string[] | null;
  readonly OomScoreAdj: number;
  readonly PidMode: string;
  readonly Privileged: boolean;
  readonly PublishAllPorts: boolean;
  readonly ReadonlyRootfs: boolean;
  readonly SecurityOpt: readonly string[] | null;
  readonly Tmpfs?: Readonly<Record<string, string>>;
  readonly UTSMode: string;
  readonly UsernsMode: string;
  /** Bytes. */
  readonly ShmSize: number;
  readonly Sysctls?: Readonly<Record<string, string>>;
  readonly Runtime: string;
  /** [rows, columns] */
  readonly ConsoleSize: readonly [number, number];
  readonly Isolation: string;
  readonly CpuShares: number;
  /** Bytes, as all memory here; 0 is no limit. */
  readonly Memory: number;
  readonly NanoCpus: number;
  readonly CgroupParent: string;
  readonly BlkioWeight: number;
  readonly BlkioWeightDevice: readonly unknown[] | null;
  readonly BlkioDeviceReadBps: readonly unknown[] | null;
  readonly BlkioDeviceWriteBps: readonly unknown[] | null;
  readonly BlkioDeviceReadIOps: readonly unknown[] | null;
  readonly BlkioDeviceWriteIOps: readonly unknown[] | null;
  /** Microseconds. */
  readonly CpuPeriod: number;
  readonly CpuQuota: number;
  readonly CpuRealtimePeriod: number;
  readonly CpuRealtimeRuntime: number;
  readonly CpusetCpus: string;
  readonly CpusetMems: string;
  readonly Devices: readonly unknown[] | null;
  readonly DeviceCgroupRules: readonly string[] | null;
  readonly DeviceRequests: readonly unknown[] | null;
  readonly MemoryReservation: number;
  /** Memory and swap together; -1 is unlimited. */
  readonly MemorySwap: number;
  readonly MemorySwappiness: number | null;
  readonly OomKillDisable: boolean | null;
  readonly Init?: boolean;
  readonly PidsLimit: number | null;
  readonly Ulimits: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[];
  readonly CpuCount: number;
  readonly CpuPercent: number;
  readonly IOMaximumIOps: number;
  readonly IOMaximumBandwidth: number;
  readonly Mounts?: readonly MountRequest[];
  readonly StorageOpt?: Readonly<Record<string, string>>;
  readonly Annotations?: Readonly<Record<string, string>>;
  readonly MaskedPaths: readonly string[];
  readonly ReadonlyPaths: readonly string[];
}

/** An element of HostConfig.Mounts (`--mount`). */
export interface MountRequest {
  readonly Type: string;
  readonly Source?: string;
  readonly Target: string;
  readonly ReadOnly?: boolean;
  readonly Consistency?: string;
  readonly BindOptions?: {
    readonly Propagation?: string;
    readonly NonRecursive?: boolean;
    readonly CreateMountpoint?: boolean;
  };
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean;
    readonly Labels?: Readonly<Record<string, string>>;
    readonly DriverConfig?: { readonly Name?: string; readonly Options?: Readonly<Record<string, string>> };
    readonly Subpath?: string;
  };
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number };
}

export const DEFAULT_SHM_BYTES = 64 * 1024 * 1024;

/** What a container must not see of the guest's /proc and /sys (moby: DefaultPathMasks, DefaultReadonlyPaths). */
export const MASKED_PATHS: readonly string[] = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
];
export const READONLY_PATHS: readonly string[] = [
  '/proc/bus',
  '/proc/fs',
  '/proc/irq',
  '/proc/sys',
  '/proc/sysrq-trigger',
];

/** Reads `HostConfig` of POST /containers/create and sets Docker's defaults. Checks types only: see validate-host-config. */
export function parseHostConfig(body: unknown): HostConfig {
  const fields = new JsonFields(body, 'HostConfig');
  const log = fields.object('LogConfig');
  const restart = fields.object('RestartPolicy');
  const privileged = fields.boolean('Privileged');
  const tmpfs = fields.stringMap('Tmpfs');
  const sysctls = fields.stringMap('Sysctls');
  const storage = fields.stringMap('StorageOpt');
  const annotations = fields.stringMap('Annotations');
  const mounts = fields.list('Mounts') as MountRequest[] | null;
  const console = (fields.list('ConsoleSize') as number[] | null) ?? [0, 0];
  return {
    Binds: fields.strings('Binds'),
    ContainerIDFile: fields.string('ContainerIDFile'),
    LogConfig: { Type: log.string('Type') || 'json-file', Config: log.stringMap('Config') ?? {} },
    NetworkMode: fields.string('NetworkMode') || 'default',
    PortBindings: parsePortBindings(fields.raw('PortBindings')),
    RestartPolicy: { Name: restart.string('Name'), MaximumRetryCount: restart.integer('MaximumRetryCount') },
    AutoRemove: fields.boolean('AutoRemove'),
    VolumeDriver: fields.string('VolumeDriver'),
    VolumesFrom: fields.strings('VolumesFrom'),
    CapAdd: fields.command('CapAdd'),
    CapDrop: fields.command('CapDrop'),
    CgroupnsMode: fields.string('CgroupnsMode') || (privileged ? 'host' : 'private'),
    Dns: fields.strings('Dns') ?? [],
    DnsOptions: fields.strings('DnsOptions') ?? [],
    DnsSearch: fields.strings('DnsSearch') ?? [],
    ExtraHosts: fields.strings('ExtraHosts'),
    GroupAdd: fields.strings('GroupAdd'),
    IpcMode: fields.string('IpcMode') || 'private',
    Cgroup: fields.string('Cgroup'),
    Links: fields.strings('Links'),
    OomScoreAdj: fields.integer('OomScoreAdj'),
    PidMode: fields.string('PidMode'),
    Privileged: privileged,
    PublishAllPorts: fields.boolean('PublishAllPorts'),
    ReadonlyRootfs: fields.boolean('ReadonlyRootfs'),
    SecurityOpt: fields.strings('SecurityOpt'),
    ...(tmpfs && Object.keys(tmpfs).length > 0 ? { Tmpfs: tmpfs } : {}),
    UTSMode: fields.string('UTSMode'),
    UsernsMode: fields.string('UsernsMode'),
    ShmSize: fields.integer('ShmSize') || DEFAULT_SHM_BYTES,
    ...(sysctls && Object.keys(sysctls).length > 0 ? { Sysctls: sysctls } : {}),
    Runtime: fields.string('Runtime') || 'crun',
    ConsoleSize: [Number(console[0] ?? 0), Number(console[1] ?? 0)],
    Isolation: fields.string('Isolation'),
    CpuShares: fields.integer('CpuShares'),
    Memory: fields.integer('Memory'),
    NanoCpus: fields.integer('NanoCpus'),
    CgroupParent: fields.string('CgroupParent'),
    BlkioWeight: fields.integer('BlkioWeight'),
    BlkioWeightDevice: fields.list('BlkioWeightDevice'),
    BlkioDeviceReadBps: fields.list('BlkioDeviceReadBps'),
    BlkioDeviceWriteBps: fields.list('BlkioDeviceWriteBps'),
    BlkioDeviceReadIOps: fields.list('BlkioDeviceReadIOps'),
    BlkioDeviceWriteIOps: fields.list('BlkioDeviceWriteIOps'),
    CpuPeriod: fields.integer('CpuPeriod'),
    CpuQuota: fields.integer('CpuQuota'),
    CpuRealtimePeriod: fields.integer('CpuRealtimePeriod'),
    CpuRealtimeRuntime: fields.integer('CpuRealtimeRuntime'),
    CpusetCpus: fields.string('CpusetCpus'),
    CpusetMems: fields.string('CpusetMems'),
    Devices: fields.list('Devices'),
    DeviceCgroupRules: fields.strings('DeviceCgroupRules'),
    DeviceRequests: fields.list('DeviceRequests'),
    MemoryReservation: fields.integer('MemoryReservation'),
    // Docker's default is as much swap as memory; the two are counted together.
    MemorySwap: fields.integer('MemorySwap') || Math.max(0, fields.integer('Memory')) * 2,
    MemorySwappiness: swappiness(fields.integer('MemorySwappiness', -1)),
    OomKillDisable: fields.has('OomKillDisable') ? fields.boolean('OomKillDisable') : null,
    ...(fields.has('Init') ? { Init: fields.boolean('Init') } : {}),
    PidsLimit: fields.integer('PidsLimit') === 0 ? null : fields.integer('PidsLimit'),
    Ulimits: (fields.objects('Ulimits') ?? []).map((limit) => ({
      Name: limit.string('Name'),
      Hard: limit.integer('Hard'),
      Soft: limit.integer('Soft'),
    })),
    CpuCount: fields.integer('CpuCount'),
    CpuPercent: fields.integer('CpuPercent'),
    IOMaximumIOps: fields.integer('IOMaximumIOps'),
    IOMaximumBandwidth: fields.integer('IOMaximumBandwidth'),
    ...(mounts && mounts.length > 0 ? { Mounts: mounts } : {}),
    ...(storage && Object.keys(storage).length > 0 ? { StorageOpt: storage } : {}),
    ...(annotations && Object.keys(annotations).length > 0 ? { Annotations: annotations } : {}),
    MaskedPaths: privileged ? [] : (fields.strings('MaskedPaths') ?? MASKED_PATHS),
    ReadonlyPaths: privileged ? [] : (fields.strings('ReadonlyPaths') ?? READONLY_PATHS),
  };
}

/** -1 is the client's "not set". */
function swappiness(value: number): number | null {
  return value === -1 ? null : value;
}
