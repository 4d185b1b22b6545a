import type { Guest } from '../engine/guest.ts';
import { SlipwayError } from '../errors.ts';

/** What a command that ended left. Output beyond OUTPUT_LIMIT_BYTES is dropped. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const OUTPUT_LIMIT_BYTES = 1024 * 1024;
const SIGKILL = 9;

/** As a login in the guest has it (rootfs/etc/profile). */
const ENVIRONMENT = [
  'HOME=/root',
  'USER=root',
  'LANG=C.UTF-8',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
];

/**
 * Runs argv in /workspace of the guest, without input or terminal, to its end. One that takes longer than `limitMs` is
 * killed, and 'unavailable' thrown.
 */
export async function runCommand(guest: Guest, argv: readonly string[], limitMs: number): Promise<CommandResult> {
  const child = await guest.spawn({ argv, env: ENVIRONMENT, cwd: '/workspace', terminal: undefined });
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.signal(SIGKILL);
  }, limitMs);
  try {
    // It may end without having closed its input: that is no error.
    const closing = child.stdin.close().catch(() => {});
    const [stdout, stderr, { code }] = await Promise.all([textOf(child.stdout), textOf(child.stderr), child.exit]);
    await closing;
    if (isLate) throw new SlipwayError('unavailable', `${argv.join(' ')}: took longer than ${limitMs / 1000} s`);
    return { code, stdout, stderr };
  } finally {
    clearTimeout(limit);
  }
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let taken = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const room = OUTPUT_LIMIT_BYTES - taken;
    if (room > 0) text += decoder.decode(part.value.subarray(0, room), { stream: true });
    taken += part.value.length;
  }
  return text + decoder.decode();
}
