import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('build: skipped, there is no built guest; make it with: npm run setup');

/** `docker build` typed in the guest, in a real machine. */
describe.skipIf(!isBuilt)('docker build in the machine', { timeout: 120_000 }, () => {
  let sandbox: HeadlessSandbox;
  beforeAll(async () => {
    sandbox = await openHeadlessSandbox({});
  }, 60_000);
  afterAll(() => sandbox.shutdown());

  async function sh(script: string): Promise<{ code: number; out: string; err: string }> {
    const process = await sandbox.guest.spawn({
      argv: ['sh', '-c', `mkdir -p /tmp/build && cd /tmp/build && ${script}`],
      env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'],
      cwd: '/',
      terminal: undefined,
    });
    await process.stdin.close().catch(() => {});
    const text = (stream: ReadableStream<Uint8Array>) => new Response(stream as never).text();
    const [out, err, { code }] = await Promise.all([text(process.stdout), text(process.stderr), process.exit]);
    return { code, out, err };
  }

  it('builds stages side by side, and what they make runs', async () => {
    const lines = [
      ...['FROM busybox AS one', 'RUN echo 1 > /one && chown 5:6 /one && ln -s one /link', 'FROM busybox AS two'],
      ...['RUN echo 2 > /two', 'FROM busybox', 'ARG WHO=nobody', 'WORKDIR /app', 'COPY --from=one /one /link ./'],
      ...[
        'COPY --from=two --chown=7:8 /two .',
        'COPY f .',
        'RUN rm /bin/wget && echo $WHO > who',
        'CMD ["cat", "one", "two", "f", "who"]',
      ],
    ];
    const built = await sh(
      `echo context > f && printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} > Dockerfile && docker build --build-arg WHO=me -t app .`,
    );
    expect(built).toMatchObject({ code: 0, out: '' });
    expect(built.err).toMatch(/#\d+ \[stage-2 6\/6\] RUN rm \/bin\/wget && echo \$WHO > who\n/);
    expect((await sh('docker run --rm app')).out).toBe('1\n2\ncontext\nme\n');
    const listed = await sh(
      'docker run --rm app sh -c \'stat -c "%n %u:%g" one two f; ls /bin/wget; ls -A / | tr "\\n" " "\'',
    );
    expect(listed.out).toContain('one 5:6\ntwo 7:8\nf 0:0\n');
    expect(listed.err).toContain('No such file');
    const again = await sh(
      'docker build --build-arg WHO=me -t again . 2>&1 | grep -c CACHED; docker inspect -f {{.Id}} app again | uniq | wc -l',
    );
    expect(again.out.split('\n').map(Number)).toEqual([10, 1, 0]);
  });

  it('takes named contexts for stages, images and mounts, and says in a file what came of it', async () => {
    const dockerfile =
      'FROM busybox AS deps\nRUN exit 3\nFROM base\nCOPY --from=deps f /f\nRUN --mount=from=lib,target=/m ls -A /m > /listed';
    const made = await sh(
      `mkdir -p app lib && echo lib > lib/f && echo no > lib/x.log && echo '*.log' > lib/.dockerignore && ` +
        `printf '${dockerfile}' > app/Dockerfile && docker build -q -t named --metadata-file m.json ` +
        `--build-context deps=lib --build-context lib=./lib --build-context base=docker-image://busybox app`,
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse((await sh('cat m.json')).out)).toEqual({
      'containerimage.config.digest': made.out.trim(),
      'containerimage.digest': made.out.trim(),
      'image.name': 'docker.io/library/named:latest',
    });
    expect((await sh('docker run --rm named cat /f /listed')).out).toBe('lib\n.dockerignore\nf\n');
    const packed = `tar -C app -c . | gzip | docker build -q --build-context deps=lib --build-context lib=lib`;
    expect((await sh(`${packed} --build-context base=docker-image://busybox -`)).out).toBe(made.out);
  });

  it('mounts caches, secrets, memory and the context, and leaves none of it in the image', async () => {
    const run = [
      'RUN --mount=type=cache,target=/var/keep echo x >> /var/keep/f; wc -l < /var/keep/f',
      'RUN --mount=type=secret,id=s,mode=0444 cat /run/secrets/s',
      'RUN --mount=type=secret,id=s,env=S echo "env $S"',
      'RUN --mount=type=tmpfs,target=/mem,size=1m df /mem | grep -c tmpfs',
      'RUN --mount=type=bind,source=f,target=/deep/er/f cat /deep/er/f',
      'RUN --network=none ls /sys/class/net',
    ];
    const make = `echo hidden > s && echo seen > f && printf '%s\\n' 'FROM busybox' ${run.map((line) => `'${line}'`).join(' ')} > Dockerfile`;
    const first = await sh(`${make} && docker build --no-cache --progress=plain --secret id=s,src=s -t m .`);
    expect(first.code, first.err).toBe(0);
    const said = [...first.err.matchAll(/^#\d+ \d+\.\d{3} (.*)$/gm)]
      .map(([, text]) => text)
      .filter((text) => text !== '');
    expect(said).toEqual(['1', 'hidden', 'env hidden', '1', 'seen', 'lo']);
    const second = await sh(
      'docker build --no-cache --progress=plain --secret id=s,src=s . 2>&1 | grep -E "^#[0-9]+ [0-9.]+ 2$"',
    );
    expect(second.code).toBe(0);
    expect((await sh('docker run --rm m ls -d /var/keep /run/secrets /mem /deep')).out).toBe('');
    expect(
      (
        await sh(
          'docker builder prune -f | head -1; ls -A /var/lib/docker/build-cache /var/lib/docker/build /run/slipway/build | grep -v -e : -e ^$',
        )
      ).out,
    ).toBe('Deleted build cache objects:\n');
  });
});
