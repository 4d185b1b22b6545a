import type { Resource } from '../../model/types/deploy.ts';
import type { DeviceRequest } from '../../model/types/mounts.ts';
import type { BlkioConfig, Service } from '../../model/types/service.ts';

const NANO = 1e9;

/** Limits and devices of a service as HostConfig has them. What `deploy` says goes before the service's own keys. */
export function resources(service: Service): Record<string, unknown> {
  const { limits, reservations } = service.deploy?.resources ?? {};
  const devices = service.devices ?? [];
  const isCdi = ({ source, target }: { source: string; target?: string }): boolean =>
    (target === undefined || source === target) && /^[a-zA-Z][\w.-]*\/[a-zA-Z][\w-]*=[\w:.-]+$/.test(source);
  const cdi = devices.filter(isCdi).map(({ source }) => source);
  const requests = [
    ...(reservations?.devices ?? []).map((one) => deviceRequest(one, one.capabilities ?? [])),
    ...(cdi.length > 0 ? [{ Driver: 'cdi', DeviceIDs: cdi }] : []),
    ...(service.gpus ?? []).map((one) => deviceRequest(one, [...(one.capabilities ?? []), 'gpu'])),
  ];
  return {
    CgroupParent: service.cgroup_parent ?? '',
    ...memory(service, limits, reservations),
    ...processor(service, limits),
    PidsLimit: limits?.pids || service.pids_limit || undefined,
    ...blkio(service.blkio_config),
    DeviceCgroupRules: service.device_cgroup_rules ?? null,
    Devices: devices
      .filter((one) => !isCdi(one))
      .map(({ source, target = source, permissions = 'rwm' }) => ({
        PathOnHost: source,
        PathInContainer: target,
        CgroupPermissions: permissions,
      })),
    DeviceRequests: requests.length > 0 ? requests : null,
    Ulimits: ulimits(service.ulimits),
  };
}

function memory(service: Service, limits: Resource | undefined, reservations: Resource | undefined): object {
  return {
    Memory: limits?.memory || service.mem_limit || 0,
    MemorySwap: service.memswap_limit ?? 0,
    MemorySwappiness: service.mem_swappiness || undefined,
    MemoryReservation: reservations?.memory || service.mem_reservation || 0,
    OomKillDisable: service.oom_kill_disable ?? false,
    OomScoreAdj: service.oom_score_adj ?? 0,
  };
}

function processor(service: Service, limits: Resource | undefined): object {
  return {
    CpuCount: service.cpu_count,
    CpuPercent: service.cpu_percent === undefined ? undefined : Math.trunc(service.cpu_percent * 100),
    CpuPeriod: service.cpu_period ?? 0,
    CpuQuota: service.cpu_quota ?? 0,
    CpuRealtimePeriod: service.cpu_rt_period ?? 0,
    CpuRealtimeRuntime: service.cpu_rt_runtime ?? 0,
    CpuShares: service.cpu_shares ?? 0,
    NanoCpus: Math.round((limits?.cpus || service.cpus || 0) * NANO),
    CpusetCpus: service.cpuset ?? '',
  };
}

/** `ulimits` as the API has them, by name. */
export function ulimits(of: Service['ulimits']): { Name: string; Soft: number; Hard: number }[] {
  return Object.entries(of ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([Name, { single = 0, soft, hard }]) => ({ Name, Soft: soft || single, Hard: hard || single }));
}

function deviceRequest(request: DeviceRequest, capabilities: readonly string[]): object {
  return {
    Driver: request.driver ?? '',
    Count: request.count ?? 0,
    DeviceIDs: request.device_ids ?? null,
    Capabilities: [capabilities],
    Options: request.options ?? {},
  };
}

function blkio(config: BlkioConfig | undefined): object {
  if (!config) return {};
  const rates = (devices: BlkioConfig['device_read_bps']): object[] | null =>
    devices?.map(({ path, rate }) => ({ Path: path, Rate: rate })) ?? null;
  return {
    BlkioWeight: config.weight,
    BlkioWeightDevice: config.weight_device?.map(({ path, weight }) => ({ Path: path, Weight: weight })) ?? null,
    BlkioDeviceReadBps: rates(config.device_read_bps),
    BlkioDeviceWriteBps: rates(config.device_write_bps),
    BlkioDeviceReadIOps: rates(config.device_read_iops),
    BlkioDeviceWriteIOps: rates(config.device_write_iops),
  };
}
