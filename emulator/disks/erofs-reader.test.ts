import { describe, expect, it } from 'vitest';
import { bytesOf, textOf, toByteString } from './byte-string.ts';
import { type ErofsReader } from './erofs-reader.ts';
import { openLayerStore } from './layer-store.ts';
import { openMemoryStore } from './memory-store.ts';
import { tarHeader, tarPadding, joined, TAR_END_BYTES } from './tar-writer.ts';
import { streamOf, tarOf } from './testing/tar-fixture.ts';
import { readTar, type TarEntry } from './tar-reader.ts';

async function readerOf(tar: Uint8Array): Promise<ErofsReader> {
  const records = new Map<string, unknown>();
  const layers = await openLayerStore(openMemoryStore(), {
    get: <T>(key: string) => records.get(key) as T | undefined,
    put: (key, value) => void records.set(key, value),
    delete: (key) => void records.delete(key),
    list: () => [],
  });
  const unpacking = await layers.begin();
  unpacking.push(tar);
  return layers.reader(await unpacking.finish());
}

const at = (reader: ErofsReader, path: string) =>
  path.split('/').reduce((node, name) => reader.node(reader.entries(node).get(name)!), reader.root());

describe('ErofsReader', () => {
  it.each([0, 1, 100, 4095, 4096, 4097, 32 * 1024, 32 * 1024 + 1, 100_000])(
    'reads a file of %i bytes',
    async (size) => {
      const content = new Uint8Array(size).map((_, i) => (i * 7) % 251);
      const reader = await readerOf(
        tarOf([{ path: 'a' }, { path: 'f', content, mode: 0o640, uid: 5, gid: 70000, mtime: 99 }]),
      );
      const node = at(reader, 'f');
      expect(node).toMatchObject({ type: 'file', mode: 0o640, uid: 5, gid: 70000, mtimeSeconds: 99, sizeBytes: size });
      expect(reader.content(node)).toEqual(content);
    },
  );

  it('reads a large directory, links, devices and attributes', async () => {
    const names = Array.from({ length: 700 }, (_, i) => `dir/file-with-a-long-name-${i}`);
    const reader = await readerOf(
      tarOf([
        ...names.map((path) => ({ path, content: path })),
        { path: 'link', type: '2', link: 'dir/x' },
        { path: 'hard', type: '1', link: names[3]! },
        { path: 'dev', type: '3', device: [1, 300] },
        { path: 'caps', content: 'x', pax: { 'SCHILY.xattr.security.capability': 'abc', 'SCHILY.xattr.user.b': '' } },
        { path: '.wh.gone', content: '' },
      ]),
    );
    expect([...reader.entries(at(reader, 'dir')).keys()].sort()).toEqual(names.map((name) => name.slice(4)).sort());
    expect(textOf(toByteString(reader.content(at(reader, names[699]!))))).toBe(names[699]);
    expect(toByteString(reader.content(at(reader, 'link')))).toBe('dir/x');
    expect(at(reader, 'hard').at).toBe(at(reader, names[3]!).at);
    expect(at(reader, 'dev')).toMatchObject({ type: 'character', deviceMajor: 1, deviceMinor: 300 });
    expect(at(reader, 'caps').xattrs).toEqual(
      new Map([
        ['security.capability', bytesOf('abc')],
        ['user.b', bytesOf('')],
      ]),
    );
    expect(at(reader, 'gone')).toMatchObject({ type: 'character', deviceMajor: 0, deviceMinor: 0 });
  });
});

describe('tarHeader', () => {
  const entry: TarEntry = {
    path: 'a/b',
    type: 'file',
    mode: 0o4755,
    uid: 1,
    gid: 2,
    sizeBytes: 5,
    mtimeSeconds: 1_700_000_000,
    mtimeNanoseconds: 0,
    linkPath: '',
    deviceMajor: 0,
    deviceMinor: 0,
    xattrs: new Map(),
    header: { rawMode: 0o104755, userName: 'me', groupName: '' },
  };
  it.each<[string, Partial<TarEntry>]>([
    ['a file', {}],
    ['a long path', { path: `${'d/'.repeat(60)}f` }],
    ['a path no slash divides', { path: 'x'.repeat(180) }],
    ['a very long path', { path: `${'folder/'.repeat(60)}f` }],
    ['a directory with a long path', { path: `${'folder/'.repeat(20)}`, type: 'directory', sizeBytes: 0 }],
    ['bytes that are no UTF-8', { path: 'a\xffb' }],
    ['a symbolic link', { type: 'symlink', linkPath: 'y'.repeat(150), sizeBytes: 0 }],
    ['a device', { type: 'block', deviceMajor: 8, deviceMinor: 1, sizeBytes: 0 }],
    ['large owners', { uid: 3_000_000, gid: 4_000_000_000 }],
    ['attributes', { xattrs: new Map([['user.x', Uint8Array.of(0, 1, 255)]]) }],
    ['a time before 1970', { mtimeSeconds: -5 }],
  ])('is read back: %s', async (_, change) => {
    const whole: TarEntry = { ...entry, ...change };
    const data = new Uint8Array(whole.sizeBytes).fill(7);
    const tar = joined([
      tarHeader(whole),
      data,
      new Uint8Array(tarPadding(data.length)),
      new Uint8Array(TAR_END_BYTES),
    ]);
    const found: TarEntry[] = [];
    await readTar(streamOf(tar, 1000), { entry: (each) => void found.push(each), data: () => {} });
    expect(found).toEqual([whole]);
  });
});
