import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** What a server gets to end by itself: dockerd stops its containers first. */
const STOP_TIMEOUT_MS = 15_000;

/**
 * A server in network, mount and process namespaces of its own: its ports, bridges and addresses meet nobody else's of
 * this machine, and with it goes all that it started and mounted.
 */
export interface IsolatedProcess {
  /** In whose network namespace it is: that of `nsenter --net=/proc/PID/ns/net`. */
  readonly child: ChildProcess;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Ends it with SIGTERM, or SIGKILL when that does not do, and waits. */
  stop(): Promise<void>;
}

/** A command that is killed when this process ends, however it ends (prctl(2), PR_SET_PDEATHSIG). */
export function mortal(...command: readonly string[]): [string, ...string[]] {
  return ['setpriv', '--pdeathsig', 'KILL', ...command];
}

/** Starts `command` (run by sh) with only a loopback device; its output goes to `logFile`. */
export function startIsolated(command: string, logFile: string): IsolatedProcess {
  const log = openSync(logFile, 'w');
  // The shell is process 1: it reaps what dockerd leaves behind, and hands SIGTERM on.
  // Without IPv6, as the sandbox's kernel is: dockerd publishes ports on :: wherever it can listen at ::1.
  const noIpv6 = 'for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do [ -e $f ] && echo 1 >$f; done';
  const init = `${noIpv6}; ip link set lo up; ${command} & trap 'kill -TERM $!' TERM; while ! wait $!; do kill -0 $! 2>/dev/null || break; done`;
  const isolated = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', init];
  const [program, ...args] = mortal('unshare', ...isolated);
  const child = spawn(program, args, { stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    output: () => readFileSync(logFile, 'utf8'),
    async stop() {
      const [init] = childrenOf(child.pid ?? 0);
      if (init !== undefined) signal(init, 'SIGTERM');
      // unshare itself ignores SIGTERM; its end is the end of the whole namespace.
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return []; // it has ended
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended
  }
}

/** Waits until `isReady`; throws with the end of its log when the process ends or takes too long. */
export async function untilReady(
  server: IsolatedProcess,
  what: string,
  isReady: () => Promise<boolean>,
  timeoutMs = 90_000,
): Promise<void> {
  const giveUpAtMs = Date.now() + timeoutMs;
  while (!(await isReady())) {
    if (server.child.exitCode !== null || Date.now() > giveUpAtMs)
      throw new Error(`${what} did not start:\n${server.output().trimEnd().split('\n').slice(-8).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
