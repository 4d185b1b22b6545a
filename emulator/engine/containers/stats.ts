import type { EngineContext } from '../context.ts';
import { formatTime, ZERO_TIME } from '../clock.ts';
import type { Guest } from '../guest.ts';
import type { Container } from './container.ts';
import { memoryTotal } from './proc-files.ts';

/** `cpu_stats` of GET /containers/{id}/stats; times in nanoseconds. */
interface CpuStats {
  readonly cpu_usage: { total_usage: number; usage_in_kernelmode: number; usage_in_usermode: number };
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
  readonly throttling_data: { periods: number; throttled_periods: number; throttled_time: number };
}

export interface ContainerStats {
  readonly read: string;
  readonly cpu_stats: CpuStats;
  readonly [field: string]: unknown;
}

const NO_CPU: CpuStats = {
  cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
  throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
};

/** USER_HZ is 100: a tick of /proc/stat in nanoseconds. */
const TICK_NS = 10_000_000;

/** What dockerd passes on of memory.stat (cgroup v2). */
const MEMORY_STATS =
  'anon file kernel_stack slab sock shmem file_mapped file_dirty file_writeback anon_thp inactive_anon active_anon ' +
  'inactive_file active_file unevictable slab_reclaimable slab_unreclaimable pgfault pgmajfault workingset_refault ' +
  'workingset_activate workingset_nodereclaim pgrefill pgscan pgsteal pgactivate pgdeactivate pglazyfree ' +
  'pglazyfreed thp_fault_alloc thp_collapse_alloc';

/**
 * One sample of a container, from its cgroup and /proc; with `before`, the sample that `cpu_stats` is to be compared
 * with. Without a running process all figures are zero, as dockerd gives them.
 */
export async function sampleStats(
  context: EngineContext,
  container: Container,
  before?: ContainerStats,
): Promise<ContainerStats> {
  const pid = container.process?.pid;
  const measured = pid === undefined ? undefined : await measure(context, container, pid).catch(() => undefined);
  return {
    read: measured ? formatTime(context.clock.nowNs()) : ZERO_TIME,
    preread: before?.read ?? ZERO_TIME,
    pids_stats: measured?.pids ?? {},
    blkio_stats: blockStats(measured?.block ?? null),
    num_procs: 0,
    storage_stats: {},
    cpu_stats: measured?.cpu ?? NO_CPU,
    precpu_stats: before?.cpu_stats ?? NO_CPU,
    memory_stats: measured?.memory ?? {},
    name: `/${container.record.name}`,
    id: container.id,
    ...(measured?.networks && Object.keys(measured.networks).length > 0 ? { networks: measured.networks } : {}),
  };
}

const underWay = new WeakMap<Guest, Promise<readonly string[]>>();

/** /proc/stat and /proc/meminfo: read once for all samples that ask at the same time, as `docker stats` of many does. */
function systemFiles(guest: Guest): Promise<readonly string[]> {
  let reading = underWay.get(guest);
  if (!reading) {
    reading = guest.files.readSmall(['/proc/stat', '/proc/meminfo']).finally(() => underWay.delete(guest));
    underWay.set(guest, reading);
  }
  return reading;
}

/** Undefined when the container is no more. */
async function measure({ guest }: EngineContext, container: Container, pid: number) {
  const cgroup = (name: string) => `/sys/fs/cgroup/docker/${container.id}/${name}`;
  const hostNetwork = container.record.hostConfig.NetworkMode === 'host';
  const [usage = '', memoryMax = '', memoryStat = '', cpuStat = '', pids = '', pidsMax = '', io = '', devices = ''] =
    await guest.files.readSmall([
      cgroup('memory.current'),
      cgroup('memory.max'),
      cgroup('memory.stat'),
      cgroup('cpu.stat'),
      cgroup('pids.current'),
      cgroup('pids.max'),
      cgroup('io.stat'),
      ...(hostNetwork ? [] : [`/proc/${pid}/net/dev`]),
    ]);
  if (usage === '' || memoryMax === '' || cpuStat === '' || pids === '') return undefined;
  const [system = '', meminfo = ''] = await systemFiles(guest);
  return {
    memory: {
      usage: Number(usage),
      stats: memoryDetails(fields(memoryStat)),
      limit: Math.min(number(memoryMax), memoryTotal(meminfo)),
    },
    cpu: cpuStats(fields(cpuStat), system),
    pids: { current: Number(pids), ...(pidsMax.trim() === 'max' ? {} : { limit: Number(pidsMax) }) },
    block: parseIoStat(io),
    networks: parseNetDevices(devices),
  };
}

/** 'max' is no limit. */
function number(text: string): number {
  return text.trim() === 'max' ? Number.POSITIVE_INFINITY : Number(text);
}

/** 'name value' a line. */
function fields(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split('\n').flatMap((line): [string, number][] => {
      const [name, value] = line.split(' ');
      return name && value ? [[name, Number(value)]] : [];
    }),
  );
}

function memoryDetails(stat: ReadonlyMap<string, number>): Record<string, number> {
  const value = (name: string) => stat.get(name) ?? (stat.get(`${name}_anon`) ?? 0) + (stat.get(`${name}_file`) ?? 0);
  return Object.fromEntries(MEMORY_STATS.split(' ').map((name) => [name, value(name)]));
}

function cpuStats(stat: ReadonlyMap<string, number>, system: string): CpuStats {
  const ns = (name: string) => (stat.get(name) ?? 0) * 1000;
  return {
    cpu_usage: {
      total_usage: ns('usage_usec'),
      usage_in_kernelmode: ns('system_usec'),
      usage_in_usermode: ns('user_usec'),
    },
    system_cpu_usage: systemCpuNs(system),
    online_cpus: Math.max(1, system.match(/^cpu\d/gm)?.length ?? 1),
    throttling_data: {
      periods: stat.get('nr_periods') ?? 0,
      throttled_periods: stat.get('nr_throttled') ?? 0,
      throttled_time: ns('throttled_usec'),
    },
  };
}

/** All the time of all CPUs, idle too: user to softirq and steal of /proc/stat's first line. */
function systemCpuNs(stat: string): number {
  const ticks = (stat.split('\n', 1)[0] ?? '').split(/\s+/).slice(1, 9).map(Number);
  return ticks.reduce((sum, value) => sum + value, 0) * TICK_NS;
}

interface BlockEntry {
  readonly major: number;
  readonly minor: number;
  readonly op: string;
  readonly value: number;
}

/** Majors from here on are given out as drivers come; here that is the device mapper, whose I/O a disk counts again. */
const FIRST_DYNAMIC_MAJOR = 234;

/** io.stat: '8:16 rbytes=4096 wbytes=0 rios=1 wios=0 …'. */
export function parseIoStat(text: string): BlockEntry[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\d+):(\d+) rbytes=(\d+) wbytes=(\d+)/.exec(line);
    if (!match) return [];
    const [major, minor, read, written] = match.slice(1).map(Number) as [number, number, number, number];
    if (major >= FIRST_DYNAMIC_MAJOR) return [];
    return [
      { major, minor, op: 'read', value: read },
      { major, minor, op: 'write', value: written },
    ];
  });
}

function blockStats(bytes: readonly BlockEntry[] | null): object {
  return {
    io_service_bytes_recursive: bytes,
    io_serviced_recursive: null,
    io_queue_recursive: null,
    io_service_time_recursive: null,
    io_wait_time_recursive: null,
    io_merged_recursive: null,
    io_time_recursive: null,
    sectors_recursive: null,
  };
}

/** /proc/<pid>/net/dev of the container's namespace, loopback left out (proc(5)). */
export function parseNetDevices(text: string): Record<string, Record<string, number>> {
  const networks: Record<string, Record<string, number>> = {};
  for (const line of text.split('\n').slice(2)) {
    const [name, rest] = line.split(':', 2);
    if (name === undefined || rest === undefined || name.trim() === 'lo') continue;
    const [
      rxBytes = 0,
      rxPackets = 0,
      rxErrors = 0,
      rxDropped = 0,
      ,
      ,
      ,
      ,
      txBytes = 0,
      txPackets = 0,
      txErrors = 0,
      txDropped = 0,
    ] = rest.trim().split(/\s+/).map(Number);
    networks[name.trim()] = {
      rx_bytes: rxBytes,
      rx_packets: rxPackets,
      rx_errors: rxErrors,
      rx_dropped: rxDropped,
      tx_bytes: txBytes,
      tx_packets: txPackets,
      tx_errors: txErrors,
      tx_dropped: txDropped,
    };
  }
  return networks;
}
