import { beforeAll, describe, expect, it } from 'vitest';
import { openLayerStore } from '../../disks/layer-store.ts';
import { openMemoryStore } from '../../disks/memory-store.ts';
import type { FixtureEntry } from '../../disks/testing/tar-fixture.ts';
import { digestOf, layerOf } from '../images/testing/fake-registry.ts';
import { memoryRecords } from '../testing/test-engine.ts';
import { filesOfImage, filesOfLayer, type LayerEntry, type LayerReader } from './layer-files.ts';

const directory = (path: string, mode = 0o755): FixtureEntry => ({ path: `${path}/`, type: '5', mode });
const file = (path: string, content = path): FixtureEntry => ({ path, content });

const LAYERS: readonly (readonly FixtureEntry[])[] = [
  [
    directory('etc'),
    file('etc/passwd', 'root'),
    file('etc/old'),
    directory('app'),
    file('app/a'),
    directory('app/sub'),
    file('app/sub/x'),
  ],
  [
    directory('etc'),
    file('etc/passwd', 'root and others'),
    file('etc/.wh.old'),
    file('etc/.wh.never'),
    directory('srv', 0o700),
  ],
  [directory('etc', 0o700), directory('app'), file('app/.wh..wh..opq'), file('app/b'), file('srv', 'a file now')],
];

let readers: readonly LayerReader[];

beforeAll(async () => {
  const layers = await openLayerStore(openMemoryStore(), memoryRecords());
  readers = await Promise.all(
    LAYERS.map(async (entries) => {
      const { tar } = layerOf(entries);
      const diffId = digestOf(tar);
      await layers.add(diffId, new Blob([tar as Uint8Array<ArrayBuffer>]).stream());
      return layers.reader(diffId);
    }),
  );
});

const short = ({ name, kind, type, from, layer }: LayerEntry) =>
  `${kind} ${name}${type === 'directory' ? '/' : ''} ${layer}${from === undefined ? '' : `<${from}`}`;

describe('what a layer has', () => {
  it.each<[layer: number, path: string, expected: string[]]>([
    [0, '', ['added app/ 0', 'added etc/ 0']],
    [0, '/etc', ['added old 0', 'added passwd 0']],
    [1, '', ['same etc/ 1', 'added srv/ 1']],
    // What nobody had below is not deleted.
    [1, '/etc', ['deleted old 0<0', 'changed passwd 1<0']],
    [2, '', ['same app/ 2', 'changed etc/ 2<1', 'changed srv 2<1']],
    // It hides all that was there, so nothing in it is a change of something.
    [2, '/app', ['added b 2']],
    [2, '/etc', []],
  ])('layer %i in %j', (layer, path, expected) => {
    expect(filesOfLayer(readers, layer, path).map(short)).toEqual(expected);
  });

  it('is refused where there is nothing', () => {
    expect(() => filesOfLayer(readers, 1, '/app')).toThrow('no such directory in layer 1: /app');
    expect(() => filesOfLayer(readers, 2, '/srv')).toThrow('no such directory');
    expect(() => filesOfLayer(readers, 3, '')).toThrow('no such layer: 3');
  });
});

describe('what an image has', () => {
  it.each<[path: string, expected: string[]]>([
    ['', ['same app/ 2', 'same etc/ 2', 'same srv 2']],
    ['/etc', ['same passwd 1']],
    ['/app', ['same b 2']],
    ['/app/sub', []],
    ['/srv', []],
    ['/nowhere', []],
  ])('in %j, and whose it is', (path, expected) => {
    expect(filesOfImage(readers, path).map(short)).toEqual(expected);
  });

  it('with sizes', () => {
    expect(filesOfImage(readers, '/etc')[0]).toMatchObject({ sizeBytes: 15, mode: 0o644, target: '' });
  });
});
