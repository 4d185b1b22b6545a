import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openLayerStore } from '../../../disks/layer-store.ts';
import { openMemoryStore } from '../../../disks/memory-store.ts';
import { TarReader } from '../../../disks/tar-reader.ts';
import { concat, streamOf, tarOf, type FixtureEntry } from '../../../disks/testing/tar-fixture.ts';
import { systemClock } from '../../clock.ts';
import { openRecords } from '../../records.ts';
import { ImageStore } from '../image-store.ts';
import { MACHINE_PLATFORM } from '../manifest.ts';
import type { ProgressMessage } from '../progress.ts';
import { parseReference } from '../reference.ts';
import { digestOf, FakeRegistry } from '../testing/fake-registry.ts';
import type { Digest, ImageConfig } from '../types.ts';
import { importImage } from './import.ts';
import { loadImages } from './load.ts';
import { saveImages } from './save.ts';
import { imagesToSave } from './saved-images.ts';

const guest = { mountLayer: vi.fn(async () => undefined), unmountLayer: vi.fn(async () => undefined) };

async function openStore(): Promise<ImageStore> {
  const store = openMemoryStore();
  const records = await openRecords(store);
  const layers = await openLayerStore(store, records);
  return new ImageStore({ store, records, layers, registry: new FakeRegistry(), guest });
}

let images: ImageStore;
beforeEach(async () => {
  images = await openStore();
});

/** Larger than what is read into memory, and a small one. */
const large = tarOf([{ path: 'large', content: new Uint8Array(400_000).map((_, index) => (index * 31) % 251) }]);
const small = tarOf([{ path: 'small', content: 'x' }]);

const configOf = (...layers: Uint8Array[]): ImageConfig => ({
  os: 'linux',
  architecture: '386',
  config: { Cmd: ['sh'] },
  rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
});

async function make(name: string, ...layers: Uint8Array[]) {
  for (const layer of layers) await images.commitLayer(streamOf(layer));
  return images.create({ config: configOf(...layers), names: [parseReference(name)] });
}

async function save(...names: string[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of await saveImages(images, imagesToSave(images, names))) parts.push(part.slice());
  return concat(parts);
}

async function load(archive: Uint8Array, into = images): Promise<string[]> {
  const told: string[] = [];
  const tell = (text: string) => told.push(...text.split('\n').filter((line) => line !== ''));
  await loadImages(streamOf(archive, 10_000), { store: into, onProgress: undefined, tell, onLoaded: () => {} });
  return told;
}

function filesOf(archive: Uint8Array): Map<string, string> {
  const files = new Map<string, string>();
  let path = '';
  const reader = new TarReader({
    entry: (entry) => (path = entry.path),
    data: (bytes) => files.set(path, (files.get(path) ?? '') + new TextDecoder().decode(bytes)),
  });
  reader.push(archive);
  reader.end();
  return files;
}

describe('docker save', () => {
  test('writes an archive that is both layouts, the same each time', async () => {
    const { id } = await make('app:1', large, small);
    images.tag(images.resolve('app:1'), parseReference('localhost:5000/me/app:2'));
    const archive = await save('app:1', 'localhost:5000/me/app:2');
    expect(digestOf(await save('app:1', 'localhost:5000/me/app:2'))).toBe(digestOf(archive));
    const files = filesOf(archive);
    const manifest = JSON.parse(files.get('manifest.json')!);
    expect(manifest).toMatchObject([
      {
        Config: `blobs/sha256/${id.slice(7)}`,
        RepoTags: ['app:1', 'localhost:5000/me/app:2'],
        Layers: [large, small].map((layer) => `blobs/sha256/${digestOf(layer).slice(7)}`),
      },
    ]);
    const index = JSON.parse(files.get('index.json')!);
    expect(index.manifests.map((each: { annotations: object }) => each.annotations)).toEqual([
      { 'io.containerd.image.name': 'docker.io/library/app:1', 'org.opencontainers.image.ref.name': '1' },
      { 'io.containerd.image.name': 'localhost:5000/me/app:2', 'org.opencontainers.image.ref.name': '2' },
    ]);
    for (const [path, content] of files) {
      const hex = /^blobs\/sha256\/(.*)$/.exec(path)?.[1];
      if (hex && hex !== digestOf(large).slice(7)) expect(digestOf(new TextEncoder().encode(content))).toContain(hex);
    }
    expect(JSON.parse(files.get('repositories')!)).toEqual({
      app: { 1: digestOf(small).slice(7) },
      'localhost:5000/me/app': { 2: digestOf(small).slice(7) },
    });
  });

  test('takes all tags of a repository, and images without names', async () => {
    const { id } = await make('app:1', small);
    images.tag(images.resolve('app:1'), parseReference('app:2'));
    expect(JSON.parse(filesOf(await save('app')).get('manifest.json')!)[0].RepoTags).toEqual(['app:1', 'app:2']);
    expect(JSON.parse(filesOf(await save(id)).get('manifest.json')!)[0].RepoTags).toBeNull();
  });

  test.each([
    ['nosuch', 'No such image: nosuch'],
    ['no:such', 'reference does not exist'],
    ['sha256:abc', 'No such image: sha256:abc'],
  ])('of %s', (name, message) => {
    expect(() => imagesToSave(images, [name])).toThrow(message);
  });
});

const manifestOf = (items: unknown): FixtureEntry => ({
  path: 'manifest.json',
  content: typeof items === 'string' ? items : JSON.stringify(items),
});

describe('docker load', () => {
  test.each<[string, (archive: Uint8Array) => Uint8Array]>([
    ['as it was saved', (archive) => archive],
    ['gzipped', (archive) => gzipSync(archive)],
    ['gzipped in two members', (archive) => concat([gzipSync(archive.slice(0, 7000)), gzipSync(archive.slice(7000))])],
  ])('gives the same images: %s', async (_, change) => {
    const app = await make('app:1', large, small);
    const other = await make('other', small);
    const archive = change(await save('app:1', 'other'));
    const fresh = await openStore();
    expect(await load(archive, fresh)).toEqual(['Loaded image: app:1', 'Loaded image: other:latest']);
    expect(fresh.resolve('app:1').id).toBe(app.id);
    expect(fresh.resolve('other').id).toBe(other.id);
    expect(fresh.layers.list()).toHaveLength(2);
    const before = digestOf(await save('app:1', 'other'));
    images = fresh;
    expect(digestOf(await save('app:1', 'other'))).toBe(before);
    // Nothing is left but the layers.
    expect(fresh.content.list()).toEqual([]);
  });

  test('takes a name from the image that had it, and says so', async () => {
    const archive = await (async () => (await make('app:1', large), save('app:1')))();
    const fresh = images;
    const other = await make('app:1', small);
    expect(await load(archive, fresh)).toEqual([
      `The image app:1 already exists, renaming the old one with ID ${other.id} to empty string`,
      'Loaded image: app:1',
    ]);
    expect(fresh.resolve(other.id).repoTags).toEqual([]);
  });

  test('reads no layer that is here, and keeps none that no image has', async () => {
    const { id } = await make('app:1', large, small);
    const archive = await save('app:1');
    // Other bytes under the name of a layer that is here: those of here are taken.
    const name = `blobs/sha256/${digestOf(large).slice(7)}`;
    const at = archive.findIndex(
      (_, i) => i % 512 === 0 && new TextDecoder().decode(archive.subarray(i, i + name.length)) === name,
    );
    archive.fill(9, at + 2000, at + 3000);
    expect(await load(archive)).toEqual(['Loaded image: app:1']);
    expect(images.resolve('app:1').id).toBe(id);

    const fresh = await openStore();
    const other = tarOf([{ path: 'stray', content: new Uint8Array(500_000).fill(1) }]);
    const stray = tarOf([
      { path: 'stray.tar', content: other },
      { path: 'stray.bin', content: new Uint8Array(500_000).fill(2) },
      { path: 'c.json', content: JSON.stringify(configOf(small)) },
      { path: 'l.tar', content: small },
      manifestOf([{ Config: 'c.json', RepoTags: ['app:2'], Layers: ['l.tar'] }]),
    ]);
    expect(await load(stray, fresh)).toEqual(['Loaded image: app:2']);
    expect(fresh.layers.list()).toEqual([digestOf(small)]);
    expect(fresh.content.list()).toEqual([]);
  });

  test('tells how far it is with the layers that are named by their digests', async () => {
    await make('app:1', large);
    const archive = await save('app:1');
    const told: ProgressMessage[] = [];
    const onProgress = (message: ProgressMessage) => told.push(message);
    await loadImages(streamOf(archive, 10_000), {
      ...{ store: await openStore(), onProgress, tell: () => {}, onLoaded: () => {} },
    });
    expect(told.at(-1)).toMatchObject({
      ...{ status: 'Loading layer', id: digestOf(large).slice(7, 19) },
      progressDetail: { current: large.length, total: large.length },
    });
  });

  test('an image without a name is told by its ID', async () => {
    const { id } = await make('app:1', small);
    expect(await load(await save(id), await openStore())).toEqual([`Loaded image ID: ${id}`]);
  });

  test('what Docker wrote before version 25: folders, and links to layers that are there already', async () => {
    const config = new TextEncoder().encode(JSON.stringify(configOf(large, small)));
    const archive = tarOf([
      { path: 'aa/', type: '5' },
      { path: 'aa/layer.tar', content: large },
      { path: 'bb/', type: '5' },
      { path: 'bb/layer.tar', type: '2', link: '../cc/layer.tar' },
      { path: 'cc/layer.tar', content: small },
      { path: 'config.json', content: config },
      {
        path: 'manifest.json',
        content: JSON.stringify([
          { Config: 'config.json', RepoTags: ['old:1'], Layers: ['aa/layer.tar', 'bb/layer.tar'] },
        ]),
      },
    ]);
    expect(await load(archive)).toEqual(['Loaded image: old:1']);
    expect(images.resolve('old:1').id).toBe(digestOf(config));
  });

  test('what Docker wrote before version 1.10', async () => {
    const [base, top] = ['1'.repeat(64), '2'.repeat(64)];
    const created = '2014-01-01T00:00:00Z';
    const archive = tarOf([
      { path: `${base}/VERSION`, content: '1.0' },
      { path: `${base}/json`, content: JSON.stringify({ id: base, created, os: 'linux', architecture: '386' }) },
      { path: `${base}/layer.tar`, content: large },
      {
        path: `${top}/json`,
        content: JSON.stringify({
          ...{ id: top, parent: base, created, os: 'linux', architecture: '386', Size: 5 },
          config: { Cmd: ['sh'] },
          container_config: { Cmd: ['/bin/sh', '-c', 'touch small'] },
        }),
      },
      { path: `${top}/layer.tar`, content: small },
      { path: 'repositories', content: JSON.stringify({ old: { latest: top } }) },
    ]);
    expect(await load(archive)).toEqual(['Loaded image: old:latest']);
    const image = images.resolve('old');
    expect(image.layers).toEqual([digestOf(large), digestOf(small)]);
    expect(image.config.history).toEqual([{ created }, { created, created_by: '/bin/sh -c touch small' }]);
    expect(image.config).not.toHaveProperty('id');
    expect(image.config.config?.Cmd).toEqual(['sh']);
  });

  test('an OCI layout with compressed layers; its manifest is kept for a push', async () => {
    const { archive, config, manifest, blobs } = ociLayout();
    expect(await load(archive)).toEqual(['Loaded image: oci:1']);
    const image = images.resolve('oci:1');
    expect(image.id).toBe(digestOf(config));
    expect(images.manifestDigest(image.id)).toBe(digestOf(manifest));
    expect(images.layers.blobs.get(digestOf(large))!.digest).toBe(digestOf(blobs[0]!));
    await images.collectGarbage();
    expect(images.content.has(digestOf(manifest))).toBe(true);
    expect(JSON.parse(filesOf(await save('oci:1')).get('manifest.json')!)[0].Layers).toHaveLength(2);
  });

  const config = { path: 'c.json', content: JSON.stringify(configOf(small)) };
  const layer = { path: 'l.tar', content: small };
  const item = { Config: 'c.json', RepoTags: ['bad:1'], Layers: ['l.tar'] };
  test.each<[string, Uint8Array, string]>([
    ['bytes that are no archive', new Uint8Array(3000).fill(7), 'archive/tar: invalid tar header'],
    [
      'an archive cut short',
      tarOf([layer]).subarray(0, 1000),
      'Error processing tar file(exit status 1): unexpected EOF',
    ],
    [
      'a gzipped one cut short',
      gzipSync(large).subarray(0, 900),
      'Error processing tar file(exit status 1): unexpected EOF',
    ],
    ['nothing', new Uint8Array(), 'repositories: no such file or directory'],
    ['no manifest', tarOf([layer]), 'repositories: no such file or directory'],
    ['no config', tarOf([manifestOf([item]), layer]), 'c.json: no such file or directory'],
    ['no layer', tarOf([manifestOf([item]), config]), 'l.tar: no such file or directory'],
    ['half a manifest', tarOf([manifestOf('{')]), 'unexpected EOF'],
    ['a manifest that is no list', tarOf([manifestOf('3')]), 'invalid manifest: manifest.json is no list of images'],
    [
      'too few layers',
      tarOf([manifestOf([{ ...item, Layers: [] }]), config]),
      'invalid manifest, layers length mismatch: expected 0, got 1',
    ],
    ['a name without a tag', tarOf([manifestOf([{ ...item, RepoTags: ['bad'] }]), config, layer]), 'invalid tag "bad"'],
    [
      'another layer',
      tarOf([manifestOf([item]), config, { ...layer, content: tarOf([{ path: 'y' }]) }]),
      `invalid diffID for layer 0: expected "${digestOf(small)}", got "${digestOf(tarOf([{ path: 'y' }]))}"`,
    ],
    [
      'another layer, compressed',
      tarOf([manifestOf([item]), config, { ...layer, content: gzipSync(tarOf([{ path: 'y' }])) }]),
      `invalid diffID for layer 0: expected "${digestOf(small)}"`,
    ],
    [
      'an image for another system',
      tarOf([manifestOf([item]), { ...config, content: JSON.stringify({ ...configOf(small), os: 'windows' }) }, layer]),
      'cannot load windows image on linux',
    ],
    ['an OCI layout with a changed config', ociLayout({ spoil: true }).archive, 'has another digest'],
  ])('refuses %s, and keeps nothing of it', async (_, archive, message) => {
    await expect(load(archive)).rejects.toThrow(message);
    expect(images.list()).toEqual([]);
    await images.collectGarbage();
    expect(images.layers.list()).toEqual([]);
    expect(images.content.list()).toEqual([]);
  });

  test('an empty list of images is no error', async () => {
    expect(await load(tarOf([manifestOf([])]))).toEqual([]);
  });
});

describe('docker import', () => {
  const request = (archive: Uint8Array, changes: string[] = []) => ({
    archive: streamOf(archive),
    name: parseReference('imported:1'),
    message: 'a message',
    changes,
    platform: MACHINE_PLATFORM,
  });

  test.each([
    ['plain', small],
    ['gzipped', gzipSync(small)],
  ])('makes an image of files: %s', async (_, archive) => {
    const image = await importImage(images, systemClock(), request(archive, ['CMD ["x"]', 'ENV A=b']));
    expect(image).toMatchObject({ repoTags: ['imported:1'], layers: [digestOf(small)] });
    expect(image.config).toMatchObject({
      architecture: '386',
      comment: 'a message',
      config: { Cmd: ['x'], Env: ['A=b'] },
      history: [{ comment: 'a message' }],
    });
  });

  test('refuses what is no archive', async () => {
    await expect(importImage(images, systemClock(), request(new Uint8Array(2000).fill(9)))).rejects.toThrow(
      'Error processing tar file(exit status 1): archive/tar: invalid tar header',
    );
    expect(images.layers.list()).toEqual([]);
  });
});

function ociLayout({ spoil = false } = {}) {
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const blobs = [large, small].map((layer) => new Uint8Array(gzipSync(layer)));
  const config = encode(configOf(large, small));
  const descriptor = (mediaType: string, bytes: Uint8Array): { mediaType: string; digest: Digest; size: number } => ({
    mediaType: `application/vnd.oci.image.${mediaType}`,
    digest: digestOf(bytes),
    size: bytes.length,
  });
  const manifest = encode({
    schemaVersion: 2,
    config: descriptor('config.v1+json', config),
    layers: blobs.map((blob) => descriptor('layer.v1.tar+gzip', blob)),
  });
  const inner = encode({
    manifests: [
      { ...descriptor('manifest.v1+json', small), platform: { os: 'linux', architecture: 'arm64' } },
      { ...descriptor('manifest.v1+json', manifest), platform: { os: 'linux', architecture: '386' } },
    ],
  });
  const index = encode({
    manifests: [
      { ...descriptor('index.v1+json', inner), annotations: { 'org.opencontainers.image.ref.name': 'oci:1' } },
    ],
  });
  const archive = tarOf([
    { path: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
    { path: 'index.json', content: index },
    ...[manifest, inner, config, ...blobs].map((bytes) => ({
      path: `./blobs/sha256/${digestOf(bytes).slice(7)}`,
      content: spoil && bytes === config ? encode({ ...configOf(large, small), author: 'x' }) : bytes,
    })),
  ]);
  return { archive, config, manifest, blobs };
}
