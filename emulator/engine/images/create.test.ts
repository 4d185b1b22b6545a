import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openLayerStore, type LayerStore } from '../../disks/layer-store.ts';
import { openMemoryStore } from '../../disks/memory-store.ts';
import type { Store } from '../../disks/store.ts';
import { streamOf, tarOf } from '../../disks/testing/tar-fixture.ts';
import { openRecords, type Records } from '../records.ts';
import { ImageStore } from './image-store.ts';
import { parseReference } from './reference.ts';
import { pruneImages, removeImage } from './removal.ts';
import { digestOf, FakeRegistry } from './testing/fake-registry.ts';
import type { Digest, Image, ImageConfig } from './types.ts';
import { imageHistory, imageSummary, inspectImage } from './views.ts';

let store: Store;
let records: Records;
let layers: LayerStore;
let images: ImageStore;
const guest = { mountLayer: vi.fn(async () => undefined), unmountLayer: vi.fn(async () => undefined) };

async function open(in_: Store = openMemoryStore()): Promise<void> {
  store = in_;
  records = await openRecords(store);
  layers = await openLayerStore(store, records);
  images = new ImageStore({ store, records, layers, registry: new FakeRegistry(), guest });
}

beforeEach(() => open());

const tar = (name: string) => tarOf([{ path: name, content: name.repeat(1000) }]);
const configOf = (diffIds: readonly Digest[], created = '2024-01-01T00:00:00Z'): ImageConfig => ({
  os: 'linux',
  architecture: '386',
  created,
  config: { Cmd: ['sh'] },
  history: diffIds.map((_, index) => ({ created, created_by: `step ${index}` })),
  rootfs: { type: 'layers', diff_ids: diffIds },
});

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

async function commit(name: string, parent?: Image, tags: readonly string[] = []): Promise<Image> {
  const { diffId, release } = await images.commitLayer(streamOf(tar(name)));
  const image = await images.create({
    config: configOf([...(parent?.layers ?? []), diffId]),
    names: tags.map(parseReference),
    ...(parent ? { parent: parent.id } : {}),
  });
  release();
  return image;
}

describe('a layer made here', () => {
  test('gives its archive back, and is packed once, when it is pushed', async () => {
    const image = await commit('a', undefined, ['app']);
    const diffId = digestOf(tar('a'));
    expect(image).toMatchObject({ layers: [diffId], sizeBytes: 1000, repoTags: ['app:latest'] });
    expect(images.content.list()).toEqual([]);
    expect(await bytesOf(await images.layers.tar(diffId))).toEqual(tar('a'));
    expect(await images.layers.tarBytes(diffId)).toBe(tar('a').length);
    const [blob, same] = await Promise.all([images.layers.packed(diffId), images.layers.packed(diffId)]);
    expect(same).toEqual(blob);
    expect(await store.list('blobs/made')).toHaveLength(1);
    const packed = await images.content.read(blob.digest);
    expect(digestOf(packed)).toBe(blob.digest);
    expect(gunzipSync(packed)).toEqual(Buffer.from(tar('a')));

    records.close();
    await open(store);
    await images.collectGarbage();
    expect(await images.layers.packed(diffId)).toEqual(blob);
    expect(await bytesOf(await images.layers.tar(diffId))).toEqual(tar('a'));
    await removeImage(images, 'app', { force: false });
    expect(layers.list()).toEqual([]);
    expect(await store.list('blobs/made')).toEqual([]);
    await expect(images.layers.tar(diffId)).rejects.toThrow(`the archive of layer ${diffId} is not here`);
  });

  test('has the same archive and digest in another store', async () => {
    const layerOf = async () => images.layers.packed((await commit('a')).layers[0]!);
    const blob = await layerOf();
    await open();
    expect(await layerOf()).toEqual(blob);
  });

  test('of an older version has its archive packed', async () => {
    const image = await commit('a');
    const [diffId] = image.layers as [Digest];
    const blob = await images.layers.packed(diffId);
    const { splitBytes: _splitBytes, ...record } = records.get<Record<string, unknown>>(`layer/${diffId}`)!;
    records.put(`layer/${diffId}`, record);
    expect(await bytesOf(await images.layers.tar(diffId))).toEqual(tar('a'));
    await images.content.remove(blob.digest);
    await expect(images.layers.tar(diffId)).rejects.toThrow('is not here: pull its image again');
  });

  test('that was damaged is not pushed', async () => {
    const image = await commit('a');
    const [diffId] = image.layers as [Digest];
    const { file } = records.get<{ file: string }>(`layer/${diffId}`)!;
    const damaged = await store.open(`layers/${file}`, 'write');
    for (let at = 1200; at < damaged.sizeBytes() - 200; at += 100) damaged.write(new Uint8Array(50).fill(1), at);
    await expect(images.layers.packed(diffId)).rejects.toMatchObject({ kind: 'corrupt' });
    expect(await store.list('blobs/made')).toEqual([]);
  });

  test('goes when nobody makes an image of it', async () => {
    const kept = await images.commitLayer(streamOf(tar('a')));
    await images.collectGarbage();
    expect(layers.has(kept.diffId)).toBe(true);
    kept.release();
    kept.release();
    await images.collectGarbage();
    expect(layers.list()).toEqual([]);
    expect(images.content.list()).toEqual([]);
  });

  test('that is no archive leaves nothing', async () => {
    await expect(images.commitLayer(streamOf(new Uint8Array(5000).fill(7)))).rejects.toMatchObject({ kind: 'corrupt' });
    await expect(images.commitLayer(streamOf(tar('a').subarray(0, 700)))).rejects.toThrow('unexpected EOF');
    expect(layers.list()).toEqual([]);
    expect(await store.list('layers')).toEqual([]);
    expect(await store.list('blobs/made')).toEqual([]);
  });
});

test('what was being made when a session ended is gone in the next', async () => {
  (await images.content.begin()).write(tar('a'));
  const image = await commit('b');
  const blob = await images.layers.packed(image.layers[0]!);
  expect(await store.list('blobs/made')).toHaveLength(2);
  records.close();
  await open(store);
  await images.content.removeUnfinished();
  expect(await store.list('blobs/made')).toHaveLength(1);
  expect(images.content.has(blob.digest)).toBe(true);
});

describe('an image made here', () => {
  test('has the same ID for the same config, and needs its layers', async () => {
    const image = await commit('a');
    expect(image.id).toBe(digestOf(image.configBytes));
    expect(new TextDecoder().decode(image.configBytes)).toMatch(
      /^\{"architecture":"386","config":.*"os":"linux","rootfs"/,
    );
    expect((await commit('a', undefined, ['again'])).id).toBe(image.id);
    const missing: Digest = `sha256:${'1'.repeat(64)}`;
    await expect(images.create({ config: configOf([missing]) })).rejects.toThrow(`layer does not exist: ${missing}`);
  });

  test('knows its parent, in inspect, history and lists', async () => {
    const base = await commit('a', undefined, ['base']);
    const child = await commit('b', base, ['child']);
    expect(inspectImage(images, child)).toMatchObject({ Parent: base.id });
    expect(imageSummary(child)).toMatchObject({ ParentId: base.id });
    expect(imageHistory(images, child).map(({ Id, Tags }) => [Id, Tags])).toEqual([
      [child.id, ['child:latest']],
      [base.id, ['base:latest']],
    ]);
    records.close();
    await open(store);
    expect(images.resolve('child').parent).toBe(base.id);
    expect(images.children(base.id).map(({ id }) => id)).toEqual([child.id]);
  });
});

describe('removal', () => {
  test('spares parents, and takes nameless ones along', async () => {
    const base = await commit('a', undefined, ['base']);
    const middle = await commit('b', base);
    const top = await commit('c', middle, ['top']);
    const short = (image: Image) => image.id.slice(7, 19);
    await expect(removeImage(images, middle.id, { force: true })).rejects.toThrow(
      `conflict: unable to delete ${short(middle)} (cannot be forced) - image has dependent child images`,
    );
    expect(await removeImage(images, 'base', { force: false })).toEqual([{ Untagged: 'base:latest' }]);
    images.tag(images.resolve(base.id), parseReference('base'));
    const removed = await removeImage(images, 'top', { force: false });
    expect(removed.filter((item) => 'Deleted' in item).map((item) => (item as { Deleted: string }).Deleted)).toEqual([
      top.id,
      expect.any(String),
      middle.id,
      expect.any(String),
    ]);
    expect(images.list().map(({ id }) => id)).toEqual([base.id]);
  });

  test('--no-prune keeps the parent', async () => {
    const base = await commit('a');
    const top = await commit('b', base, ['top']);
    await removeImage(images, top.id, { force: false, noPrune: true });
    expect(images.list().map(({ id }) => id)).toEqual([base.id]);
  });

  test('prune takes dangling chains, not what a named image stands on', async () => {
    const base = await commit('a');
    await commit('b', base, ['named']);
    const other = await commit('c');
    await commit('d', other);
    await pruneImages(images, new Map(), undefined);
    expect(
      images
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([base.id, images.resolve('named').id].sort());
  });

  test('a child outlives its parent when that is forced out of another name', async () => {
    const base = await commit('a', undefined, ['base']);
    const child = await commit('b', base, ['child']);
    await images.forget(base.id);
    expect(images.resolve('child')).not.toHaveProperty('parent');
    expect(layers.list()).toHaveLength(2);
    expect(images.layers.isWhole(child.layers[0]!)).toBe(true);
  });
});
