import type { Clock } from '../clock.ts';
import type { GuestFiles } from '../guest.ts';
import { parseAccounts, type Accounts } from './accounts.ts';

/** What proc(5) tells of one process. */
export interface ProcessSample {
  readonly pid: number;
  readonly parent: number;
  readonly uid: number;
  /** By the guest's /etc/passwd, as ps on the host of a dockerd; else the number. */
  readonly user: string;
  readonly name: string;
  readonly commandLine: string;
  readonly state: string;
  readonly terminal: string;
  readonly cpuSeconds: number;
  /** After boot. */
  readonly startedSeconds: number;
  readonly virtualBytes: number;
  readonly residentBytes: number;
}

export interface SystemSample {
  readonly nowMs: number;
  readonly uptimeSeconds: number;
  readonly memoryBytes: number;
  readonly accounts: Accounts;
}

/** USER_HZ and the page size of i386. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

const decoder = new TextDecoder();

export async function readSystem(files: GuestFiles, clock: Clock): Promise<SystemSample> {
  const [uptime, meminfo, passwd] = await Promise.all([
    files.read('/proc/uptime'),
    files.read('/proc/meminfo'),
    files.read('/etc/passwd').catch(() => new Uint8Array()),
  ]);
  return {
    nowMs: Number(clock.nowNs() / 1_000_000n),
    uptimeSeconds: Number.parseFloat(decoder.decode(uptime)),
    memoryBytes: memoryTotal(decoder.decode(meminfo)),
    accounts: parseAccounts(decoder.decode(passwd), ''),
  };
}

/** Bytes. */
export function memoryTotal(meminfo: string): number {
  return Number(/^MemTotal:\s+(\d+) kB/m.exec(meminfo)?.[1] ?? 0) * 1024;
}

/** Undefined when the process is gone. */
export async function readProcess(
  files: GuestFiles,
  pid: number,
  system: SystemSample,
): Promise<ProcessSample | undefined> {
  try {
    const [stat, commandLine, owner] = await Promise.all([
      files.read(`/proc/${pid}/stat`),
      files.read(`/proc/${pid}/cmdline`),
      files.stat(`/proc/${pid}`),
    ]);
    if (!owner) return undefined;
    return parseProcess(decoder.decode(stat), decoder.decode(commandLine), owner.uid, system.accounts);
  } catch {
    return undefined;
  }
}

/** @param stat /proc/<pid>/stat; the name in it may contain blanks and parentheses */
export function parseProcess(stat: string, commandLine: string, uid: number, accounts: Accounts): ProcessSample {
  const nameEnd = stat.lastIndexOf(')');
  const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
  // Fields from the third on: state, ppid, pgrp, session, tty, …
  const fields = stat
    .slice(nameEnd + 2)
    .trim()
    .split(' ');
  const number = (index: number) => Number(fields[index - 3] ?? 0);
  const pid = Number.parseInt(stat, 10);
  const leader = number(6) === pid ? 's' : '';
  const foreground = number(8) === number(5) ? '+' : '';
  return {
    pid,
    parent: number(4),
    uid,
    user: accounts.users.find((user) => user.uid === uid)?.name ?? String(uid),
    name,
    commandLine: commandLine === '' ? `[${name}]` : commandLine.replace(/\0+$/, '').replaceAll('\0', ' '),
    state: `${fields[0] ?? '?'}${leader}${foreground}`,
    terminal: terminalName(number(7)),
    cpuSeconds: (number(14) + number(15)) / TICKS_PER_SECOND,
    startedSeconds: number(22) / TICKS_PER_SECOND,
    virtualBytes: number(23),
    residentBytes: number(24) * PAGE_BYTES,
  };
}

/** tty_nr: the minor in bits 31–20 and 7–0, the major in bits 15–8; ptys have majors 136–143. */
function terminalName(device: number): string {
  const major = (device >> 8) & 0xff;
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
  if (device === 0) return '?';
  return major >= 136 && major <= 143 ? `pts/${(major - 136) * 256 + minor}` : `tty${minor}`;
}
