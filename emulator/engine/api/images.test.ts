import { beforeEach, describe, expect, test } from 'vitest';
import { openLayerStore } from '../../disks/layer-store.ts';
import { openMemoryStore } from '../../disks/memory-store.ts';
import { systemClock } from '../clock.ts';
import { createEventLog, type EventLog } from '../events/event-log.ts';
import { RunLog } from '../runs/run-log.ts';
import { FakeRegistry, layerOf } from '../images/testing/fake-registry.ts';
import { ImageStore } from '../images/image-store.ts';
import { openRecords } from '../records.ts';
import { FakeGuest } from '../testing/fake-guest.ts';
import type { ApiRequest, EngineTransport } from '../transport.ts';
import { imageRoutes } from './images.ts';
import { createRouter } from './router.ts';

const base = layerOf([{ path: 'base', content: 'x'.repeat(5000) }]);
const top = layerOf([{ path: 'top', content: 'y'.repeat(700) }]);

let registry: FakeRegistry;
let events: EventLog;
let api: EngineTransport;

beforeEach(async () => {
  registry = new FakeRegistry();
  events = createEventLog(systemClock());
  const store = openMemoryStore();
  const records = await openRecords(store);
  const layers = await openLayerStore(store, records);
  const guest = { mountLayer: async () => undefined, unmountLayer: async () => undefined };
  const images = new ImageStore({ store, records, layers, registry, guest });
  const clock = systemClock();
  const runs = new RunLog(clock);
  api = createRouter(
    [imageRoutes({ images, registry, events, runs, clock, guest: new FakeGuest(), fetch: globalThis.fetch })],
    {},
  );
});

async function call(method: ApiRequest['method'], path: string): Promise<{ status: number; body: never }> {
  const response = await api.request({ method, path });
  const text = await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
  return { status: response.status, body: (path.includes('/create') ? lines : lines[0]) as never };
}

const filtered = (path: string, filters: object) => `${path}?filters=${encodeURIComponent(JSON.stringify(filters))}`;
const actions = () =>
  events.recent().map(({ event }) => `${event.Action} ${event.Actor.Attributes.name ?? ''}`.slice(0, 20));

describe('POST /images/create', () => {
  test('streams progress', async () => {
    const { id } = registry.publish('library/app:1', [base]);
    const { status, body } = await call('POST', '/images/create?fromImage=app&tag=1');
    expect(status).toBe(200);
    expect((body as object[])[0]).toEqual({ status: 'Pulling from library/app', id: '1' });
    expect((body as object[]).at(-1)).toEqual({ status: 'Status: Downloaded newer image for app:1' });
    expect(actions()).toEqual(['pull app']);
    expect(events.recent()[0]!.event).toMatchObject({ Type: 'image', id: 'app:1', status: 'pull' });
    expect((await call('GET', '/images/app:1/json')).body).toMatchObject({ Id: id });
  });

  test.each([
    ['fromImage=nope&tag=1', 404, 'manifest for library/nope:1 not found: manifest unknown: manifest unknown'],
    ['fromImage=Foo', 400, 'invalid reference format: repository name must be lowercase'],
    ['fromImage=app&tag=a:b', 400, 'invalid tag format'],
    ['fromImage=app&platform=foo', 400, '"foo": unknown operating system or architecture: invalid argument'],
    ['fromImage=app&platform=a/b/c/d', 400, '"a/b/c/d": cannot parse platform specifier: invalid argument'],
  ])('what fails at once is an HTTP error: %s', async (query, status, message) => {
    expect(await call('POST', `/images/create?${query}`)).toEqual({ status, body: [{ message }] });
  });

  test('what fails later ends the stream', async () => {
    registry.publish('library/arm:1', [base], { index: true, platform: { os: 'linux', architecture: 'arm' } });
    const { status, body } = await call('POST', '/images/create?fromImage=arm:1');
    const message = 'no matching manifest for linux/386 in the manifest list entries';
    expect(status).toBe(200);
    expect((body as object[]).at(-1)).toEqual({ errorDetail: { message }, error: message });
    expect((await call('POST', '/images/create?fromImage=arm:1&platform=linux/arm')).status).toBe(200);
  });

  test('a client that goes away stops the pull', async () => {
    registry.publish('library/app:1', [layerOf([{ path: 'x', content: new Uint8Array(50_000).map((_, i) => i * i) }])]);
    registry.gate = new Promise(() => undefined);
    const response = await api.request({ method: 'POST', path: '/images/create?fromImage=app&tag=1' });
    await response.body.cancel();
    expect((await call('GET', '/images/json')).body).toEqual([]);
  });
});

describe('images that are here', () => {
  let app: { id: string; digest: string };
  beforeEach(async () => {
    app = registry.publish('library/app:1', [base], {
      config: { config: { Labels: { kind: 'web', empty: '' }, StopSignal: 'SIGQUIT' } },
    });
    registry.publish('me/other:2', [base, top], { config: { created: '2024-06-01T00:00:00.5Z' } });
    await call('POST', '/images/create?fromImage=app&tag=1');
    await call('POST', '/images/create?fromImage=me/other&tag=2');
  });

  test('are listed, the newest first', async () => {
    const { body } = await call('GET', '/images/json');
    expect((body as { RepoTags: string[] }[]).map((image) => image.RepoTags)).toEqual([['me/other:2'], ['app:1']]);
    expect((body as object[])[1]).toEqual({
      Containers: -1,
      Created: 1704067200,
      Id: app.id,
      Labels: { kind: 'web', empty: '' },
      ParentId: '',
      RepoDigests: [`app@${app.digest}`],
      RepoTags: ['app:1'],
      SharedSize: -1,
      Size: 5000,
      VirtualSize: 5000,
    });
  });

  test.each<[object, string[]]>([
    [{}, ['me/other:2', 'app:1']],
    [{ reference: ['app'] }, ['app:1']],
    [{ reference: ['*'] }, ['app:1']],
    [{ reference: ['*/*:2', 'nope'] }, ['me/other:2']],
    [{ reference: ['ap[a-q]:?'] }, ['app:1']],
    [{ label: ['kind'] }, ['app:1']],
    [{ label: { 'kind=web': true, 'empty=': true } }, ['app:1']],
    [{ label: ['kind=db'] }, []],
    [{ before: ['me/other:2'] }, ['app:1']],
    [{ since: ['app:1'] }, ['me/other:2']],
    [{ dangling: ['true'] }, []],
    [{ dangling: ['false'] }, ['me/other:2', 'app:1']],
  ])('filtered by %j', async (filters, names) => {
    const { body } = await call('GET', filtered('/images/json', filters));
    expect((body as { RepoTags: string[] }[]).flatMap((image) => image.RepoTags)).toEqual(names);
  });

  test.each<[object, number, string]>([
    [{ dangling: ['x'] }, 400, "Invalid filter 'dangling=[x]'"],
    [{ reference: ['['] }, 400, 'syntax error in pattern'],
    [{ before: ['nope'] }, 404, 'No such image: nope:latest'],
  ])('refuses the filters %j', async (filters, status, message) => {
    expect(await call('GET', filtered('/images/json', filters))).toEqual({ status, body: { message } });
  });

  test('inspect shows every member of the config, as Go writes it', async () => {
    const { body } = await call('GET', '/images/app:1/json');
    expect(body).toMatchObject({
      RepoTags: ['app:1'],
      Created: '2024-01-01T00:00:00Z',
      Architecture: '386',
      Os: 'linux',
      RootFS: { Type: 'layers', Layers: [expect.stringMatching(/^sha256:/)] },
      Metadata: { LastTagTime: '0001-01-01T00:00:00Z' },
    });
    expect(Object.keys((body as { Config: object }).Config)).toEqual([
      'Hostname',
      'Domainname',
      'User',
      'AttachStdin',
      'AttachStdout',
      'AttachStderr',
      'Tty',
      'OpenStdin',
      'StdinOnce',
      'Env',
      'Cmd',
      'Image',
      'Volumes',
      'WorkingDir',
      'Entrypoint',
      'OnBuild',
      'Labels',
      'StopSignal',
    ]);
  });

  test('history tells the size of each step', async () => {
    const { body } = await call('GET', '/images/me/other:2/history');
    expect(body).toMatchObject([
      { CreatedBy: 'step 1', Size: 700, Tags: ['me/other:2'], Id: expect.stringMatching(/^sha256:/) },
      { CreatedBy: 'step 0', Size: 5000, Tags: null, Id: '<missing>' },
    ]);
  });

  test('tag, rmi and prune, with their events', async () => {
    expect(await call('POST', '/images/app:1/tag?repo=copy&tag=v2')).toMatchObject({ status: 201 });
    expect((await call('DELETE', '/images/copy:v2')).body).toEqual([{ Untagged: 'copy:v2' }]);
    expect((await call('DELETE', `/images/${app.id.slice(7, 19)}`)).body).toEqual([
      { Untagged: 'app:1' },
      { Untagged: `app@${app.digest}` },
      { Deleted: app.id },
    ]);
    expect(
      actions()
        .slice(2)
        .map((action) => action.split(' ')[0]),
    ).toEqual(['tag', 'untag', 'untag', 'untag', 'delete']);
    expect((await call('POST', '/images/prune')).body).toEqual({ ImagesDeleted: null, SpaceReclaimed: 0 });
    const all = await call('POST', filtered('/images/prune', { dangling: ['false'], until: ['1h'] }));
    expect(all.body).toMatchObject({ SpaceReclaimed: 5700 });
    expect((await call('GET', '/images/json')).body).toEqual([]);
  });

  test.each<[ApiRequest['method'], string, number, string]>([
    ['GET', '/images/nope/json', 404, 'no such image: nope: No such image: nope:latest'],
    ['GET', '/images/nope/history', 404, 'No such image: nope:latest'],
    ['DELETE', '/images/nope', 404, 'No such image: nope:latest'],
    ['POST', '/images/nope/tag?repo=x', 404, 'No such image: nope:latest'],
    ['POST', '/images/app:1/tag?repo=', 400, 'invalid reference format'],
    ['POST', '/images/app:1/tag?repo=x&tag=a:b', 400, 'invalid tag format'],
    ['POST', '/images/prune?filters={"until":["x"]}', 400, 'failed to parse value as time or duration: "x"'],
  ])('%s %s is refused', async (method, path, status, message) => {
    expect(await call(method, path)).toEqual({ status, body: { message } });
  });
});
