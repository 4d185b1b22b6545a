import type { OciDevice } from './devices.ts';
import type { HostConfig } from './host-config.ts';

/** Scheduling period in which NanoCpus are counted, microseconds (as dockerd). */
const CPU_PERIOD_US = 100_000;

/** `linux.resources` of the OCI runtime specification: cgroup limits and device rules. */
export function ociResources(host: HostConfig, devices: readonly OciDevice[] = []): object {
  return {
    devices: [...deviceRules(host.Privileged), ...devices.map(ruleOf)],
    memory: memory(host),
    cpu: cpu(host),
    ...pids(host),
  };
}

function memory(host: HostConfig): object {
  // Docker's default is as much swap as memory, which the specification counts together.
  const swap = host.MemorySwap !== 0 ? host.MemorySwap : host.Memory > 0 ? host.Memory * 2 : 0;
  return {
    ...(host.Memory > 0 ? { limit: host.Memory } : {}),
    ...(host.MemoryReservation > 0 ? { reservation: host.MemoryReservation } : {}),
    ...(swap !== 0 ? { swap } : {}),
  };
}

function cpu(host: HostConfig): object {
  const nano = host.NanoCpus > 0;
  const quota = nano ? Math.round((host.NanoCpus * CPU_PERIOD_US) / 1e9) : host.CpuQuota;
  const period = nano ? CPU_PERIOD_US : host.CpuPeriod;
  return {
    ...(host.CpuShares > 0 ? { shares: host.CpuShares } : {}),
    ...(quota !== 0 ? { quota } : {}),
    ...(period !== 0 ? { period } : {}),
  };
}

/** cpu.max of cgroup v2: 'quota period'. */
export function cpuMax(host: HostConfig): string {
  const nano = host.NanoCpus > 0;
  const quota = nano ? Math.round((host.NanoCpus * CPU_PERIOD_US) / 1e9) : host.CpuQuota;
  return `${quota > 0 ? quota : 'max'} ${(nano ? 0 : host.CpuPeriod) || CPU_PERIOD_US}`;
}

/** Shares (2–262144, 1024 by default) as cpu.weight (1–10000), as OCI runtimes convert them. */
export function cpuWeight(shares: number): number {
  return Math.max(1, Math.floor(1 + ((Math.max(2, shares) - 2) * 9999) / 262142));
}

function pids(host: HostConfig): object {
  return host.PidsLimit === null ? {} : { pids: { limit: host.PidsLimit } };
}

/** Character devices every container may use: null, zero, full, tty, random, urandom, console, ptmx, pty slaves. */
const ALLOWED: readonly (readonly [number, number | undefined])[] = [
  [1, 3],
  [1, 5],
  [1, 7],
  [5, 0],
  [1, 8],
  [1, 9],
  [5, 1],
  [5, 2],
  [136, undefined],
];

function ruleOf({ type, major, minor, access }: OciDevice): object {
  return { allow: true, type, major, minor, access };
}

function deviceRules(privileged: boolean): object[] {
  if (privileged) return [{ allow: true, access: 'rwm' }];
  return [
    { allow: false, access: 'rwm' },
    // A node can be made for any device; opening it is another matter.
    { allow: true, type: 'c', access: 'm' },
    { allow: true, type: 'b', access: 'm' },
    ...ALLOWED.map(([major, minor]) => ({
      allow: true,
      type: 'c',
      major,
      ...(minor === undefined ? {} : { minor }),
      access: 'rwm',
    })),
  ];
}
