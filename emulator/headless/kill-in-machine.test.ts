import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { unixTransport } from '../cli/unix-transport.ts';
import { openMemoryStore } from '../disks/memory-store.ts';
import { openRecords, type Records } from '../engine/records.ts';
import { Dice } from '../engine/testing/fuzz-requests.ts';
import type { ApiRequest, EngineTransport } from '../engine/transport.ts';
import { BUILT_CATALOGUE } from './catalogue-fetch.ts';
import { BUILT_GUEST } from './guest-folder.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const SEED = Number(process.env.KILL_SEED ?? 1);
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 2);
/** Killed at most so long after it began to work; each third time already while it starts. */
const WORK_MS = 2500;

const isBuilt = existsSync(join(BUILT_GUEST, 'manifest.json')) && existsSync(join(BUILT_CATALOGUE, 'index.json'));
if (!isBuilt) console.warn('kill: skipped, there is no built guest; make it with: npm run setup');

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

it.skipIf(!isBuilt)('the store is consistent whenever the process is killed', { timeout: 600_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-kill-'));
  const dice = new Dice(SEED);
  let current: ReturnType<typeof startSandbox> | undefined;
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const sandbox = (current = startSandbox(folder));
      if (dice.once(3)) {
        await Promise.race([sandbox.ready, pause(dice.below(1500))]);
      } else {
        await sandbox.ready;
        await check(sandbox.api, folder);
        await Promise.race([work(sandbox.api, dice), pause(100 + dice.below(WORK_MS))]);
      }
      await sandbox.kill();
    }
    const sandbox = (current = startSandbox(folder));
    await sandbox.ready;
    await check(sandbox.api, folder);
    await checkEmptied(sandbox.api, folder);
    await sandbox.kill();
  } catch (cause) {
    throw new Error(`seed ${SEED}: ${(cause as Error).message}`, { cause });
  } finally {
    current?.end();
    await rm(folder, { recursive: true, force: true });
  }
});

function startSandbox(folder: string) {
  const socket = join(folder, `${Date.now()}.sock`);
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--data', join(folder, 'data'), '--listen', socket], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (bytes: Buffer) => (told += bytes.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => bytes.includes('listening') && resolve());
    void ended.then(() => reject(new Error(`it ended by itself: ${told}`)));
  });
  ready.catch(() => {});
  return {
    ready,
    api: unixTransport(socket),
    /** Of whatever is left when a check failed. */
    end: () => child.kill('SIGKILL'),
    async kill() {
      child.kill('SIGKILL');
      await ended;
      expect(told).toBe('');
    },
  };
}

async function call(api: EngineTransport, method: ApiRequest['method'], path: string, body?: object) {
  const response = await api.request({
    method,
    path,
    ...(body
      ? { headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode(JSON.stringify(body)) }
      : {}),
  });
  const text = await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  const isJson = response.headers['content-type'] === 'application/json' && !path.startsWith('/images/create');
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Json };
}

const CONTAINERS = ['left', 'right'];
const VOLUMES = ['box', 'crate'];

/** Whatever changes the store, at random and side by side, until the process is killed. */
async function work(api: EngineTransport, dice: Dice): Promise<void> {
  const step = (): [ApiRequest['method'], string, object?] => {
    const name = dice.pick(CONTAINERS);
    const volume = dice.pick(VOLUMES);
    return dice.pick<[ApiRequest['method'], string, object?]>([
      ['POST', '/images/create?fromImage=busybox&tag=latest'],
      ['POST', '/images/create?fromImage=hello-world&tag=latest'],
      ['POST', '/images/create?fromImage=nginx&tag=latest'],
      ['DELETE', '/images/hello-world:latest?force=1'],
      ['POST', `/commit?container=${name}&repo=made&tag=${dice.below(2)}`],
      ['DELETE', `/images/made:${dice.below(2)}`],
      ...Array.from({ length: 3 }, (): [ApiRequest['method'], string, object] => [
        'POST',
        `/containers/create?name=${name}`,
        {
          Image: 'busybox',
          Cmd: ['sh', '-c', 'echo x > /file; cat /file; sleep 1'],
          HostConfig: { Binds: [`${volume}:/v`], AutoRemove: dice.once(3) },
          Volumes: { '/anonymous': {} },
        },
      ]),
      ['POST', `/containers/${name}/start`],
      ['POST', `/containers/${name}/start`],
      ['DELETE', `/containers/${name}?force=1&v=1`],
      ['POST', '/volumes/create', { Name: volume }],
      ['DELETE', `/volumes/${volume}`],
      ['POST', '/networks/create', { Name: 'net' }],
      ['DELETE', '/networks/net'],
    ]);
  };
  const worker = async () => {
    for (;;) await call(api, ...step());
  };
  // Until the connection breaks.
  await Promise.all([worker(), worker(), worker()]).catch(() => {});
}

async function check(api: EngineTransport, folder: string): Promise<void> {
  const containers = (await call(api, 'GET', '/containers/json?all=1')).body as Json[];
  for (const { Id, State, Status } of containers) {
    expect(State, `${Id} ${Status}`).toMatch(/^(created|exited)$/);
    expect((await call(api, 'GET', `/containers/${Id}/json`)).status).toBe(200);
  }
  const images = (await call(api, 'GET', '/images/json')).body as Json[];
  for (const { Id } of images) {
    expect((await call(api, 'GET', `/images/${Id}/json`)).body.Id).toBe(Id);
    expect((await call(api, 'GET', `/images/${Id}/history`)).status).toBe(200);
  }
  await checkRuns(api, images);
  await checkNames(api, containers);
  await checkUsage(api, images);
  await expect.poll(() => checkFiles(api, folder), { timeout: 10_000, interval: 200 }).toEqual([]);
}

/** An image that is there is whole: what it names can be started. */
async function checkRuns(api: EngineTransport, images: Json[]): Promise<void> {
  for (const tag of images
    .flatMap(({ RepoTags }) => RepoTags as string[])
    .filter((tag) => !/^(hello|<none>)/.test(tag))) {
    const Cmd = tag.startsWith('nginx') ? ['nginx', '-v'] : ['true'];
    const { body } = await call(api, 'POST', '/containers/create', { Image: tag, Cmd, Entrypoint: [] });
    expect((await call(api, 'POST', `/containers/${body.Id}/start`)).status, tag).toBe(204);
    expect((await call(api, 'POST', `/containers/${body.Id}/wait`)).body.StatusCode, tag).toBe(0);
    expect((await call(api, 'DELETE', `/containers/${body.Id}`)).status).toBe(204);
  }
}

/** A name is taken by what is listed, and by nothing else. */
async function checkNames(api: EngineTransport, containers: Json[]): Promise<void> {
  if ((await call(api, 'GET', '/images/busybox/json')).status !== 200) return;
  for (const name of CONTAINERS) {
    const { status, body } = await call(api, 'POST', `/containers/create?name=${name}`, { Image: 'busybox' });
    const isTaken = containers.some(({ Names }) => Names.includes(`/${name}`));
    expect(status, `${name}: ${JSON.stringify(body)}`).toBe(isTaken ? 409 : 201);
    if (status === 201) await call(api, 'DELETE', `/containers/${body.Id}`);
  }
  const networks = (await call(api, 'GET', '/networks')).body as Json[];
  const { status } = await call(api, 'POST', '/networks/create', { Name: 'net', CheckDuplicate: true });
  expect(status).toBe(networks.some(({ Name }) => Name === 'net') ? 409 : 201);
}

async function checkUsage(api: EngineTransport, images: Json[]): Promise<void> {
  const usage = (await call(api, 'GET', '/system/df')).body;
  expect(usage.Images.map(({ Id }: Json) => Id).sort()).toEqual(images.map(({ Id }) => Id).sort());
  const inspected = await Promise.all(images.map(({ Id }) => call(api, 'GET', `/images/${Id}/json`)));
  const layers = new Set(inspected.flatMap(({ body }) => body.RootFS.Layers as string[]));
  if (layers.size === 0) expect(usage.LayersSize).toBe(0);
  const largest = Math.max(0, ...images.map(({ Size }) => Size as number));
  expect(usage.LayersSize).toBeGreaterThanOrEqual(largest);
  expect(usage.LayersSize).toBeLessThanOrEqual(images.reduce((sum, { Size }) => sum + (Size as number), 0));
}

/** What is in the store and in the guest's disk without anybody who knows it. */
async function checkFiles(api: EngineTransport, folder: string): Promise<string[]> {
  const records = await readRecords(join(folder, 'data'));
  const values = (prefix: string) => records.list<Json>(prefix);
  const files = (name: string) => list(join(folder, 'data', name));
  const containers = new Set(values('containers/').map(({ value }) => value.id as string));
  const volumes = new Set(values('volumes/').map(({ value }) => value.Name as string));
  const layers = new Set(values('layer/').map(({ value }) => value.file as string));
  const blobs = values('blob/').map(({ key, value }) => (value.file ?? `blobs/sha256/${key.slice(12)}`) as string);
  const guest = await listGuest(api);
  return [
    ...difference('layer without a record', files('layers'), layers),
    ...difference('record without its layer', [...layers], new Set(files('layers'))),
    ...difference(
      'record without its blob',
      blobs,
      new Set(
        files('blobs/sha256')
          .map((name) => `blobs/sha256/${name}`)
          .concat(files('blobs/made').map((name) => `blobs/made/${name}`)),
      ),
    ),
    ...difference('log without a container', files('logs'), containers),
    ...difference(
      'garbage',
      values('garbage/').map(({ key }) => key),
      new Set(),
    ),
    ...difference('overlay without a container', guest.overlay2 ?? [], containers),
    ...difference('folder without a container', guest.containers ?? [], containers),
    ...difference('folder without a volume', guest.volumes ?? [], volumes),
    ...difference('volume without a folder', guest.volumes ? [...volumes] : [], new Set(guest.volumes)),
  ];
}

function difference(what: string, some: readonly string[], known: ReadonlySet<string>): string[] {
  return some.filter((name) => !known.has(name)).map((name) => `${what}: ${name}`);
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The process's own, which is at work on them: read, never written. */
async function readRecords(folder: string): Promise<Records> {
  const copy = openMemoryStore();
  for (const name of ['records', 'records.new']) {
    if (!existsSync(join(folder, name))) continue;
    const file = await copy.open(name, 'write');
    file.write(readFileSync(join(folder, name)), 0);
    file.close();
  }
  return openRecords(copy);
}

/** Folders of the guest's data disk, seen by a container of busybox; nothing without that image. */
async function listGuest(api: EngineTransport): Promise<Record<string, string[] | undefined>> {
  const script = 'cd /d; for f in overlay2 containers volumes; do for e in $f/*; do echo $e; done; done';
  const { status, body } = await call(api, 'POST', '/containers/create', {
    Image: 'busybox',
    Cmd: ['sh', '-c', script],
    HostConfig: { Binds: ['/var/lib/docker:/d:ro'] },
  });
  if (status !== 201) return {};
  await call(api, 'POST', `/containers/${body.Id}/start`);
  await call(api, 'POST', `/containers/${body.Id}/wait`);
  const logs = (await call(api, 'GET', `/containers/${body.Id}/logs?stdout=1`)).body as string;
  await call(api, 'DELETE', `/containers/${body.Id}`);
  const found: Record<string, string[]> = { overlay2: [], containers: [], volumes: [] };
  for (const [, kind, name] of logs.matchAll(/(overlay2|containers|volumes)\/([^*\n]+)\n/g)) {
    if (name !== body.Id) found[kind!]!.push(name!);
  }
  return found;
}

/** Nothing that an earlier round left resists: once all is removed, nothing is left. */
async function checkEmptied(api: EngineTransport, folder: string): Promise<void> {
  for (const { Id } of (await call(api, 'GET', '/containers/json?all=1')).body as Json[]) {
    expect((await call(api, 'DELETE', `/containers/${Id}?force=1&v=1`)).status).toBe(204);
  }
  await call(api, 'POST', '/images/prune?filters={"dangling":["false"]}');
  await call(api, 'POST', '/volumes/prune?filters={"all":["true"]}');
  await call(api, 'POST', '/networks/prune');
  const kept = async () => {
    const records = await readRecords(join(folder, 'data'));
    const keys = records.list('').map(({ key }) => key);
    const files = ['layers', 'logs', 'blobs/sha256', 'blobs/made'].flatMap((name) => list(join(folder, 'data', name)));
    return [...keys.filter((key) => !/^(engine|networks?)\//.test(key)), ...files];
  };
  await expect.poll(kept, { timeout: 10_000, interval: 200 }).toEqual([]);
  const usage = (await call(api, 'GET', '/system/df')).body;
  expect([usage.LayersSize, usage.Images, usage.Containers, usage.Volumes]).toEqual([0, [], [], []]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
