import { randomBytes } from 'node:crypto';
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
import { pruneImages, removeImage } from './removal.ts';

const incompressible = (sizeBytes: number) => new Uint8Array(randomBytes(sizeBytes));
const base = layerOf([{ path: 'base', content: incompressible(20_000) }]);
const middle = layerOf([{ path: 'middle', content: incompressible(30_000) }]);
const top = layerOf([{ path: 'top', content: incompressible(10_000) }]);

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

describe('removal', () => {
  const short = (id: string) => id.slice(7, 19);

  test('of the last name takes the image, and of its layers those no other image has', async () => {
    const app = registry.publish('library/app:1', [base, middle]);
    registry.publish('library/other:1', [base]);
    await pull('app:1');
    await pull('other:1');
    await images.mount(images.resolve('app:1'));
    const removed = await removeImage(images, 'app:1', { force: false });
    expect(removed).toEqual([
      { Untagged: 'app:1' },
      { Untagged: `app@${app.digest}` },
      { Deleted: app.id },
      { Deleted: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    ]);
    expect(guest.unmountLayer).toHaveBeenCalledExactlyOnceWith(short(digestOf(middle.tar)));
    expect(layers.list()).toEqual([digestOf(base.tar)]);
    expect(images.content.has(digestOf(middle.blob))).toBe(false);
    expect(images.content.has(digestOf(base.blob))).toBe(true);
    await removeImage(images, 'other', { force: true }).catch(() => removeImage(images, 'other:1', { force: false }));
    expect(await store.list('layers')).toEqual([]);
    expect(await store.list('blobs/sha256')).toEqual([]);
  });

  test('of one of two names leaves the image', async () => {
    const { id } = registry.publish('library/app:1', [base]);
    await pull('app:1');
    images.tag(images.resolve('app:1'), parseReference('copy'));
    expect(await removeImage(images, 'copy', { force: false })).toEqual([{ Untagged: 'copy:latest' }]);
    images.tag(images.resolve('app:1'), parseReference('copy'));
    expect((await removeImage(images, 'app:1', { force: false })).map((item) => Object.keys(item)[0])).toEqual([
      'Untagged',
      'Untagged',
    ]);
    expect(images.resolve('copy').id).toBe(id);
  });

  test('conflicts, in the words of dockerd', async () => {
    const { id } = registry.publish('library/app:1', [base]);
    await pull('app:1');
    const containerId = 'c'.repeat(64);
    let running = false;
    images.setUsers(() => [{ containerId, running }]);
    const remove = (name: string, force = false) => removeImage(images, name, { force });
    await expect(remove('app:1')).rejects.toThrow(
      `conflict: unable to remove repository reference "app:1" (must force) - container cccccccccccc is using its referenced image ${short(id)}`,
    );
    await expect(remove(short(id))).rejects.toThrow(
      `conflict: unable to delete ${short(id)} (must be forced) - image is being used by stopped container cccccccccccc`,
    );
    running = true;
    await expect(remove(short(id), true)).rejects.toThrow(
      `conflict: unable to delete ${short(id)} (cannot be forced) - image is being used by running container cccccccccccc`,
    );
    expect(await remove('app:1', true)).toHaveLength(2);
    expect(images.resolve(id).repoTags).toEqual([]);
    images.setUsers(() => []);
    images.tag(images.resolve(id), parseReference('a'));
    images.tag(images.resolve(id), parseReference('b'));
    await expect(remove(short(id))).rejects.toThrow(
      `conflict: unable to delete ${short(id)} (must be forced) - image is referenced in multiple repositories`,
    );
    expect(await remove(short(id), true)).toEqual([
      { Untagged: 'a:latest' },
      { Untagged: 'b:latest' },
      { Deleted: id },
      { Deleted: digestOf(base.tar) },
    ]);
    await expect(remove('app:1')).rejects.toThrow('No such image: app:1');
  });

  test('an image that a stopped container needs is gone by force, and its layers with the container', async () => {
    const { id } = registry.publish('library/app:1', [base]);
    await pull('app:1');
    let users = [{ containerId: 'c', running: false }];
    images.setUsers(() => users);
    const removed = await removeImage(images, 'app:1', { force: true });
    expect(removed).toContainEqual({ Deleted: id });
    expect(removed).not.toContainEqual({ Deleted: digestOf(base.tar) });
    expect(images.list()).toEqual([]);
    expect(() => images.resolve(id)).toThrow('No such image');
    expect(images.ofContainer(id).layers).toEqual([digestOf(base.tar)]);
    await images.collectGarbage();
    records.close();
    await open(store);
    images.setUsers(() => users);
    expect(images.ofContainer(id).layers).toEqual([digestOf(base.tar)]);
    expect(layers.has(digestOf(base.tar))).toBe(true);
    users = [];
    await images.released(id);
    expect(layers.has(digestOf(base.tar))).toBe(false);
    expect(() => images.ofContainer(id)).toThrow('No such image');
  });

  test('prune takes dangling images (or all) that nobody uses, and what broken pulls left', async () => {
    const old = registry.publish('library/app:1', [base]);
    await pull('app:1');
    registry.publish('library/app:1', [top], { config: { created: '2025-01-01T00:00:00Z' } });
    await pull('app:1');
    images.setUsers((id) => (id === old.id ? [{ containerId: 'c', running: false }] : []));
    expect((await pruneImages(images, new Map(), undefined)).removed).toEqual([]);
    images.setUsers(() => []);
    expect(await pruneImages(images, new Map(), undefined)).toEqual({
      removed: [{ Untagged: `app@${old.digest}` }, { Deleted: old.id }, { Deleted: digestOf(base.tar) }],
      reclaimedBytes: 20_000,
    });
    const all = new Map([['dangling', ['false']]]);
    expect((await pruneImages(images, all, Date.parse('2024-06-01') / 1000)).removed).toEqual([]);
    expect((await pruneImages(images, all, undefined)).removed).toHaveLength(4);
    expect(images.list()).toEqual([]);
  });
});
