import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openLayerStore, type LayerStore } from '../../disks/layer-store.ts';
import { openMemoryStore } from '../../disks/memory-store.ts';
import type { Store } from '../../disks/store.ts';
import { openRecords, type Records } from '../records.ts';
import { digestOf, FakeRegistry, layerOf } from './testing/fake-registry.ts';
import { ImageStore } from './image-store.ts';
import { MACHINE_PLATFORM } from './manifest.ts';
import type { ProgressMessage } from './progress.ts';
import { parseReference } from './reference.ts';

const incompressible = (sizeBytes: number) => new Uint8Array(randomBytes(sizeBytes));
const base = layerOf([{ path: 'base', content: incompressible(20_000) }]);
const middle = layerOf([{ path: 'middle', content: incompressible(30_000) }]);
const top = layerOf([{ path: 'top', content: incompressible(10_000) }]);
const idOf = (layer: { blob: Uint8Array }) => digestOf(layer.blob).slice(7, 19);

let store: Store;
let records: Records;
let layers: LayerStore;
let registry: FakeRegistry;
let images: ImageStore;
const guest = { mountLayer: vi.fn(async () => undefined), unmountLayer: vi.fn(async () => undefined) };

async function open(in_: Store = openMemoryStore()): Promise<void> {
  store = in_;
  records = await openRecords(store);
  layers = await openLayerStore(store, records);
  images = new ImageStore({ store, records, layers, registry, guest });
}

beforeEach(async () => {
  registry = new FakeRegistry();
  guest.mountLayer.mockClear();
  guest.unmountLayer.mockClear();
  await open();
});

async function pull(name: string, signal?: AbortSignal): Promise<ProgressMessage[]> {
  const messages: ProgressMessage[] = [];
  const onProgress = (message: ProgressMessage) => messages.push(message);
  await images.pull({ reference: parseReference(name), platform: MACHINE_PLATFORM, onProgress, signal });
  return messages;
}

/** Statuses without the repeated ones of a transfer. */
function told(messages: readonly ProgressMessage[], id?: string): string[] {
  const statuses = messages.filter((each) => id === undefined || each.id === id).map(({ status }) => status);
  return statuses.filter((status, i) => status !== statuses[i - 1]);
}

describe('pull', () => {
  test('brings an image: blobs, layers, names; and says so as dockerd does', async () => {
    const { id, digest } = registry.publish('library/app:1', [base, middle], { index: true });
    const messages = await pull('app:1');
    expect(messages[0]).toEqual({ status: 'Pulling from library/app', id: '1' });
    expect(told(messages, idOf(base))).toEqual([
      'Pulling fs layer',
      'Downloading',
      'Verifying Checksum',
      'Download complete',
      'Extracting',
      'Pull complete',
    ]);
    expect(messages.slice(-2)).toEqual([
      { status: `Digest: ${digest}` },
      { status: 'Status: Downloaded newer image for app:1' },
    ]);
    const progress = messages.filter((each) => each.status === 'Downloading' && each.id === idOf(middle)).at(-1)!;
    expect(progress.progressDetail).toEqual({ current: middle.blob.length, total: middle.blob.length });
    const image = images.resolve('app:1');
    expect(image).toMatchObject({ id, repoTags: ['app:1'], repoDigests: [`app@${digest}`], sizeBytes: 50_000 });
    expect(await images.content.read(digestOf(base.blob))).toEqual(new Uint8Array(base.blob));

    // Everything is there after a restart.
    records.close();
    await open(store);
    expect(images.resolve(id.slice(7, 19))).toEqual(image);
    expect(await images.mount(images.resolve(`app@${digest}`))).toEqual(
      [middle, base].map((layer) => digestOf(layer.tar).slice(7, 19)),
    );
    expect(guest.mountLayer).toHaveBeenCalledTimes(2);
    await images.mount(image);
    expect(guest.mountLayer).toHaveBeenCalledTimes(2);
  });

  test('an image that is here is up to date; one that shares layers fetches the others', async () => {
    registry.publish('library/app:1', [base, middle]);
    registry.publish('library/other:1', [base, top]);
    await pull('app:1');
    const again = await pull('app:1');
    expect(told(again)).toEqual([
      'Pulling from library/app',
      expect.stringMatching('Digest'),
      'Status: Image is up to date for app:1',
    ]);
    const requested = registry.requests.length;
    const other = await pull('other:1');
    expect(told(other, idOf(base))).toEqual(['Already exists']);
    expect(registry.requests.slice(requested).map((each) => each.digest)).not.toContain(digestOf(base.blob));
  });

  test('a tag that moved takes its name along; the old image is left dangling', async () => {
    const old = registry.publish('library/app:1', [base]);
    await pull('app:1');
    const fresh = registry.publish('library/app:1', [base, top]);
    expect((await pull('app:1')).at(-1)!.status).toBe('Status: Downloaded newer image for app:1');
    expect(images.resolve('app:1').id).toBe(fresh.id);
    expect(images.resolve(old.id)).toMatchObject({ repoTags: [], repoDigests: [`app@${old.digest}`] });
  });

  test('by digest, and all tags', async () => {
    const { digest } = registry.publish('library/app:1', [base]);
    registry.publish('library/app:2', [base, top]);
    const messages = await pull(`app@${digest}`);
    expect(messages.at(-1)!.status).toBe(`Status: Downloaded newer image for app@${digest}`);
    expect(images.resolve(`app@${digest}`).repoTags).toEqual([]);
    expect((await pull('app')).at(-1)!.status).toBe('Status: Downloaded newer image for app');
    expect(
      images
        .list()
        .flatMap((image) => image.repoTags)
        .sort(),
    ).toEqual(['app:1', 'app:2']);
  });

  test('two pulls at once fetch a layer once, and both see it come', async () => {
    registry.publish('library/app:1', [base]);
    registry.publish('library/other:1', [base, top]);
    let openGate = () => {};
    registry.gate = new Promise((resolve) => (openGate = resolve));
    const both = Promise.all([pull('app:1'), pull('other:1')]);
    setTimeout(openGate, 30);
    const [one, two] = await both;
    expect(registry.requests.filter((each) => each.digest === digestOf(base.blob))).toHaveLength(1);
    for (const messages of [one, two]) expect(told(messages, idOf(base)).at(-1)).toBe('Pull complete');
  });

  test('when the pull that fetches a shared layer is canceled, the other goes on', async () => {
    registry.publish('library/app:1', [base]);
    registry.publish('library/other:1', [base, top]);
    let openGate = () => {};
    registry.gate = new Promise((resolve) => (openGate = resolve));
    const abort = new AbortController();
    const canceled = pull('app:1', abort.signal);
    const other = pull('other:1');
    setTimeout(() => (abort.abort(), openGate()), 30);
    await expect(canceled).rejects.toMatchObject({ kind: 'canceled', message: 'context canceled' });
    expect((await other).at(-1)!.status).toBe('Status: Downloaded newer image for other:1');
  });

  test('a layer that is in the image twice, an empty one, one that is compressed otherwise', async () => {
    const empty = layerOf([]);
    const plain = layerOf([{ path: 'plain', content: 'x' }], (tar) => tar);
    const recompressed = { tar: base.tar, blob: gzipSync(base.tar, { level: 1 }) };
    registry.publish('library/app:1', [empty, base, empty, plain, base]);
    await pull('app:1');
    expect(await images.mount(images.resolve('app:1'))).toHaveLength(3);
    registry.publish('library/other:1', [recompressed]);
    await pull('other:1');
    expect(images.content.has(digestOf(recompressed.blob))).toBe(true);
  });

  test('a layer in several gzip members, where the platform reads one', async () => {
    const parts = [base.tar.subarray(0, 7000), base.tar.subarray(7000)];
    const blob = Buffer.concat(parts.map((part) => gzipSync(part)));
    registry.publish('library/app:1', [{ tar: base.tar, blob }]);
    const refusing = class {
      constructor() {
        return new TransformStream({
          transform() {
            throw new TypeError('Junk found after end of compressed data.');
          },
        });
      }
    };
    vi.stubGlobal('DecompressionStream', refusing);
    try {
      await pull('app:1');
    } finally {
      vi.unstubAllGlobals();
    }
    expect(images.resolve('app:1').sizeBytes).toBe(20_000);
  });

  test('goes on where a broken connection left off', async () => {
    registry.publish('library/app:1', [base, middle]);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      registry.breaks.set(digestOf(middle.blob), 12_345);
      const pulling = pull('app:1');
      let isOver = false;
      void pulling.finally(() => (isOver = true));
      while (!isOver) {
        await vi.advanceTimersByTimeAsync(1000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const messages = await pulling;
      expect(told(messages, idOf(middle))).toContain('Retrying in 5 seconds');
      expect(registry.requests).toContainEqual({ digest: digestOf(middle.blob), offsetBytes: 12_345 });
    } finally {
      vi.useRealTimers();
    }
  });

  test('a pull that was canceled is taken up by the next', async () => {
    registry.publish('library/app:1', [base]);
    let openGate = () => {};
    registry.gate = new Promise((resolve) => (openGate = resolve));
    const abort = new AbortController();
    // What came by then has time to be written.
    registry.onGate = () => setTimeout(() => (abort.abort(), openGate()), 100);
    const canceled = pull('app:1', abort.signal);
    await expect(canceled).rejects.toMatchObject({ kind: 'canceled' });
    expect(images.list()).toEqual([]);
    expect(layers.list()).toEqual([]);
    await pull('app:1');
    expect(registry.requests.at(-1)!.offsetBytes).toBeGreaterThan(5000);
    expect(images.resolve('app:1').sizeBytes).toBe(20_000);
  });

  test.each<[string, () => void, string, string, string]>([
    ['an unknown tag', () => undefined, 'app:9', 'not-found', 'manifest for library/app:9 not found'],
    [
      'another platform',
      () => registry.publish('library/arm:1', [base], { index: true, platform: { os: 'linux', architecture: 'arm' } }),
      'arm:1',
      'not-found',
      'no matching manifest for linux/386 in the manifest list entries',
    ],
    [
      'a blob with another digest',
      () => {
        registry.publish('library/bad:1', [top]);
        registry.blobs.set(digestOf(top.blob), new Uint8Array(top.blob.length).fill(7));
      },
      'bad:1',
      'corrupt',
      '',
    ],
    [
      'bytes changed on the way',
      () => {
        const changed = new Uint8Array(top.blob);
        changed[changed.length - 2000]! ^= 1;
        registry.publish('library/bad:1', [{ tar: top.tar, blob: top.blob }]);
        registry.blobs.set(digestOf(top.blob), changed);
      },
      'bad:1',
      'corrupt',
      '',
    ],
    [
      'a layer with another diff ID',
      () => registry.publish('library/bad:1', [{ tar: base.tar, blob: top.blob }]),
      'bad:1',
      'corrupt',
      'failed to register layer: invalid diffID: expected',
    ],
    [
      'a layer that is no archive',
      () => {
        const junk = incompressible(5000);
        registry.publish('library/bad:1', [{ tar: junk, blob: gzipSync(junk) }]);
      },
      'bad:1',
      'corrupt',
      'failed to register layer: archive/tar: invalid tar header',
    ],
  ])('fails clearly on %s, and leaves nothing that counts', async (_name, prepare, name, kind, message) => {
    prepare();
    await expect(pull(name)).rejects.toMatchObject({ kind, message: expect.stringContaining(message) });
    expect(images.list()).toEqual([]);
    expect(layers.list()).toEqual([]);
    await images.collectGarbage();
    expect(await store.list('blobs/sha256')).toEqual([]);
  });

  test('a full store: the message names the space, and what came is given back', async () => {
    await open(openMemoryStore({ quotaBytes: 120_000 }));
    registry.publish('library/app:1', [base]);
    registry.publish('library/big:1', [base, layerOf([{ path: 'big', content: incompressible(90_000) }]), middle]);
    await pull('app:1');
    const { usedBytes } = await store.usage();
    await expect(pull('big:1')).rejects.toMatchObject({
      kind: 'storage-full',
      message: expect.stringMatching(/no space left on device \([\d.]+kB of 120kB used\)/),
    });
    expect((await store.usage()).usedBytes).toBeLessThan(usedBytes + 10_000);
    expect(images.resolve('app:1').sizeBytes).toBe(20_000);
  });
});

describe('names', () => {
  test.each([
    ['nope', 'not-found', 'No such image: nope:latest'],
    ['me/nope:1', 'not-found', 'No such image: me/nope:1'],
    ['0123456789ab', 'not-found', 'No such image: 0123456789ab:latest'],
    ['a'.repeat(64), 'not-found', `No such image: sha256:${'a'.repeat(64)}`],
    ['sha256:0123', 'not-found', 'No such image: sha256:0123'],
    ['a//b', 'invalid', 'invalid reference format'],
    ['Foo', 'invalid', 'invalid reference format: repository name must be lowercase'],
  ])('%s is not there', (name, kind, message) => {
    expect(() => images.resolve(name)).toThrow(expect.objectContaining({ kind, message }));
  });

  test('are given, moved and refused', async () => {
    const { id } = registry.publish('library/app:1', [base]);
    await pull('app:1');
    images.tag(images.resolve('app:1'), parseReference('me/copy'));
    expect(images.resolve('me/copy').id).toBe(id);
    expect(images.resolve(id).repoTags).toEqual(['app:1', 'me/copy:latest']);
    expect(images.taggedMs(id)).toBeGreaterThan(0);
    const refused = (name: string) => () => images.tag(images.resolve('app:1'), parseReference(name));
    expect(refused(`x@sha256:${'a'.repeat(64)}`)).toThrow('refusing to create a tag with a digest reference');
    expect(refused('sha256:x')).toThrow('refusing to create an ambiguous tag using digest algorithm as name');
  });
});

test('an image whose layer was lost is shown, and pulled whole again', async () => {
  registry.publish('library/app:1', [base, top]);
  await pull('app:1');
  await layers.remove(digestOf(top.tar));
  records.close();
  await open(store);
  expect(images.resolve('app:1').sizeBytes).toBe(20_000);
  await pull('app:1');
  expect(images.resolve('app:1').sizeBytes).toBe(30_000);
});
