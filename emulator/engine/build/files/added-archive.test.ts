import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { concat, tarOf } from '../../../disks/testing/tar-fixture.ts';
import { FakeGuest } from '../../testing/fake-guest.ts';
import { isTarArchive, unpackedTree } from './added-archive.ts';
import { walk } from './tree.ts';

const tar = tarOf([
  { path: 'd/', type: '5' },
  { path: 'd/f', content: 'x' },
]);
const text = new TextEncoder().encode('only a text, and a long one: '.repeat(40));
const XZ = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
const BZIP2 = new TextEncoder().encode('BZh9');

/** Its programs take a mark before the data as their format, and refuse all else. */
function guestWithPrograms(): FakeGuest {
  const guest = new FakeGuest();
  for (const name of ['xz', 'bzip2']) {
    guest.programs.set(name, async (program) => {
      let input = '';
      for (let more = await program.read(); more !== undefined; more = await program.read()) input += more;
      const at = input.indexOf('MARK');
      if (at < 0) return 1;
      program.stdout(input.slice(at + 4));
      return 0;
    });
  }
  return guest;
}

const marked = (magic: Uint8Array, bytes: Uint8Array) => concat([magic, new TextEncoder().encode('MARK'), bytes]);

it.each([
  ['tar', tar, true],
  ['tar.gz', gzipSync(tar), true],
  ['tar.bz2', marked(BZIP2, tar), true],
  ['tar.xz', marked(XZ, tar), true],
  ['a text', text, false],
  ['a text, packed by gzip', gzipSync(text), false],
  ['a text, packed by xz', marked(XZ, text), false],
  ['what the program refuses', concat([XZ, text]), false],
  ['gzip cut short', gzipSync(tar).subarray(0, 30), false],
  ['nothing', new Uint8Array(), false],
  ['zeros', new Uint8Array(1024), false],
  ['something short', Uint8Array.of(1, 2, 3), false],
])('ADD unpacks %s: %s', async (_, bytes, expected) => {
  expect(await isTarArchive(bytes, guestWithPrograms())).toBe(expected);
});

it.each([
  ['gzip', gzipSync(tar)],
  ['bzip2', marked(BZIP2, tar)],
  ['xz', marked(XZ, tar)],
])('what %s packed is unpacked', async (_, bytes) => {
  const { root } = await unpackedTree(bytes, guestWithPrograms());
  expect([...walk(root)].map(([path]) => path)).toEqual(['d', 'd/f']);
});

it('an archive that ends early is corrupt', async () => {
  await expect(unpackedTree(concat([BZIP2, text]), guestWithPrograms())).rejects.toMatchObject({ kind: 'corrupt' });
});
