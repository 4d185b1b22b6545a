import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ErofsWriter } from './erofs-writer.ts';
import { openMemoryStore } from './memory-store.ts';
import { joinTar, TarSplitter } from './tar-split.ts';
import { concat, tarOf, type FixtureEntry } from './testing/tar-fixture.ts';

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function split(archive: Uint8Array, pieceBytes: number) {
  const file = await openMemoryStore().open('image', 'write');
  const writer = new ErofsWriter(file);
  const splitter = new TarSplitter(writer);
  // A view into something larger, as what comes over a wire is.
  const padded = concat([new Uint8Array(3), archive]);
  for (let at = 3; at < padded.length; at += pieceBytes) splitter.push(padded.subarray(at, at + pieceBytes));
  splitter.end();
  writer.finish();
  return { file, kept: await splitter.finish() };
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

const random = (sizeBytes: number) => new Uint8Array(randomBytes(sizeBytes));
const cases: readonly [string, readonly FixtureEntry[]][] = [
  ['nothing', []],
  ['empty files, folders and links', [{ path: 'a' }, { path: 'd/', type: '5' }, { path: 'l', type: '2', link: 'a' }]],
  ['a file that fits behind its inode', [{ path: 'a', content: random(700) }]],
  ['one of blocks and a rest behind its inode', [{ path: 'a', content: random(4096 + 700) }]],
  ['one of blocks alone', [{ path: 'a', content: random(8192) }]],
  ['one larger than a chunk', [{ path: 'a', content: random(700_001) }]],
  ['many files', Array.from({ length: 2000 }, (_, i) => ({ path: `f${i}`, content: random(i % 700) }))],
  ['files that replace each other', [1, 5000, 40_000].map((size) => ({ path: 'a', content: random(size) }))],
  [
    'hard links',
    [
      { path: 'a', content: random(10) },
      { path: 'b', type: '1', link: 'a' },
      { path: 'c', content: 'x' },
    ],
  ],
  [
    'whiteouts, one with content',
    [
      { path: '.wh.a', content: 'nobody reads this' },
      { path: 'd/.wh..wh..opq', content: random(9000) },
      { path: '.wh..wh.plnk', content: 'x' },
      { path: 'b', content: 'kept' },
    ],
  ],
];

describe('an archive in two parts', () => {
  test.each(cases)('of %s joins to what it was', async (_, entries) => {
    const archive = tarOf([...entries]);
    for (const pieceBytes of [archive.length + 1, 1000, 512, 65_537]) {
      const { file, kept } = await split(archive, pieceBytes);
      const again = await bytesOf(joinTar(kept, (at, into) => void file.read(into, at)));
      expect(digestOf(again)).toBe(digestOf(archive));
    }
  });

  test('keeps what stands behind its end, and nothing of the data twice', async () => {
    const content = random(300_000);
    const archive = concat([tarOf([{ path: 'a', content }]), new Uint8Array(200_000).fill(7)]);
    const { file, kept } = await split(archive, 32_768);
    expect(kept.length).toBeLessThan(2000);
    expect(digestOf(await bytesOf(joinTar(kept, (at, into) => void file.read(into, at))))).toBe(digestOf(archive));
  });

  test('that is damaged says so', async () => {
    const { kept } = await split(tarOf([{ path: 'a', content: 'x' }]), 512);
    const cut = kept.subarray(0, kept.length - 12);
    await expect(bytesOf(joinTar(cut, () => {}))).rejects.toMatchObject({ kind: 'corrupt' });
    const short = gzipSync(new Uint8Array(5));
    await expect(bytesOf(joinTar(short, () => {}))).rejects.toMatchObject({ kind: 'corrupt' });
  });

  test('may be read in part', async () => {
    const { file, kept } = await split(tarOf(cases[5]![1] as FixtureEntry[]), 512);
    const reader = joinTar(kept, (at, into) => void file.read(into, at)).getReader();
    expect((await reader.read()).value!.length).toBeGreaterThan(0);
    await reader.cancel();
  });
});
