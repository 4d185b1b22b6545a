import { expect, test } from 'vitest';
import { TarReader, type TarEntry } from './tar-reader.ts';
import { tarOf } from './testing/tar-fixture.ts';
import { toGnuTar } from './gnu-tar.ts';

async function convert(archive: Uint8Array, change?: (entry: TarEntry) => TarEntry): Promise<Uint8Array> {
  const source = new Blob([archive as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>;
  const out = source.pipeThrough(toGnuTar(change)) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Uint8Array(await new Response(out).arrayBuffer());
}

function read(archive: Uint8Array): { entry: TarEntry; text: string }[] {
  const found: { entry: TarEntry; text: string }[] = [];
  const reader = new TarReader({
    entry: (entry) => void found.push({ entry, text: '' }),
    data: (bytes) => {
      found.at(-1)!.text += new TextDecoder().decode(bytes);
    },
  });
  reader.push(archive);
  reader.end();
  return found;
}

const LONG = `${'d'.repeat(120)}/${'f'.repeat(90)}`;

test('pax names become GNU long names, which busybox reads', async () => {
  const archive = tarOf([
    { path: 'cut', type: '2', pax: { path: LONG, linkpath: `${LONG}é` } },
    { path: 'plain', content: 'hello' },
  ]);
  const converted = await convert(archive);
  expect(new TextDecoder().decode(converted)).not.toContain('PaxHeaders');
  const [link, file] = read(converted);
  expect(link!.entry).toMatchObject({ path: LONG, type: 'symlink' });
  expect(link!.entry.linkPath.length).toBe(LONG.length + 2);
  expect(file).toMatchObject({ entry: { path: 'plain', sizeBytes: 5 }, text: 'hello' });
});

test('entries can be changed', async () => {
  const converted = await convert(tarOf([{ path: 'a', content: 'x' }]), (entry) => ({
    ...entry,
    uid: 3_000_000,
    gid: 7,
  }));
  expect(read(converted)[0]!.entry).toMatchObject({ path: 'a', uid: 3_000_000, gid: 7 });
});

test('what comes in one piece goes out in one', async () => {
  const archive = tarOf(Array.from({ length: 100 }, (_, index) => ({ path: `file-${index}`, content: 'x' })));
  const pieces: Uint8Array[] = [];
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(archive);
      controller.close();
    },
  });
  for await (const piece of source.pipeThrough(toGnuTar())) pieces.push(piece);
  // The second is the end of the archive.
  expect(pieces.map(({ length }) => length)).toEqual([100 * 1024 - 511, 511 + 1024]);
});
