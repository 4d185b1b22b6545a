import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_GUEST } from './guest-folder.ts';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json'));
if (!isBuilt) console.warn('docker-output: skipped, there is no built guest; make it with: npm run setup');

/** What `docker` in the guest (guest/agent/docker.c) does with output that nobody takes. */
describe.skipIf(!isBuilt)('output of docker in the machine', { timeout: 60_000 }, () => {
  let sandbox: HeadlessSandbox;
  beforeAll(async () => {
    sandbox = await openHeadlessSandbox({});
  }, 60_000);
  afterAll(() => sandbox.shutdown());

  async function bash(script: string): Promise<{ code: number; out: string; err: string }> {
    const { guest } = sandbox;
    const env = ['PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'];
    const process = await guest.spawn({ argv: ['bash', '-c', script], env, cwd: '/', terminal: undefined });
    await process.stdin.close().catch(() => {});
    const text = (stream: ReadableStream<Uint8Array>) => new Response(stream as never).text();
    const [out, err, { code }] = await Promise.all([text(process.stdout), text(process.stderr), process.exit]);
    return { code, out, err };
  }

  it.each<[string, { code: number; out: string; err: string }]>([
    ['docker ps > /dev/full', { code: 1, out: '', err: 'write /dev/stdout: no space left on device\n' }],
    ['docker version > /dev/full', { code: 1, out: '', err: 'write /dev/stdout: no space left on device\n' }],
    ['docker nosuch 2> /dev/full', { code: 1, out: '', err: '' }],
    ['docker volume ls -q 2> /dev/full', { code: 0, out: '', err: '' }],
    // Whoever reads went away before the command began: SIGPIPE.
    ['exec 3> >(true); wait $!; docker ps >&3; echo $?', { code: 0, out: '141\n', err: '' }],
  ])('%s', async (script, expected) => expect(await bash(script)).toEqual(expected));
});
