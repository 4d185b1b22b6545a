import { SlipwayError } from '../../errors.ts';
import type { Clock } from '../clock.ts';
import type { Guest } from '../guest.ts';
import { readProcess, readSystem, type ProcessSample, type SystemSample } from './proc-files.ts';

/** Body of GET /containers/{id}/top. */
export interface TopAnswer {
  readonly Titles: readonly string[];
  readonly Processes: readonly (readonly string[])[];
}

interface Column {
  readonly title: string;
  readonly value: (process: ProcessSample, system: SystemSample) => string;
}

const COLUMNS: Readonly<Record<string, Column>> = {
  user: { title: 'USER', value: (p) => p.user },
  uid: { title: 'UID', value: (p) => String(p.uid) },
  pid: { title: 'PID', value: (p) => String(p.pid) },
  ppid: { title: 'PPID', value: (p) => String(p.parent) },
  c: { title: 'C', value: (p, s) => String(Math.floor(cpuPercent(p, s))) },
  pcpu: { title: '%CPU', value: (p, s) => cpuPercent(p, s).toFixed(1) },
  pmem: { title: '%MEM', value: (p, s) => ((p.residentBytes * 100) / s.memoryBytes).toFixed(1) },
  vsz: { title: 'VSZ', value: (p) => String(Math.floor(p.virtualBytes / 1024)) },
  rss: { title: 'RSS', value: (p) => String(Math.floor(p.residentBytes / 1024)) },
  tty: { title: 'TTY', value: (p) => p.terminal },
  stat: { title: 'STAT', value: (p) => p.state },
  stime: { title: 'STIME', value: (p, s) => startTime(p, s) },
  start: { title: 'START', value: (p, s) => startTime(p, s) },
  time: { title: 'TIME', value: (p) => clockTime(p.cpuSeconds) },
  minutes: { title: 'TIME', value: (p) => minutesTime(p.cpuSeconds) },
  comm: { title: 'COMMAND', value: (p) => p.name },
  args: { title: 'COMMAND', value: (p) => p.commandLine },
};
const ALIASES: Readonly<Record<string, string>> = {
  cmd: 'args',
  command: 'args',
  '%cpu': 'pcpu',
  '%mem': 'pmem',
  tname: 'tty',
  tt: 'tty',
  s: 'stat',
  state: 'stat',
  vsize: 'vsz',
  rssize: 'rss',
  ucmd: 'comm',
  uname: 'user',
  euser: 'user',
  cputime: 'time',
};

/** ps(1) output formats. */
const FULL: readonly Column[] = [
  { ...COLUMNS.user!, title: 'UID' },
  COLUMNS.pid!,
  COLUMNS.ppid!,
  COLUMNS.c!,
  COLUMNS.stime!,
  COLUMNS.tty!,
  COLUMNS.time!,
  { ...COLUMNS.args!, title: 'CMD' },
];
const BSD: readonly Column[] = [
  'user',
  'pid',
  'pcpu',
  'pmem',
  'vsz',
  'rss',
  'tty',
  'stat',
  'start',
  'minutes',
  'args',
].map((name) => COLUMNS[name]!);

/**
 * The processes of a container as ps(1) in the guest's own pid namespace would show them. Knows the formats of
 * `ps -ef`, `ps aux` and `-o column,…`.
 */
export async function topOf(guest: Guest, clock: Clock, containerId: string, psArgs: string): Promise<TopAnswer> {
  const columns = parsePsArgs(psArgs);
  const [list, system] = await Promise.all([
    guest.files.read(`/sys/fs/cgroup/docker/${containerId}/cgroup.procs`),
    readSystem(guest.files, clock),
  ]);
  const pids = new TextDecoder()
    .decode(list)
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);
  const samples = await Promise.all(pids.map((pid) => readProcess(guest.files, pid, system)));
  const processes = samples.filter((sample) => sample !== undefined).sort((a, b) => a.pid - b.pid);
  return {
    Titles: columns.map((column) => column.title),
    Processes: processes.map((process) => columns.map((column) => column.value(process, system))),
  };
}

function parsePsArgs(text: string): readonly Column[] {
  const args = text.trim();
  if (args === '' || /^-?e?f$|^-ef$/.test(args)) return FULL;
  if (/^-?aux?w*$/.test(args)) return BSD;
  const list = /^(?:-?[eAax]+\s+)?(?:-o|o|-eo|--format)[ =]?(.+)$/.exec(args);
  if (!list)
    throw new SlipwayError('not-implemented', `top: the arguments ${args} of ps are not implemented in Slipway`);
  const columns = list[1]!.split(/[\s,]+/).map((name) => {
    const lower = name.toLowerCase();
    const column = COLUMNS[ALIASES[lower] ?? lower];
    if (!column) throw new SlipwayError('invalid', `error: unknown user-defined format specifier "${name}"`);
    return lower === 'cmd' ? { ...column, title: 'CMD' } : column;
  });
  // Without it dockerd cannot tell which lines are the container's, and says so.
  if (!columns.includes(COLUMNS.pid!)) throw new SlipwayError('internal', "Couldn't find PID field in ps output");
  return columns;
}

function cpuPercent(process: ProcessSample, system: SystemSample): number {
  const lifetimeSeconds = system.uptimeSeconds - process.startedSeconds;
  return lifetimeSeconds > 0 ? Math.min(99, (process.cpuSeconds * 100) / lifetimeSeconds) : 0;
}

/** 'HH:MM' today, 'MonDD' before. */
function startTime(process: ProcessSample, system: SystemSample): string {
  const ageMs = (system.uptimeSeconds - process.startedSeconds) * 1000;
  const started = new Date(system.nowMs - ageMs);
  if (system.nowMs - started.getTime() < 24 * 3600 * 1000) return started.toISOString().slice(11, 16);
  const month = started.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
  return `${month}${String(started.getUTCDate()).padStart(2, '0')}`;
}

function clockTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function minutesTime(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;
}
