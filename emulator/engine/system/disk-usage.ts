import type { Guest } from '../guest.ts';

/** Bytes that a folder of the guest takes (du(1)); 0 when it is not there. */
export async function diskUsage(guest: Guest, folder: string): Promise<number> {
  const child = await guest.spawn({
    argv: ['du', '-sk', folder],
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
    cwd: '/',
    terminal: undefined,
  });
  await child.stdin.close().catch(() => {});
  void child.stderr.cancel().catch(() => {});
  const output = await new Response(child.stdout as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  return (Number.parseInt(output, 10) || 0) * 1024;
}
