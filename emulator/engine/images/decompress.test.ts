import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { concat, streamOf } from '../../disks/testing/tar-fixture.ts';
import { decompressed, gunzipInScript } from './decompress.ts';

const content = new Uint8Array(300_000).map((_, index) => (index * 7) % 253);
const members = concat([gzipSync(content.subarray(0, 100_000)), gzipSync(content.subarray(100_000))]);
const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());

test.each([1, 1000, 1_000_000])('gzip of two members, without help of the platform, %i bytes at once', async (size) => {
  const archive = size === 1 ? members.subarray(0) : members;
  const stream = streamOf(archive, Math.max(size, 97)).pipeThrough(gunzipInScript());
  expect(await bytesOf(stream)).toEqual(content);
});

test('the same by what the platform has', async () => {
  expect(await bytesOf(await decompressed(streamOf(members)))).toEqual(content);
  expect(await bytesOf(await decompressed(streamOf(content)))).toEqual(content);
});

test.each([
  ['cut short', members.subarray(0, 500)],
  ['cut short in its second member', members.subarray(0, members.length - 500)],
  ['followed by something else', concat([members, new Uint8Array(100).fill(7)])],
])('gzip %s is corrupt', async (_, bytes) => {
  await expect(bytesOf(streamOf(bytes).pipeThrough(gunzipInScript()))).rejects.toMatchObject({ kind: 'corrupt' });
});
