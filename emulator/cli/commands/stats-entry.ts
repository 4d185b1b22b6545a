import type { ListKind } from '../format/list.ts';
import { shortId } from '../format/text.ts';
import { binarySize, humanSize } from '../format/units.ts';

/** One answer of /containers/ID/stats, as far as it is shown. */
export interface StatsAnswer {
  readonly id?: string;
  readonly name?: string;
  readonly cpu_stats: CpuStats;
  readonly precpu_stats: CpuStats;
  readonly memory_stats: {
    readonly usage?: number;
    readonly limit?: number;
    readonly stats?: Readonly<Record<string, number>>;
  };
  readonly networks?: Readonly<Record<string, { readonly rx_bytes: number; readonly tx_bytes: number }>>;
  readonly blkio_stats?: {
    readonly io_service_bytes_recursive?: readonly { readonly op: string; readonly value: number }[] | null;
  };
  readonly pids_stats?: { readonly current?: number };
}

interface CpuStats {
  /** Nanoseconds. */
  readonly cpu_usage: { readonly total_usage: number; readonly percpu_usage?: readonly number[] | null };
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
}

/** A container's figures; without `usage` there are none at the moment. */
export interface StatsEntry {
  /** As it was asked for. */
  readonly container: string;
  readonly id?: string;
  readonly name?: string;
  readonly usage?: {
    readonly cpuPercent: number;
    readonly memoryBytes: number;
    readonly memoryLimitBytes: number;
    readonly receivedBytes: number;
    readonly sentBytes: number;
    readonly readBytes: number;
    readonly writtenBytes: number;
    readonly processes: number;
  };
}

export function readStats(container: string, answer: StatsAnswer): StatsEntry {
  const networks = Object.values(answer.networks ?? {});
  const block = answer.blkio_stats?.io_service_bytes_recursive ?? [];
  const blockSum = (letter: string): number =>
    block.filter((entry) => entry.op.toLowerCase().startsWith(letter)).reduce((sum, entry) => sum + entry.value, 0);
  return {
    container,
    id: answer.id,
    name: answer.name,
    usage: {
      cpuPercent: cpuPercent(answer.precpu_stats, answer.cpu_stats),
      memoryBytes: usedMemory(answer.memory_stats),
      memoryLimitBytes: answer.memory_stats.limit ?? 0,
      receivedBytes: networks.reduce((sum, network) => sum + network.rx_bytes, 0),
      sentBytes: networks.reduce((sum, network) => sum + network.tx_bytes, 0),
      readBytes: blockSum('r'),
      writtenBytes: blockSum('w'),
      processes: answer.pids_stats?.current ?? 0,
    },
  };
}

/** Of one CPU: two busy ones are 200. */
function cpuPercent(before: CpuStats, now: CpuStats): number {
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const passed = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const cpus = now.online_cpus || (now.cpu_usage.percpu_usage?.length ?? 0);
  return passed > 0 && used > 0 ? (used / passed) * cpus * 100 : 0;
}

/** Without the page cache that the kernel can drop (cgroup v1: total_inactive_file, v2: inactive_file). */
function usedMemory(memory: StatsAnswer['memory_stats']): number {
  const usage = memory.usage ?? 0;
  const cache = memory.stats?.['total_inactive_file'] ?? memory.stats?.['inactive_file'] ?? 0;
  return cache < usage ? usage - cache : usage;
}

const percentage = (value: number): string => `${value.toFixed(2)}%`;

export const statsKind: ListKind<StatsEntry> = {
  typeName: '*container.statsContext',
  headers: {
    Container: 'CONTAINER',
    Name: 'NAME',
    ID: 'CONTAINER ID',
    CPUPerc: 'CPU %',
    MemUsage: 'MEM USAGE / LIMIT',
    MemPerc: 'MEM %',
    NetIO: 'NET I/O',
    BlockIO: 'BLOCK I/O',
    PIDs: 'PIDS',
  },
  fields: ({ container, id, name, usage }, { truncate }) => ({
    Container: () => container,
    Name: () => (name && name.length > 1 ? name.slice(1) : '--'),
    ID: () => (truncate ? shortId(id ?? '') : (id ?? '')),
    CPUPerc: () => (usage ? percentage(usage.cpuPercent) : '--'),
    MemUsage: () => (usage ? `${binarySize(usage.memoryBytes)} / ${binarySize(usage.memoryLimitBytes)}` : '-- / --'),
    MemPerc: () => {
      if (!usage) return '--';
      return percentage(usage.memoryLimitBytes === 0 ? 0 : (usage.memoryBytes / usage.memoryLimitBytes) * 100);
    },
    NetIO: () => (usage ? `${humanSize(usage.receivedBytes, 3)} / ${humanSize(usage.sentBytes, 3)}` : '--'),
    BlockIO: () => (usage ? `${humanSize(usage.readBytes, 3)} / ${humanSize(usage.writtenBytes, 3)}` : '--'),
    PIDs: () => (usage ? String(usage.processes) : '--'),
  }),
};
