/**
 * What the guest's `kernel-report` prints (emulator/guest/agent/kernel-report.h), checked: names and arguments of
 * processes are whatever these chose.
 */
export const NAMESPACES = ['pid', 'net', 'mnt', 'uts', 'ipc', 'cgroup', 'user', 'time'] as const;
export type NamespaceKind = (typeof NAMESPACES)[number];
/** Inode numbers; 0 for one that a process has no more. */
export type Namespaces = Readonly<Record<NamespaceKind, number>>;

export interface KernelProcess {
  readonly pid: number;
  /** 0 where it is outside of what can be seen. */
  readonly parent: number;
  /** One a pid namespace, from the machine's to its own. */
  readonly pids: readonly number[];
  /** As it calls itself: at most 15 bytes of anything, mostly the program. */
  readonly name: string;
  /** Empty for a zombie. Cut off when they are long. */
  readonly argv: readonly string[];
  /** A letter of ps(1): R, S, D, T, Z, … */
  readonly state: string;
  readonly threads: number;
  readonly rssBytes: number;
  readonly user: number;
  readonly namespaces: Namespaces;
}

export interface CgroupFigures {
  /** When they were read, of the machine's monotonic clock. */
  readonly atMs: number;
  readonly memoryBytes: number;
  /** undefined: without a limit, as for the others below. */
  readonly memoryLimitBytes: number | undefined;
  /** undefined where the kernel does not say. */
  readonly memoryPeakBytes: number | undefined;
  readonly oomKills: number;
  readonly cpuUsageUs: number;
  /** Of processors, 0.5 for half of one. */
  readonly cpuLimit: number | undefined;
  readonly throttledUs: number;
  readonly pids: number;
  readonly pidsLimit: number | undefined;
}

export interface KernelGroup {
  /** Below /sys/fs/cgroup. */
  readonly path: string;
  /** Of containers' own groups alone. */
  readonly figures: CgroupFigures | undefined;
  readonly processes: readonly KernelProcess[];
}

export interface KernelReport {
  /** Of the machine's monotonic clock. */
  readonly atMs: number;
  readonly namespaces: Namespaces;
  readonly groups: readonly KernelGroup[];
  readonly leftOut: number;
}

/** Throws for what is no such report. */
export function parseKernelReport(text: string): KernelReport {
  const report = record(JSON.parse(text));
  return {
    atMs: number(report.atMs),
    namespaces: namespaces(report.namespaces),
    groups: list(report.groups).map(parseGroup),
    leftOut: number(report.leftOut),
  };
}

function parseGroup(value: unknown): KernelGroup {
  const group = record(value);
  return {
    path: string(group.path),
    figures: group['memory.current'] === undefined ? undefined : parseFigures(group),
    processes: list(group.processes).map(parseProcess),
  };
}

function parseProcess(value: unknown): KernelProcess {
  const process = record(value);
  return {
    pid: number(process.pid),
    parent: number(process.parent),
    pids: list(process.pids).map(number),
    name: string(process.name),
    argv: list(process.argv).map(string),
    state: string(process.state),
    threads: number(process.threads),
    rssBytes: number(process.rssBytes),
    user: number(process.user),
    namespaces: namespaces(process.namespaces),
  };
}

/** Of the texts of a cgroup's files (the kernel's cgroup-v2.rst); "" is a file that is not there. */
function parseFigures(files: Readonly<Record<string, unknown>>): CgroupFigures {
  const cpu = keyed(string(files['cpu.stat']));
  const [quota, period] = string(files['cpu.max']).trim().split(' ');
  return {
    atMs: number(files.atMs),
    memoryBytes: single(files['memory.current']) ?? 0,
    memoryLimitBytes: single(files['memory.max']),
    memoryPeakBytes: single(files['memory.peak']),
    oomKills: keyed(string(files['memory.events'])).get('oom_kill') ?? 0,
    cpuUsageUs: cpu.get('usage_usec') ?? 0,
    cpuLimit: quota === 'max' || !Number(period) ? undefined : Number(quota) / Number(period),
    throttledUs: cpu.get('throttled_usec') ?? 0,
    pids: single(files['pids.current']) ?? 0,
    pidsLimit: single(files['pids.max']),
  };
}

/** '67108864\n'; undefined for 'max' and for ''. */
function single(value: unknown): number | undefined {
  const text = string(value).trim();
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** 'oom 0\noom_kill 1\n' */
function keyed(text: string): ReadonlyMap<string, number> {
  return new Map(
    text
      .split('\n')
      .map((line) => line.split(' '))
      .flatMap(([key, value]) => (key !== undefined && value !== undefined ? [[key, Number(value)] as const] : [])),
  );
}

function namespaces(value: unknown): Namespaces {
  const inodes = record(value);
  return Object.fromEntries(NAMESPACES.map((kind) => [kind, number(inodes[kind])])) as Namespaces;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(value, 'an object');
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw unexpected(value, 'a list');
  return value;
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw unexpected(value, 'a number');
  return value;
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw unexpected(value, 'a text');
  return value;
}

function unexpected(value: unknown, wanted: string): Error {
  return new Error(`kernel-report: ${JSON.stringify(value) ?? 'undefined'} where ${wanted} is expected`);
}
