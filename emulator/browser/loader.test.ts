import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createLoader, type LoadProgress } from './loader.ts';

const kernel = new TextEncoder().encode('a kernel, not compressed');
const wasm = new TextEncoder().encode('a program '.repeat(1000));

const part = (name: string, bytes: Uint8Array, encoding: string) => ({
  file: `${name}-0123456789ab.bin`,
  sizeBytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  encoding,
});

/** A site with two parts; `change` may answer some requests otherwise. */
function site(change: (file: string, init?: RequestInit) => Response | undefined = () => undefined) {
  const requests: string[] = [];
  const files: Record<string, BodyInit> = {
    'manifest.json': JSON.stringify({
      parts: { kernel: part('kernel', kernel, 'none'), wasm: part('wasm', gzipSync(wasm), 'gzip') },
    }),
    'kernel-0123456789ab.bin': kernel,
    'wasm-0123456789ab.bin': gzipSync(wasm),
  };
  const fetchFile = (async (url: string, init?: RequestInit) => {
    const file = url.replace('http://site/guest/', '');
    requests.push(file);
    return change(file, init) ?? new Response(files[file] ?? null, { status: file in files ? 200 : 404 });
  }) as typeof fetch;
  const progress: LoadProgress[] = [];
  return {
    requests,
    progress,
    open: () => createLoader('http://site/guest', (step) => progress.push(step), fetchFile),
  };
}

test('loads, checks and unpacks parts', async () => {
  const loader = await site().open();
  expect(await loader.load('kernel')).toEqual(kernel);
  expect(await loader.load('wasm')).toEqual(wasm);
});

test('a prefetched part is requested once', async () => {
  const { requests, open } = site();
  const loader = await open();
  loader.prefetch(['kernel', 'wasm']);
  expect(await loader.load('kernel')).toEqual(kernel);
  expect(await loader.load('wasm')).toEqual(wasm);
  expect(requests).toEqual(['manifest.json', 'kernel-0123456789ab.bin', 'wasm-0123456789ab.bin']);
});

test('tells the bytes of all parts together', async () => {
  const { progress, open } = site();
  const loader = await open();
  loader.prefetch(['kernel', 'wasm']);
  await Promise.all([loader.load('kernel'), loader.load('wasm')]);
  const totalBytes = kernel.length + gzipSync(wasm).length;
  expect(progress.at(-1)).toMatchObject({ receivedBytes: totalBytes, totalBytes });
});

test('a broken copy in the cache is replaced', async () => {
  const loader = await site((file, init) =>
    file.startsWith('kernel') && init?.cache === 'default' ? new Response('A kernel, not compressed') : undefined,
  ).open();
  expect(await loader.load('kernel')).toEqual(kernel);
});

const bad: [string, (file: string) => Response | undefined, string, string][] = [
  [
    'is missing',
    (file) => (file.startsWith('k') ? new Response('', { status: 404 }) : undefined),
    'unavailable',
    'missing',
  ],
  ['has another hash', (file) => (file.startsWith('k') ? new Response('evil') : undefined), 'corrupt', 'hash'],
  ['is too long', (file) => (file.startsWith('k') ? new Response('x'.repeat(99)) : undefined), 'corrupt', 'longer'],
  [
    'fails on the server',
    (file) => (file.startsWith('k') ? new Response('', { status: 503 }) : undefined),
    'unavailable',
    '503',
  ],
];
test.each(bad)('a part that %s is an error', async (_, change, kind, message) => {
  const loader = await site(change).open();
  await expect(loader.load('kernel')).rejects.toMatchObject({ kind, message: expect.stringContaining(message) });
});

test('an unknown part is an error', async () => {
  const loader = await site().open();
  await expect(loader.load('state')).rejects.toMatchObject({ kind: 'unavailable' });
});

test('without a network the site is out of reach', async () => {
  const offline = (async () => Promise.reject(new TypeError('failed to fetch'))) as unknown as typeof fetch;
  await expect(createLoader('http://site/guest', () => {}, offline)).rejects.toMatchObject({ kind: 'unavailable' });
});
