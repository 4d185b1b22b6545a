import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuestProcess } from '../engine/guest.ts';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';
import { GUEST_ENVIRONMENT } from './run-in-guest.ts';

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('compose watch: skipped, there is no built guest; make it with: npm run setup');

const COMPOSE = `name: shop
services:
  web:
    build: .
    init: true
    develop:
      watch:
        - {path: src, target: /app/src, action: sync, ignore: ["*.log"]}
        - {path: conf, target: /app/conf, action: sync+restart}
        - {path: Dockerfile, action: rebuild}
`;
const DOCKERFILE = `FROM busybox
COPY src /app/src
CMD ["sh", "-c", "echo begun; sleep 1000"]
`;

/** Each look is a command in the machine, which has the work that is waited for to do as well. */
const PATIENTLY = { timeout: 60_000, interval: 300 };

/** What a process prints, as far as it was waited for. */
class Printed {
  #text = '';
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  /** All up to a text, which is taken away; rejects when the output ends before. */
  async until(wanted: string): Promise<string> {
    const decoder = new TextDecoder();
    for (;;) {
      const end = this.#text.indexOf(wanted) + wanted.length;
      if (end >= wanted.length) {
        const before = this.#text.slice(0, end);
        this.#text = this.#text.slice(end);
        return before;
      }
      const { value, done } = await this.#reader.read();
      if (done) throw new Error(`${JSON.stringify(wanted)} did not come after: ${this.#text}`);
      this.#text += decoder.decode(value, { stream: true });
    }
  }
}

/** Files changed in the guest while `docker compose up --watch` looks at them, in a real machine. */
describe.skipIf(!isBuilt)('docker compose up --watch in the machine', { timeout: 240_000 }, () => {
  let sandbox: HeadlessSandbox;
  beforeAll(async () => {
    sandbox = await openHeadlessSandbox({});
  }, 60_000);
  afterAll(() => sandbox.shutdown());

  const begin = (argv: readonly string[]): Promise<GuestProcess> =>
    sandbox.guest.spawn({ argv, env: GUEST_ENVIRONMENT, cwd: '/tmp', terminal: undefined });

  async function sh(script: string): Promise<string> {
    const child = await begin(['sh', '-c', `mkdir -p shop/src shop/conf && cd shop && ${script}`]);
    const text = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream as never).text();
    const [out, err, { code }] = await Promise.all([text(child.stdout), text(child.stderr), child.exit]);
    expect(code, err).toBe(0);
    return out;
  }

  const write = (path: string, text: string): Promise<string> => sh(`printf %s '${text}' > ${path}`);
  const inContainer = (script: string): Promise<string> => sh(`docker compose exec -T web sh -c '${script}'`);

  it('copies, restarts and rebuilds, and ends with Ctrl-C', async () => {
    await write('compose.yaml', COMPOSE);
    await write('Dockerfile', DOCKERFILE);
    await write('src/a', 'one');
    const up = await begin(['docker', 'compose', '-f', 'shop/compose.yaml', 'up', '--watch']);
    const printed = new Printed(up.stdout);
    await printed.until('⦿ Watch enabled\n');
    await printed.until('web-1   | begun\n');

    await sh('echo two > src/a; echo > src/b.log; mkdir src/sub; echo three > src/sub/c');
    await printed.until(' ⦿ Syncing service "web" after ');
    await expect.poll(() => inContainer('cat /app/src/a /app/src/sub/c'), PATIENTLY).toBe('two\nthree\n');
    expect(await inContainer('ls -A /app/src')).toBe('a\nsub\n');
    await sh('rm -r src/sub');
    await expect.poll(() => inContainer('ls /app/src'), PATIENTLY).toBe('a\n');

    const first = await sh('docker compose ps -q web');
    await write('conf/c', '');
    await printed.until('⦿ service(s) ["web"] restarted\n');
    expect(await inContainer('ls /app/conf')).toBe('c\n');
    expect(await sh('docker compose ps -q web')).toBe(first);

    await write('Dockerfile', `${DOCKERFILE}ENV VERSION=2\n`);
    await printed.until('⦿ Rebuilding service(s) ["web"] after changes were detected...\n');
    await printed.until('⦿ service(s) ["web"] successfully built\n');
    await printed.until('web-1 has been recreated\n');
    await printed.until('web-1   | begun\n');
    expect(await inContainer('echo $VERSION; cat /app/src/a')).toBe('2\ntwo\n');
    expect(await sh('docker compose ps -q web')).not.toBe(first);

    up.signal(2);
    expect((await up.exit).code).toBe(130);
    expect(await sh('docker compose ps -aq --status exited web | wc -l')).toBe('1\n');
  });
});
