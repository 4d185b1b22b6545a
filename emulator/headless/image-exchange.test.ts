/**
 * Images between the machine and others' programs: what a container changed as a layer, and archives that skopeo and a
 * real dockerd (SLIPWAY_PEER_DOCKER_HOST, 'unix:///…/docker.sock') take and give. Needs the built guest and catalogue
 * (`npm run setup`) and the docker command; what is missing is skipped.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp } from '../engine/api/http-server.ts';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';
import { GUEST_ENVIRONMENT } from './run-in-guest.ts';
import { duplexOf } from './socket-duplex.ts';

const PEER = process.env['SLIPWAY_PEER_DOCKER_HOST'] ?? '';
const START_TIMEOUT_MS = 240_000;
const COMMAND_TIMEOUT_MS = 60_000;

const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (PEER === '') console.warn('skipped: images to and from a real dockerd (SLIPWAY_PEER_DOCKER_HOST is not set)');

describe.skipIf(!isBuilt || !has('docker'))('images', { timeout: 4 * COMMAND_TIMEOUT_MS }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-exchange-'));
  const own = `unix://${join(folder, 'docker.sock')}`;
  let sandbox: HeadlessSandbox;
  let server: Server;

  beforeAll(async () => {
    sandbox = await openHeadlessSandbox({});
    server = createServer({ allowHalfOpen: true }, (socket) => void serveHttp(duplexOf(socket), sandbox.transport));
    await new Promise<void>((resolve) => server.listen(join(folder, 'docker.sock'), resolve));
    await docker('pull', '-q', 'busybox');
    await docker('run', '--name', 'changed', 'busybox', 'sh', '-c', CHANGES);
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    server?.close();
    await sandbox?.shutdown();
    rmSync(folder, { recursive: true, force: true });
  });

  const CHANGES =
    'echo hi >/hello; chmod 4755 /hello; mkdir -p /d/e; ln /hello /d/h; ln -s x /d/s; mknod /d/f p; chown 5:6 /d/e; ' +
    'rm /bin/wget; rm -r /usr; mkdir /usr; echo x >/usr/x';

  function command(program: string, args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { cwd: folder, timeout: COMMAND_TIMEOUT_MS, env: { ...process.env, DOCKER_CONFIG: folder } };
      execFile(program, args, options, (error, out, err) => {
        if (error) reject(new Error(`${program} ${args.join(' ')}: ${err || error.message}`));
        else resolve(out.trim());
      });
    });
  }
  const docker = (...args: string[]) => command('docker', ['-H', own, ...args]);
  const peer = (...args: string[]) => command('docker', ['-H', PEER, ...args]);
  const skopeo = (...args: string[]) => command('skopeo', ['--insecure-policy', ...args]);
  const idOf = (name: string, ask = docker) => ask('image', 'inspect', '-f', '{{.Id}}', name);

  it('what a container changed is an OCI layer, the same each time', async () => {
    await docker('commit', '-m', 'a message', 'changed', 'mine:1');
    await docker('commit', 'changed', 'mine:2');
    const layer = async (name: string) =>
      (await docker('image', 'inspect', '-f', '{{index .RootFS.Layers 1}}', name)).slice('sha256:'.length);
    expect(await layer('mine:2')).toBe(await layer('mine:1'));
    await docker('save', '-o', 'mine.tar', 'mine:1');
    await command('tar', ['xf', 'mine.tar', `blobs/sha256/${await layer('mine:1')}`]);
    const blob = `blobs/sha256/${await layer('mine:1')}`;
    expect((await command('sha256sum', [blob])).split(' ')[0]).toBe(await layer('mine:1'));
    const listed = await command('tar', ['tvf', blob, '--numeric-owner']);
    const entries = listed.split('\n').map((line) => line.replace(/ +\d+ \d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/, ''));
    expect(entries).toEqual([
      'drwxr-xr-x 0/0 bin/',
      '-rw------- 0/0 bin/.wh.wget',
      'drwxr-xr-x 0/0 d/',
      'drwxr-xr-x 5/6 d/e/',
      'prw-r--r-- 0/0 d/f',
      '-rwsr-xr-x 0/0 d/h',
      'lrwxrwxrwx 0/0 d/s -> x',
      'hrwsr-xr-x 0/0 hello link to d/h',
      'drwxr-xr-x 0/0 usr/',
      '-rwxr-xr-x 0/0 usr/.wh..wh..opq',
      '-rw-r--r-- 0/0 usr/x',
    ]);
    expect(await docker('run', '--rm', 'mine:1', 'sh', '-c', 'cat /hello; ls /usr; ls /bin/wget || true')).toBe(
      'hi\nx',
    );
  });

  it('large files are committed as they are, several containers at a time', async () => {
    const names = ['large-1', 'large-2'];
    const make = 'dd if=/dev/urandom of=/a bs=1M count=2 2>/dev/null; echo x >/b; cat /a /b /a >/c; md5sum /b /c';
    const sums = await Promise.all(names.map((name) => docker('run', '--name', name, 'busybox', 'sh', '-c', make)));
    await Promise.all(names.map((name) => docker('commit', name, name)));
    const check = (name: string) => docker('run', '--rm', name, 'md5sum', '/b', '/c');
    expect(await Promise.all(names.map(check))).toEqual(sums);
  });

  it("the guest's docker command gives an archive through the disk as it does over the link", async () => {
    const inGuest = async (script: string) => {
      const argv = ['sh', '-o', 'pipefail', '-c', script];
      const child = await sandbox.guest.spawn({ argv, env: GUEST_ENVIRONMENT, cwd: '/root', terminal: undefined });
      const said = await new Response(child.stdout as ReadableStream<Uint8Array<ArrayBuffer>>).text();
      return `${said.trim()} ${(await child.exit).code}`;
    };
    const throughDisk = await inGuest('docker save busybox | sha256sum');
    expect(throughDisk).toMatch(/^[0-9a-f]{64} +- 0$/);
    expect(await inGuest('SLIPWAY_LAYERS_DISK=/none docker save busybox | sha256sum')).toBe(throughDisk);
    expect(await inGuest('docker save busybox >a && sha256sum <a && rm a')).toBe(throughDisk);
    // Whoever reads no more leaves nothing behind that others would wait for.
    expect(await inGuest('for i in $(seq 40); do docker save busybox | head -c 1 >/dev/null; done; echo x')).toBe(
      'x 0',
    );
    expect(await inGuest('docker save busybox | sha256sum')).toBe(throughDisk);
  });

  it('an image is saved the same each time, and loads as itself', async () => {
    await docker('commit', 'changed', 'again:1');
    const id = await idOf('again:1');
    await docker('save', '-o', 'one.tar', 'again:1', 'busybox');
    await docker('save', '-o', 'two.tar', 'again:1', 'busybox');
    await command('cmp', ['one.tar', 'two.tar']);
    await docker('rmi', 'again:1');
    expect(await docker('load', '-i', 'one.tar')).toBe('Loaded image: again:1\nLoaded image: busybox:latest');
    expect(await idOf('again:1')).toBe(id);
    expect(await docker('run', '--rm', 'again:1', 'cat', '/d/h')).toBe('hi');
  });

  it.skipIf(!has('skopeo'))('skopeo reads what is saved, and writes what loads', async () => {
    await docker('commit', 'changed', 'sk:1');
    await docker('save', '-o', 'sk.tar', 'sk:1');
    const raw = JSON.parse(await skopeo('inspect', '--raw', 'docker-archive:sk.tar')) as { config: { digest: string } };
    expect(raw.config.digest).toBe(await idOf('sk:1'));
    await skopeo('copy', '-q', 'docker-archive:sk.tar', 'oci-archive:sk-oci.tar:sk:oci');
    expect(await docker('load', '-i', 'sk-oci.tar')).toBe('Loaded image: sk:oci');
    await skopeo('copy', '-q', 'oci-archive:sk-oci.tar', 'docker-archive:sk-back.tar:sk:back');
    expect(await docker('load', '-i', 'sk-back.tar')).toBe('Loaded image: sk:back');
    for (const name of ['sk:oci', 'sk:back']) expect(await docker('run', '--rm', name, 'cat', '/hello')).toBe('hi');
  });

  describe.skipIf(PEER === '')('a real dockerd', () => {
    const NAME = `slipway-exchange-${process.pid}`;
    afterAll(async () => {
      await peer('rm', '-f', NAME).catch(() => {});
      for (const tag of ['here', 'there', 'files']) await peer('rmi', '-f', `${NAME}:${tag}`).catch(() => {});
    });

    it('loads what is saved here: the same ID, and it runs', async () => {
      await docker('commit', '-c', 'CMD ["cat", "/hello"]', 'changed', `${NAME}:here`);
      await docker('save', '-o', 'here.tar', `${NAME}:here`);
      expect(await peer('load', '-i', 'here.tar')).toBe(`Loaded image: ${NAME}:here`);
      expect(await idOf(`${NAME}:here`, peer)).toBe(await idOf(`${NAME}:here`));
      expect(await peer('run', '--rm', `${NAME}:here`)).toBe('hi');
      expect(await peer('run', '--rm', `${NAME}:here`, 'sh', '-c', 'ls /usr; ls /bin/wget || true')).toBe('x');
    });

    it('saves what runs here, for linux/386; exports go both ways', async () => {
      await docker('save', '-o', 'busybox.tar', 'busybox');
      await peer('load', '-q', '-i', 'busybox.tar');
      await peer('run', '--name', NAME, 'busybox', 'sh', '-c', 'echo there >/file; rm /bin/wc');
      await peer('commit', NAME, `${NAME}:there`);
      await peer('save', '-o', 'there.tar', `${NAME}:there`);
      await docker('load', '-i', 'there.tar');
      expect(await idOf(`${NAME}:there`)).toBe(await idOf(`${NAME}:there`, peer));
      expect(await docker('run', '--rm', `${NAME}:there`, 'sh', '-c', 'cat /file; ls /bin/wc || true')).toBe('there');
      await peer('export', '-o', 'there-files.tar', NAME);
      await docker('import', 'there-files.tar', 'files:there');
      expect(await docker('run', '--rm', 'files:there', 'cat', '/file')).toBe('there');
      await docker('export', '-o', 'here-files.tar', 'changed');
      await peer('import', 'here-files.tar', `${NAME}:files`);
      expect(await peer('run', '--rm', `${NAME}:files`, 'cat', '/d/h')).toBe('hi');
    });
  });
});
