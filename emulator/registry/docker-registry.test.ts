import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openLayerStore } from '../disks/layer-store.ts';
import { openMemoryStore } from '../disks/memory-store.ts';
import { streamOf, tarOf } from '../disks/testing/tar-fixture.ts';
import { ImageStore } from '../engine/images/image-store.ts';
import { MACHINE_PLATFORM } from '../engine/images/manifest.ts';
import { pushImages } from '../engine/images/push.ts';
import { parseReference } from '../engine/images/reference.ts';
import type { Digest } from '../engine/images/types.ts';
import { openRecords } from '../engine/records.ts';
import type { Credentials } from './authorization.ts';
import { createRegistryClient } from './client.ts';
import { configuredUpstream } from './server/configured-upstream.ts';
import { answerProxyRequest, serveLayout } from './server/node-server.ts';
import { configuredProxy } from './server/registry-proxy.ts';
import { throughSite } from './site-proxy.ts';

const PROGRAM = 'docker-registry';
const hasRegistry = (() => {
  try {
    execFileSync(PROGRAM, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!hasRegistry) console.warn(`skipped: there is no ${PROGRAM} (Debian's package of this name)`);

const ME: Credentials = { username: 'me', password: 'secret' };
/** bcrypt, the one kind the registry takes: 'secret'. */
const HTPASSWD = 'me:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n';
const guest = { mountLayer: vi.fn(async () => undefined), unmountLayer: vi.fn(async () => undefined) };

interface Served {
  readonly domain: string;
  readonly process: ChildProcess;
}

/** Debian's docker-registry, the reference implementation of the protocol, takes what we push. */
describe.skipIf(!hasRegistry)('docker-registry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-registry-'));
  let open: Served;
  let closed: Served;

  const client = createRegistryClient({
    fetch,
    dockerHubUrl: 'http://hub.invalid',
    baseUrlOf: (domain) => `http://${domain}`,
  });

  async function serve(name: string, extra = ''): Promise<Served> {
    const port = await freePort();
    const config = join(folder, `${name}.yml`);
    writeFileSync(
      config,
      `version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\n` +
        `storage: {filesystem: {rootdirectory: ${join(folder, name)}}}\nhttp: {addr: '127.0.0.1:${port}'}\n${extra}`,
    );
    const process = spawn(PROGRAM, ['serve', config], { stdio: 'ignore' });
    const domain = `127.0.0.1:${port}`;
    await vi.waitFor(() => client.ping(domain), { timeout: 20_000, interval: 100 });
    return { domain, process };
  }

  beforeAll(async () => {
    writeFileSync(join(folder, 'htpasswd'), HTPASSWD);
    open = await serve('open');
    closed = await serve('closed', `auth: {htpasswd: {realm: r, path: ${join(folder, 'htpasswd')}}}\n`);
  }, 60_000);

  afterAll(() => {
    open?.process.kill();
    closed?.process.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openImages(registry = client): Promise<ImageStore> {
    const store = openMemoryStore();
    const records = await openRecords(store);
    const layers = await openLayerStore(store, records);
    return new ImageStore({ store, records, layers, registry, guest });
  }

  /** Two layers, one of them larger than a piece of an upload. */
  async function makeImage(images: ImageStore, name: string): Promise<Digest> {
    const noise = new Uint8Array(9 * 1024 * 1024).map((_, index) => (index * 2654435761) >>> 13);
    const tars = [tarOf([{ path: 'noise', content: noise }]), tarOf([{ path: 'small', content: 'x' }])];
    const layers = await Promise.all(tars.map((tar) => images.commitLayer(streamOf(tar, 1024 * 1024))));
    const image = await images.create({
      config: {
        os: 'linux',
        architecture: '386',
        config: { Cmd: ['sh'] },
        rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
      },
      names: [parseReference(name)],
    });
    return image.id;
  }

  async function push(
    images: ImageStore,
    name: string,
    credentials?: Credentials,
    registry = client,
  ): Promise<string[]> {
    const told: string[] = [];
    await pushImages(images, registry, {
      reference: parseReference(name),
      access: { credentials },
      onProgress: ({ status, id }) => told.push(id ? `${id}: ${status}` : status),
      onPushed: () => {},
    });
    return told.filter((line, index) => line !== told[index - 1]);
  }

  const pull = (images: ImageStore, name: string, credentials?: Credentials) =>
    images.pull({ reference: parseReference(name), platform: MACHINE_PLATFORM, onProgress: () => {}, credentials });

  test('takes a push; pulled, pushed again and mounted, the digests are the same', async () => {
    const images = await openImages();
    const name = `${open.domain}/me/app:1`;
    const id = await makeImage(images, name);
    const told = await push(images, name);
    expect(told[0]).toBe(`The push refers to repository [${open.domain}/me/app]`);
    expect(told.filter((line) => line.endsWith(': Pushed'))).toHaveLength(2);
    const digest = /digest: (sha256:[0-9a-f]{64}) size: \d+$/.exec(told.at(-1)!)![1]!;
    expect(images.resolve(name).repoDigests).toEqual([`${open.domain}/me/app@${digest}`]);
    expect((await push(images, name)).filter((line) => line.endsWith('Layer already exists'))).toHaveLength(2);

    const other = await openImages();
    await pull(other, name);
    expect(other.resolve(name)).toMatchObject({ id, repoDigests: [`${open.domain}/me/app@${digest}`] });
    const second = `${open.domain}/another/app:2`;
    other.tag(other.resolve(name), parseReference(second));
    const again = await push(other, second);
    expect(again.filter((line) => line.endsWith('Mounted from me/app'))).toHaveLength(2);
    expect(again.at(-1)).toContain(`digest: ${digest} `);
    expect((await client.repositories(open.domain)).sort()).toEqual(['another/app', 'me/app']);
  });

  test('pushes all tags when none is named', async () => {
    const images = await openImages();
    await makeImage(images, `${open.domain}/many:1`);
    images.tag(images.resolve(`${open.domain}/many:1`), parseReference(`${open.domain}/many:2`));
    await push(images, `${open.domain}/many`);
    expect((await client.tags(parseReference(`${open.domain}/many`))).sort()).toEqual(['1', '2']);
  });

  test('with a password: push, pull and login', async () => {
    const images = await openImages();
    const name = `${closed.domain}/me/secret:1`;
    const id = await makeImage(images, name);
    await expect(push(images, name)).rejects.toThrow('no basic auth credentials');
    await expect(push(images, name, { ...ME, password: 'wrong' })).rejects.toMatchObject({ kind: 'unauthorized' });
    await push(images, name, ME);
    const other = await openImages();
    await expect(pull(other, name)).rejects.toThrow(
      `Head "http://${closed.domain}/v2/me/secret/manifests/1": no basic auth credentials`,
    );
    await pull(other, name, ME);
    expect(other.resolve(name).id).toBe(id);
    await client.login(closed.domain, ME);
    await client.login(open.domain, ME);
    await expect(client.login(closed.domain, { ...ME, password: 'wrong' })).rejects.toThrow(
      `login attempt to http://${closed.domain}/v2/ failed with status: 401 Unauthorized`,
    );
  });

  test('is the upstream of /v2/, with a password', async () => {
    const images = await openImages();
    const id = await makeImage(images, `${closed.domain}/me/cached:1`);
    await push(images, `${closed.domain}/me/cached:1`, ME);
    const upstream = configuredUpstream({
      SLIPWAY_UPSTREAM: `http://${closed.domain}`,
      SLIPWAY_UPSTREAM_LOGIN: 'me:secret',
      SLIPWAY_UPSTREAM_CACHE: join(folder, 'upstream'),
    });
    const { origin, server } = await serveLayout('/nonexistent', 0, upstream);
    const cached = `${new URL(origin).host}/me/cached:1`;
    const first = await openImages();
    await pull(first, cached);
    expect(first.resolve(cached).id).toBe(id);
    closed.process.kill();
    const second = await openImages();
    await pull(second, cached);
    expect(second.resolve(cached).id).toBe(id);
    server.close();
    closed = await serve('closed', `auth: {htpasswd: {realm: r, path: ${join(folder, 'htpasswd')}}}\n`);
  });

  test('is reached by a page through its site, with a password', async () => {
    const proxy = configuredProxy({ SLIPWAY_REGISTRIES: `registry.example=http://${closed.domain}` });
    const server = createHttpServer((request, answer) => void answerProxyRequest(request, answer, request.url!, proxy));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const page = createRegistryClient({
      ...{ fetch, dockerHubUrl: origin, baseUrlOf: (domain: string) => `https://${domain}` },
      fetchOf: () => throughSite(origin, fetch),
    });
    const name = 'registry.example/me/paged:1';
    const images = await openImages(page);
    const id = await makeImage(images, name);
    await expect(push(images, name, undefined, page)).rejects.toThrow('no basic auth credentials');
    await expect(page.login('registry.example', { ...ME, password: 'wrong' })).rejects.toThrow(
      'login attempt to https://registry.example/v2/ failed with status: 401 Unauthorized',
    );
    await page.login('registry.example', ME);
    await push(images, name, ME, page);
    const other = await openImages(page);
    await pull(other, name, ME);
    expect(other.resolve(name).id).toBe(id);
    expect(await client.tags({ domain: closed.domain, path: 'me/paged' }, { credentials: ME })).toEqual(['1']);
    server.close();
  });

  test('says what is not here, and where nobody is', async () => {
    const images = await openImages();
    await expect(push(images, `${open.domain}/nosuch`)).rejects.toThrow(
      `An image does not exist locally with the tag: ${open.domain}/nosuch`,
    );
    const port = await freePort();
    const name = `127.0.0.1:${port}/app:1`;
    await makeImage(images, name);
    await expect(push(images, `127.0.0.1:${port}/app:2`)).rejects.toThrow('tag does not exist');
    await expect(push(images, name)).rejects.toThrow(
      `Get "http://127.0.0.1:${port}/v2/": dial tcp 127.0.0.1:${port}: connect: connection refused`,
    );
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
