import { Readable } from 'node:stream';
import type { Guest, GuestProcess } from '../engine/guest.ts';

/** What a login in the guest has (see rootfs/etc/profile). */
export const GUEST_ENVIRONMENT = [
  'HOME=/root',
  'USER=root',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
];

/**
 * Runs argv in /workspace of the guest with this process's stdin, stdout and stderr; resolves to its exit code.
 * 'terminal' gives it a pty when this process has one.
 */
export async function runInGuest(guest: Guest, argv: readonly string[], how: 'pipes' | 'terminal'): Promise<number> {
  const tty = how === 'terminal' && process.stdin.isTTY && process.stdout.isTTY;
  const terminal = tty ? { rows: process.stdout.rows, columns: process.stdout.columns } : undefined;
  const env = tty ? [...GUEST_ENVIRONMENT, `TERM=${process.env.TERM ?? 'xterm'}`] : GUEST_ENVIRONMENT;
  const child = await guest.spawn({ argv, env, cwd: '/workspace', terminal });
  if (tty) {
    process.stdin.setRawMode(true);
    process.stdout.on('resize', () => child.resize({ rows: process.stdout.rows, columns: process.stdout.columns }));
  }
  const onSignal = (signal: number) => () => child.signal(signal);
  process.on('SIGINT', onSignal(2)).on('SIGTERM', onSignal(15)).on('SIGHUP', onSignal(1));
  void sendStdin(child);
  const outputs = Promise.all([copy(child.stdout, process.stdout), copy(child.stderr, process.stderr)]);
  const { code } = await child.exit;
  await outputs;
  if (tty) process.stdin.setRawMode(false);
  return code;
}

async function sendStdin(child: GuestProcess): Promise<void> {
  const input = Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>;
  // The process may end, or close its stdin, while there is more to send: that is no error.
  await input.pipeTo(child.stdin).catch(() => {});
}

async function copy(from: ReadableStream<Uint8Array>, to: NodeJS.WriteStream): Promise<void> {
  for await (const bytes of from) {
    if (!to.write(bytes)) await new Promise((resolve) => to.once('drain', resolve));
  }
}
