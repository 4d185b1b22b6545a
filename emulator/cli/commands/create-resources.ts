import type { ParsedFlags } from '../parse/flags.ts';
import { parseGpuRequest } from '../parse/gpu-request.ts';

/** The limits and devices of a container as HostConfig takes them. Throws an Error in Docker's words. */
export function resources(flags: ParsedFlags): Record<string, unknown> {
  const swappiness = flags.number('memory-swappiness');
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100)) {
    throw new Error(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  }
  const [devices, cdiDevices] = splitDevices(flags.list('device'));
  const cdiRequests = cdiDevices.length > 0 ? [{ Driver: 'cdi', DeviceIDs: cdiDevices }] : [];
  const deviceRequests = [...flags.list('gpus').map(parseGpuRequest), ...cdiRequests];
  return {
    CgroupParent: flags.string('cgroup-parent'),
    Memory: flags.number('memory'),
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    MemorySwappiness: swappiness,
    KernelMemory: flags.number('kernel-memory') || undefined,
    OomKillDisable: flags.bool('oom-kill-disable'),
    OomScoreAdj: flags.number('oom-score-adj'),
    NanoCpus: flags.number('cpus'),
    CpuShares: flags.number('cpu-shares'),
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: flags.number('cpu-rt-period'),
    CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    PidsLimit: flags.number('pids-limit'),
    BlkioWeight: flags.number('blkio-weight'),
    BlkioWeightDevice: rates(flags.list('blkio-weight-device'), 'Weight'),
    BlkioDeviceReadBps: rates(flags.list('device-read-bps'), 'Rate'),
    BlkioDeviceWriteBps: rates(flags.list('device-write-bps'), 'Rate'),
    BlkioDeviceReadIOps: rates(flags.list('device-read-iops'), 'Rate'),
    BlkioDeviceWriteIOps: rates(flags.list('device-write-iops'), 'Rate'),
    Ulimits: ulimits(flags.list('ulimit')),
    DeviceCgroupRules: flags.changed('device-cgroup-rule') ? flags.list('device-cgroup-rule') : null,
    Devices: devices.map(parseDevice),
    DeviceRequests: deviceRequests.length > 0 ? deviceRequests : null,
  };
}

/** '/dev/sda:1048576' → path and number. */
function rates(items: readonly string[], key: 'Rate' | 'Weight'): { Path: string; [key: string]: string | number }[] {
  return items.map((item) => {
    const colon = item.lastIndexOf(':');
    return { Path: item.slice(0, colon), [key]: Number(item.slice(colon + 1)) };
  });
}

function ulimits(items: readonly string[]): { Name: string; Soft: number; Hard: number }[] {
  const byName = new Map<string, { Name: string; Soft: number; Hard: number }>();
  for (const item of items) {
    const [name = '', limits = ''] = item.split('=');
    const [soft = '', hard = soft] = limits.split(':');
    byName.set(name, { Name: name, Soft: Number(soft), Hard: Number(hard) });
  }
  return [...byName.values()].sort((left, right) => (left.Name < right.Name ? -1 : 1));
}

/** Names like 'vendor.com/class=name' are CDI devices (Container Device Interface). */
function splitDevices(devices: readonly string[]): [string[], string[]] {
  const isCdi = (device: string): boolean => /^[a-zA-Z][\w.-]*\/[a-zA-Z][\w-]*=[\w:.-]+$/.test(device);
  return [devices.filter((device) => !isCdi(device)), devices.filter(isCdi)];
}

const isDeviceMode = (mode: string): boolean => /^(?!.*(.).*\1)[rwm]{1,3}$/.test(mode);

/** '[host:]container[:mode]' */
function parseDevice(text: string): { PathOnHost: string; PathInContainer: string; CgroupPermissions: string } {
  const parts = text.split(':');
  const [host = '', second, third] = parts;
  if (parts.length > 3 || host === '') throw new Error(`bad format for path: ${text}`);
  if (third !== undefined && !isDeviceMode(third)) throw new Error(`bad mode specified: ${third}`);
  const secondIsMode = second !== undefined && third === undefined && isDeviceMode(second);
  const container = second === undefined || secondIsMode ? host : second;
  if (!container.startsWith('/')) throw new Error(`${container} is not an absolute path`);
  return {
    PathOnHost: host,
    PathInContainer: container,
    CgroupPermissions: third ?? (secondIsMode ? second : 'rwm'),
  };
}
