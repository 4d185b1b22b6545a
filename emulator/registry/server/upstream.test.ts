import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configuredUpstream } from './configured-upstream.ts';
import { answerRegistry } from './endpoint.ts';
import { makeFixtureLayout } from './fixture-layout.ts';
import { openLayout } from './layout.ts';
import { serveLayout } from './node-server.ts';
import type { Upstream } from './upstream.ts';

let fixture: Awaited<ReturnType<typeof makeFixtureLayout>>;
let cache: string;
let server: Server;
let upstream: Upstream;
beforeEach(async () => {
  fixture = await makeFixtureLayout();
  cache = await mkdtemp(join(tmpdir(), 'upstream-'));
  const served = await serveLayout(fixture.folder);
  server = served.server;
  upstream = configuredUpstream({ SLIPWAY_UPSTREAM: served.origin, SLIPWAY_UPSTREAM_CACHE: cache })!;
});
afterEach(async () => {
  unplug();
  for (const folder of [fixture.folder, cache]) await rm(folder, { recursive: true, force: true });
});

function unplug(): void {
  server.closeAllConnections();
  server.close();
}

const ask = (path: string, method = 'GET') =>
  answerRegistry(new Request(`http://registry.test${path}`, { method }), openLayout('/nonexistent'), upstream);
const sha256 = (bytes: ArrayBuffer) => `sha256:${createHash('sha256').update(Buffer.from(bytes)).digest('hex')}`;
const keptBlobs = () => readdir(join(cache, 'blobs/sha256')).catch(() => []);

test('a tag leads to the manifest for linux/386, also when the registry cannot be reached any more', async () => {
  for (const tag of ['latest', 'multi']) {
    const response = await ask(`/v2/library/app/manifests/${tag}`);
    expect(response.status).toBe(200);
    expect(sha256(await response.arrayBuffer())).toBe(fixture.manifest.digest);
  }
  unplug();
  expect((await ask('/v2/library/app/manifests/latest', 'HEAD')).headers.get('docker-content-digest')).toBe(
    fixture.manifest.digest,
  );
  expect((await ask(`/v2/library/app/manifests/${fixture.manifest.digest}`)).status).toBe(200);
  const other = await ask('/v2/library/other/manifests/latest');
  expect([other.status, await other.text()]).toEqual([503, expect.stringContaining('UNAVAILABLE')]);
});

test('a blob comes through once and is served from here then, with ranges', async () => {
  const path = `/v2/library/app/blobs/${fixture.layer.digest}`;
  expect((await ask(path, 'HEAD')).headers.get('content-length')).toBe('300000');
  expect(await keptBlobs()).toEqual([]);
  const first = await ask(path);
  expect(first.headers.get('content-length')).toBe('300000');
  expect(sha256(await first.arrayBuffer())).toBe(fixture.layer.digest);
  expect(await keptBlobs()).toEqual([fixture.layer.digest.slice('sha256:'.length)]);
  unplug();
  const request = new Request(`http://registry.test${path}`, { headers: { range: 'bytes=10-19' } });
  const range = await answerRegistry(request, openLayout('/nonexistent'), upstream);
  expect([range.status, (await range.arrayBuffer()).byteLength]).toEqual([206, 10]);
});

test('a blob that is not what its digest says fails and is not kept', async () => {
  await writeFile(join(fixture.folder, 'blobs/sha256', fixture.layer.digest.slice(7)), new Uint8Array(300_000));
  const response = await ask(`/v2/library/app/blobs/${fixture.layer.digest}`);
  await expect(response.arrayBuffer()).rejects.toThrow(/the registry sent sha256:/);
  expect(await keptBlobs()).toEqual([]);
});

test('a client that goes away leaves nothing', async () => {
  const response = await ask(`/v2/library/app/blobs/${fixture.layer.digest}`);
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  expect(await keptBlobs()).toEqual([]);
});

test.each([
  ['/v2/library/app/manifests/nosuch', 404, 'MANIFEST_UNKNOWN'],
  ['/v2/library/nosuch/manifests/latest', 404, 'MANIFEST_UNKNOWN'],
  [`/v2/library/app/blobs/sha256:${'0'.repeat(64)}`, 404, 'BLOB_UNKNOWN'],
  ['/v2/library/app/blobs/sha256:..%2f..%2fsecret', 400, 'DIGEST_INVALID'],
  ['/v2/library/nosuch/tags/list', 404, 'NAME_UNKNOWN'],
])('%s → %i %s', async (path, status, code) => {
  const response = await ask(path);
  expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(code)]);
});

test('tags are those of the registry', async () => {
  expect(await (await ask('/v2/library/app/tags/list')).json()).toEqual({
    name: 'library/app',
    tags: ['1', '2', 'latest', 'multi'],
  });
});

test('what the operator names must be a registry', () => {
  expect(configuredUpstream({})).toBeUndefined();
  for (const address of ['registry.example', 'ftp://registry.example', 'https://registry.example/path']) {
    expect(() => configuredUpstream({ SLIPWAY_UPSTREAM: address })).toThrow(`SLIPWAY_UPSTREAM=${address}: not the URL`);
  }
});
