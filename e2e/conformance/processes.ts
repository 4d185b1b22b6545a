import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A server in a network namespace of its own: its ports, bridges and addresses meet nobody else's of this machine. */
export interface IsolatedProcess {
  readonly child: ChildProcess;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Ends it with SIGTERM and waits. */
  stop(): Promise<void>;
}

/** Starts `command` (run by sh) with only a loopback device; its output goes to `logFile`. */
export function startIsolated(command: string, logFile: string): IsolatedProcess {
  const log = openSync(logFile, 'w');
  // A mount namespace too: what a daemon mounts goes when it goes.
  const child = spawn('unshare', ['--net', '--mount', 'sh', '-c', `ip link set lo up; exec ${command}`], {
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    output: () => readFileSync(logFile, 'utf8'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
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
