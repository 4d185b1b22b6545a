import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openRecords } from '../engine/records.ts';
import { openLayerStore } from './layer-store.ts';
import { LayersDisk } from './layers-disk.ts';
import { openMemoryStore } from './memory-store.ts';
import { concat, streamOf, tarOf } from './testing/tar-fixture.ts';

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}` as const;
const tarA = tarOf([{ path: 'a', content: 'x'.repeat(5000) }]);
const tarB = tarOf([{ path: 'b', content: 'y'.repeat(50_000) }]);

async function fileOf(store: ReturnType<typeof openMemoryStore>, bytes: Uint8Array, name: string) {
  const file = await store.open(name, 'write');
  file.write(bytes, 0);
  return file;
}

describe('layers disk', () => {
  test('shows files at places that are never used again, zeros elsewhere', async () => {
    const store = openMemoryStore();
    const disk = new LayersDisk();
    const one = disk.attach(await fileOf(store, new Uint8Array(8192).fill(1), 'one'), 8192);
    const two = disk.attach(await fileOf(store, new Uint8Array(4096).fill(2), 'two'), 4096);
    expect(two).toBeGreaterThanOrEqual(one + 8192);
    expect(disk.read(one, 8192).every((byte) => byte === 1)).toBe(true);
    const across = disk.read(one + 4096, two - one);
    expect([across[0], across[4095], across[4096], across.at(-4096), across.at(-1)]).toEqual([1, 1, 0, 2, 2]);
    expect(disk.read(0, 512).every((byte) => byte === 0)).toBe(true);
    expect(disk.read(disk.sizeBytes - 512, 512).every((byte) => byte === 0)).toBe(true);
    disk.detach(one);
    expect(disk.read(one, 512).every((byte) => byte === 0)).toBe(true);
    expect(disk.attach(await fileOf(store, new Uint8Array(10), 'three'), 10)).toBeGreaterThan(two);
  });
});

describe('layer store', () => {
  async function open() {
    const store = openMemoryStore();
    const records = await openRecords(store);
    return { store, records, layers: await openLayerStore(store, records) };
  }

  test('unpacks, mounts, remembers and removes layers', async () => {
    const { store, records, layers } = await open();
    const diffId = digestOf(tarA);
    await layers.add(diffId, streamOf(tarA, 1000));
    expect(layers.has(diffId)).toBe(true);
    expect(layers.sizeBytes(diffId)).toBe(5000);
    const place = await layers.mountable(diffId);
    expect(await layers.mountable(diffId)).toEqual(place);
    // The superblock's magic.
    expect([...layers.disk.read(place.offset + 1024, 512).subarray(0, 4)]).toEqual([0xe2, 0xe1, 0xf5, 0xe0]);
    layers.close();

    const again = await openLayerStore(store, records);
    expect(again.list()).toEqual([diffId]);
    expect((await again.mountable(diffId)).sizeBytes).toBe(place.sizeBytes);
    await again.remove(diffId);
    await again.remove(diffId);
    expect(again.has(diffId)).toBe(false);
    expect(await store.list('layers')).toEqual([]);
    await expect(again.mountable(diffId)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('leaves nothing of a layer that has another digest, is broken, or has no room', async () => {
    const { store, layers } = await open();
    await expect(layers.add(digestOf(tarB), streamOf(tarA))).rejects.toThrow(/invalid diffID: expected/);
    const broken = concat([tarA.slice(0, 600), new Uint8Array(10)]);
    await expect(layers.add(digestOf(broken), streamOf(broken))).rejects.toMatchObject({ kind: 'corrupt' });
    const failing = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('line cut')) });
    await expect(layers.add(digestOf(tarA), failing)).rejects.toThrow('line cut');
    expect(await store.list('layers')).toEqual([]);

    const small = openMemoryStore({ quotaBytes: 20_000 });
    const inSmall = await openLayerStore(small, await openRecords(small));
    await expect(inSmall.add(digestOf(tarB), streamOf(tarB))).rejects.toMatchObject({ kind: 'storage-full' });
    expect(await small.list('layers')).toEqual([]);
  });

  test('two at once of one layer are one', async () => {
    const { store, layers } = await open();
    const diffId = digestOf(tarA);
    await Promise.all([layers.add(diffId, streamOf(tarA, 100)), layers.add(diffId, streamOf(tarA, 999))]);
    expect(await store.list('layers')).toHaveLength(1);
    await layers.add(diffId, streamOf(tarA));
    expect(layers.list()).toEqual([diffId]);
  });

  test('forgets what a crash left: files without a record, records without a file', async () => {
    const { store, records, layers } = await open();
    const unpacking = await layers.begin();
    unpacking.push(tarA.subarray(0, 600));
    await layers.add(digestOf(tarB), streamOf(tarB));
    await store.remove(`layers/${(await store.list('layers')).at(-1)}`);
    const after = await openLayerStore(store, records);
    expect(after.list()).toEqual([]);
    expect(await store.list('layers')).toEqual([]);
    await after.add(digestOf(tarB), streamOf(tarB));
    expect(after.list()).toEqual([digestOf(tarB)]);
  });

  test('a layer may tell its digest when it is done', async () => {
    const { layers } = await open();
    const unpacking = await layers.begin();
    unpacking.push(tarB);
    expect(await unpacking.finish()).toBe(digestOf(tarB));
    await unpacking.abort();
    expect(layers.has(digestOf(tarB))).toBe(true);
  });
});
