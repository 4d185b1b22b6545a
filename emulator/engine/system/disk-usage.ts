import type { Guest } from '../guest.ts';

/** Sizes of $1's files as they read, not of the blocks they take; each file once, whatever its names. */
const SCRIPT = `find "$1" ! -type d -exec stat -c '%i %s' {} + 2>/dev/null | sort -u | awk '{ sum += $2 } END { print sum + 0 }'`;

/** Bytes in the files of a folder of the guest, as dockerd counts them (moby: pkg/directory); 0 when it is not there. */
export async function diskUsage(guest: Guest, folder: string): Promise<number> {
  const child = await guest.spawn({
    argv: ['sh', '-c', SCRIPT, 'disk-usage', folder],
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
    cwd: '/',
    terminal: undefined,
  });
  await child.stdin.close().catch(() => {});
  void child.stderr.cancel().catch(() => {});
  const output = await new Response(child.stdout as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  return Number.parseInt(output, 10) || 0;
}
