import { describe, expect, test } from 'vitest';
import { SlipwayError } from '../errors.ts';
import { textOf } from './byte-string.ts';
import { concat, paxRecord, tarOf, type FixtureEntry } from './testing/tar-fixture.ts';
import { TarReader, type TarEntry } from './tar-reader.ts';

function read(tar: Uint8Array, chunkBytes = tar.length || 1): (TarEntry & { text: string })[] {
  const found: (TarEntry & { text: string })[] = [];
  const reader = new TarReader({
    entry: (entry) => found.push({ ...entry, text: '' }),
    data: (bytes) => (found.at(-1)!.text += new TextDecoder().decode(bytes)),
  });
  for (let at = 0; at < tar.length; at += chunkBytes) reader.push(tar.subarray(at, at + chunkBytes));
  reader.end();
  return found;
}

const long = 'd/'.repeat(80) + 'name';
const CASES: [string, FixtureEntry[], Partial<TarEntry & { text: string }>[]][] = [
  [
    'a file',
    [{ path: 'a', content: 'hello', mode: 0o4755, uid: 1, gid: 2, mtime: 1700000000 }],
    [{ path: 'a', type: 'file', text: 'hello', mode: 0o4755, uid: 1, gid: 2, mtimeSeconds: 1700000000, sizeBytes: 5 }],
  ],
  [
    'links',
    [
      { path: 's', type: '2', link: '/t' },
      { path: 'h', type: '1', link: 's' },
    ],
    [
      { type: 'symlink', linkPath: '/t' },
      { type: 'hardlink', linkPath: 's' },
    ],
  ],
  [
    'devices and fifos',
    [
      { path: 'c', type: '3', device: [1, 3] },
      { path: 'b', type: '4', device: [8, 1] },
      { path: 'f', type: '6' },
    ],
    [{ type: 'character', deviceMajor: 1, deviceMinor: 3 }, { type: 'block', deviceMajor: 8 }, { type: 'fifo' }],
  ],
  [
    'a directory, also of v7 archives',
    [
      { path: 'd', type: '5' },
      { path: 'old/', type: '\0' },
    ],
    [
      { path: 'd', type: 'directory' },
      { path: 'old/', type: 'directory' },
    ],
  ],
  [
    'the prefix of ustar',
    [{ path: 'name', patch: [345, new TextEncoder().encode('some/dir')] }],
    [{ path: 'some/dir/name' }],
  ],
  [
    'no prefix in GNU headers',
    [{ path: 'name', magic: 'ustar  \0', patch: [345, new TextEncoder().encode('00001234567')] }],
    [{ path: 'name' }],
  ],
  [
    'GNU long names',
    [
      { path: '././@LongLink', type: 'L', content: `${long}\0` },
      { path: '././@LongLink', type: 'K', content: `${long}2\0` },
      { path: long, type: '2', link: long },
    ],
    [{ path: long, linkPath: `${long}2` }],
  ],
  [
    'pax names, times, owners, sizes',
    [
      {
        path: 'x',
        content: 'abc',
        pax: { path: 'ünï', mtime: '1.5', uid: '4000000', gid: '7', size: '3', comment: 'x' },
      },
    ],
    [{ mtimeSeconds: 1, mtimeNanoseconds: 500_000_000, uid: 4_000_000, gid: 7, text: 'abc' }],
  ],
  [
    'times before 1970',
    [{ path: 'x', pax: { mtime: '-1.25' } }],
    [{ mtimeSeconds: -2, mtimeNanoseconds: 750_000_000 }],
  ],
  [
    'base-256 numbers',
    [
      { path: 'x', content: 'abc', patch: [124, Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3)] },
      { path: 'y', patch: [136, new Uint8Array(12).fill(255)] },
    ],
    [{ sizeBytes: 3, text: 'abc' }, { mtimeSeconds: -1 }],
  ],
  [
    'xattrs',
    [
      {
        path: 'x',
        pax: { 'SCHILY.xattr.user.a': 'one', 'SCHILY.xattr.security.capability': Uint8Array.of(1, 0, 10, 255) },
      },
    ],
    [
      {
        xattrs: new Map([
          ['user.a', new TextEncoder().encode('one')],
          ['security.capability', Uint8Array.of(1, 0, 10, 255)],
        ]),
      },
    ],
  ],
  ['pax of one entry only', [{ path: 'x', pax: { uid: '5' } }, { path: 'y' }], [{ uid: 5 }, { uid: 0, path: 'y' }]],
  [
    'global headers ignored',
    [{ path: 'g', type: 'g', content: paxRecord('comment', 'abc') }, { path: 'y' }],
    [{ path: 'y' }],
  ],
  [
    'no data for links with a size',
    [{ path: 'h', type: '1', link: 'x', patch: [124, new TextEncoder().encode('00000000005')] }, { path: 'y' }],
    [{ sizeBytes: 0 }, { path: 'y' }],
  ],
];

describe('tar reader', () => {
  test.each(CASES)('reads %s', (_name, entries, expected) => {
    const tar = tarOf(entries);
    for (const chunkBytes of [tar.length, 512, 100, 7]) {
      const found = read(tar, chunkBytes);
      expect(found).toHaveLength(expected.length);
      expected.forEach((fields, i) => expect(found[i]).toMatchObject(fields));
    }
  });

  test('names stay the bytes they are', () => {
    const [utf8] = read(tarOf([{ path: 'x', pax: { path: 'ünï' } }]));
    expect(textOf(utf8!.path)).toBe('ünï');
    const [raw] = read(tarOf([{ path: 'x', pax: { path: Uint8Array.of(0xff, 0xfe) } }]));
    expect(raw!.path).toBe('\xff\xfe');
  });

  test('an archive may be empty, lack its end or go on after it', () => {
    expect(read(new Uint8Array(0))).toEqual([]);
    expect(read(tarOf([{ path: 'a' }], 0))).toHaveLength(1);
    expect(read(tarOf([{ path: 'a' }], 1))).toHaveLength(1);
    expect(read(concat([tarOf([{ path: 'a' }]), new Uint8Array(5000).fill(9)]))).toHaveLength(1);
  });

  test.each<[string, Uint8Array]>([
    ['a wrong checksum', tarOf([{ path: 'a' }]).map((byte, i) => (i === 3 ? 1 : byte))],
    ['what is no tar', new Uint8Array(1024).fill(65)],
    ['a file cut short', tarOf([{ path: 'a', content: 'x'.repeat(600) }]).subarray(0, 700)],
    ['a header cut short', tarOf([{ path: 'a' }]).subarray(0, 300)],
    ['a long name without its entry', tarOf([{ path: 'x', type: 'L', content: 'name\0' }], 0)],
    ['a size that is no number', tarOf([{ path: 'a', patch: [124, new TextEncoder().encode('9z')] }])],
    ['a size beyond all measure', tarOf([{ path: 'a', patch: [124, new Uint8Array(12).fill(0xbf)] }])],
    ['a negative size', tarOf([{ path: 'a', patch: [124, new Uint8Array(12).fill(255)] }])],
    ['an unknown type', tarOf([{ path: 'a', type: 'Q' }])],
    ['sparse files of GNU', tarOf([{ path: 'a', type: 'S' }])],
    ['sparse files of pax', tarOf([{ path: 'a', pax: { 'GNU.sparse.major': '1' } }])],
    ['a pax record that is too long', tarOf([{ path: 'p', type: 'x', content: '99 a=b\n' }, { path: 'a' }])],
    ['a pax record of length 0', tarOf([{ path: 'p', type: 'x', content: '0 a=b\n' }, { path: 'a' }])],
    ['a pax record without =', tarOf([{ path: 'p', type: 'x', content: '6 abc\n' }, { path: 'a' }])],
    ['a pax time that is none', tarOf([{ path: 'a', pax: { mtime: 'now' } }])],
    ['a name with NUL', tarOf([{ path: 'a', pax: { path: 'a\0b' } }])],
    ['an endless name', tarOf([{ path: 'x', type: 'L', patch: [124, new TextEncoder().encode('77777777777')] }])],
    ['data after one zero block', concat([new Uint8Array(512), tarOf([{ path: 'a' }])])],
  ])('refuses %s', (_name, tar) => {
    expect(() => read(tar)).toThrow(expect.objectContaining({ kind: 'corrupt' }));
  });

  test('whatever bytes come, it reads them or says "corrupt"', () => {
    const base = tarOf(CASES.flatMap(([, entries]) => entries));
    let seed = 12345;
    const random = (below: number) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
    for (let round = 0; round < 3000; round++) {
      const tar = base.slice(0, random(4) === 0 ? random(base.length) : base.length);
      for (let i = 0; i < 1 + random(6); i++) tar[random(tar.length || 1)] = random(256);
      if (round % 2 === 0) fixChecksums(tar);
      try {
        read(tar, 1 + random(2000));
      } catch (error) {
        if (!(error instanceof SlipwayError) || error.kind !== 'corrupt') throw error;
      }
    }
  });
});

/** Otherwise nearly all of the fuzzed archives fail at a checksum. */
function fixChecksums(tar: Uint8Array): void {
  for (let at = 0; at + 512 <= tar.length; at += 512) {
    const block = tar.subarray(at, at + 512);
    if (new TextDecoder().decode(block.subarray(257, 262)) !== 'ustar') continue;
    block.fill(0x20, 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.set(new TextEncoder().encode(sum.toString(8).padStart(6, '0')), 148);
    block[154] = 0;
  }
}
