import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MediaType } from '../types.ts';
import { answerRegistry } from './endpoint.ts';
import { makeFixtureLayout } from './fixture-layout.ts';
import { openLayout, type ImageLayout } from './layout.ts';

let fixture: Awaited<ReturnType<typeof makeFixtureLayout>>;
let layout: ImageLayout;
beforeAll(async () => {
  fixture = await makeFixtureLayout();
  layout = openLayout(fixture.folder);
});
afterAll(() => rm(fixture.folder, { recursive: true }));

const ask = (path: string, init: RequestInit = {}) =>
  answerRegistry(new Request(`http://registry.test${path}`, init), layout);
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: { code: string; message: string }[] }).errors[0]?.code;

describe('GET /v2/', () => {
  test.each(['/v2/', '/v2'])('%s says that this is a registry', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('docker-distribution-api-version')).toBe('registry/2.0');
  });
});

describe('manifests', () => {
  test('by tag and by digest are the same bytes', async () => {
    const byTag = await ask('/v2/library/app/manifests/latest');
    const byDigest = await ask(`/v2/library/app/manifests/${fixture.manifest.digest}`);
    expect(byTag.headers.get('content-type')).toBe(MediaType.OCI_MANIFEST);
    expect(byTag.headers.get('docker-content-digest')).toBe(fixture.manifest.digest);
    expect(byTag.headers.get('content-length')).toBe(String(fixture.manifest.size));
    expect(byTag.headers.get('cache-control')).toMatch(/no-cache/);
    expect(byDigest.headers.get('cache-control')).toMatch(/immutable/);
    expect(await byTag.text()).toBe(await byDigest.text());
  });

  test('HEAD has the headers and no body', async () => {
    const response = await ask('/v2/library/app/manifests/latest', { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe(String(fixture.manifest.size));
    expect(await response.text()).toBe('');
  });

  test('an index leads to its manifest', async () => {
    const response = await ask('/v2/library/app/manifests/multi');
    expect(response.headers.get('content-type')).toBe(MediaType.OCI_INDEX);
    expect((await ask(`/v2/library/app/manifests/${fixture.manifest.digest}`)).status).toBe(200);
  });

  test('If-None-Match with the ETag is answered 304', async () => {
    const etag = (await ask('/v2/library/app/manifests/1')).headers.get('etag') ?? '';
    const again = await ask('/v2/library/app/manifests/1', { headers: { 'if-none-match': `W/"x", ${etag}` } });
    expect(again.status).toBe(304);
  });

  test.each([
    [`${MediaType.DOCKER_MANIFEST}, ${MediaType.OCI_MANIFEST}`, 200],
    ['*/*', 200],
    ['application/*;q=0.1', 200],
    [MediaType.DOCKER_MANIFEST, 404],
  ])('Accept: %s → %i', async (accept, status) => {
    expect((await ask('/v2/library/app/manifests/latest', { headers: { accept } })).status).toBe(status);
  });
});

describe('blobs', () => {
  test('are streamed whole', async () => {
    const response = await ask(`/v2/library/app/blobs/${fixture.layer.digest}`);
    expect(response.headers.get('content-length')).toBe(String(fixture.layerBytes.length));
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(Buffer.from(await response.arrayBuffer()).equals(fixture.layerBytes)).toBe(true);
  });

  test.each([
    ['bytes=0-9', 0, 10],
    ['bytes=299990-', 299_990, 300_000],
    ['bytes=-5', 299_995, 300_000],
    ['bytes=299990-999999', 299_990, 300_000],
  ])('Range: %s', async (range, from, to) => {
    const response = await ask(`/v2/library/app/blobs/${fixture.layer.digest}`, { headers: { range } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/300000`);
    expect(response.headers.get('content-length')).toBe(String(to - from));
    expect(Buffer.from(await response.arrayBuffer()).equals(fixture.layerBytes.subarray(from, to))).toBe(true);
  });

  test.each(['bytes=5-2', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=-'])('ignores Range: %s', async (range) => {
    const response = await ask(`/v2/library/app/blobs/${fixture.layer.digest}`, { method: 'HEAD', headers: { range } });
    expect(response.status).toBe(200);
  });

  test('a range of other content (If-Range) is answered with all of it', async () => {
    const headers = { range: 'bytes=10-', 'if-range': '"another"' };
    const response = await ask(`/v2/library/app/blobs/${fixture.layer.digest}`, { method: 'HEAD', headers });
    expect(response.status).toBe(200);
  });

  test('a range past the end is 416 with the size', async () => {
    const headers = { range: 'bytes=300000-' };
    const response = await ask(`/v2/library/app/blobs/${fixture.layer.digest}`, { headers });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */300000');
    expect(await codeOf(response)).toBe('RANGE_INVALID');
  });

  test('of one repository are not in another', async () => {
    const response = await ask(`/v2/library/app/blobs/${fixture.otherConfig.digest}`);
    expect(await codeOf(response)).toBe('BLOB_UNKNOWN');
    expect((await ask(`/v2/library/other/blobs/${fixture.otherConfig.digest}`)).status).toBe(200);
  });
});

describe('lists', () => {
  test('tags, page by page', async () => {
    expect(await (await ask('/v2/library/app/tags/list')).json()).toEqual({
      name: 'library/app',
      tags: ['1', '2', 'latest', 'multi'],
    });
    const first = await ask('/v2/library/app/tags/list?n=3');
    expect(await first.json()).toEqual({ name: 'library/app', tags: ['1', '2', 'latest'] });
    expect(first.headers.get('link')).toBe('</v2/library/app/tags/list?n=3&last=latest>; rel="next"');
    const second = await ask('/v2/library/app/tags/list?n=3&last=latest');
    expect(await second.json()).toEqual({ name: 'library/app', tags: ['multi'] });
    expect(second.headers.get('link')).toBeNull();
  });

  test('repositories', async () => {
    const response = await ask('/v2/_catalog?n=1');
    expect(await response.json()).toEqual({ repositories: ['library/app'] });
    expect(response.headers.get('link')).toBe('</v2/_catalog?n=1&last=library%2Fapp>; rel="next"');
  });
});

describe('errors', () => {
  const zeros = '0'.repeat(64);
  test.each([
    ['GET', '/v2/library/nosuch/manifests/latest', 404, 'NAME_UNKNOWN'],
    ['GET', '/v2/library/nosuch/tags/list', 404, 'NAME_UNKNOWN'],
    ['GET', '/v2/library/app/manifests/nosuch', 404, 'MANIFEST_UNKNOWN'],
    ['GET', `/v2/library/app/manifests/sha256:${zeros}`, 404, 'MANIFEST_UNKNOWN'],
    ['GET', '/v2/library/app/manifests/sha256:12', 400, 'DIGEST_INVALID'],
    ['GET', `/v2/library/app/blobs/sha256:${zeros}`, 404, 'BLOB_UNKNOWN'],
    ['GET', '/v2/library/app/blobs/latest', 400, 'DIGEST_INVALID'],
    ['GET', '/v2/Library/app/manifests/latest', 400, 'NAME_INVALID'],
    ['GET', '/v2/library/app/tags/list?n=x', 400, 'PAGINATION_NUMBER_INVALID'],
    ['POST', '/v2/library/app/blobs/uploads/', 405, 'UNSUPPORTED'],
    ['PUT', '/v2/library/app/manifests/latest', 405, 'UNSUPPORTED'],
    ['DELETE', '/v2/library/app/manifests/latest', 405, 'UNSUPPORTED'],
    ['GET', '/v2/library/app/blobs/sha256:..%2f..%2fsecret', 400, 'DIGEST_INVALID'],
    ['GET', '/v2/..%2fsecret/manifests/latest', 400, 'NAME_INVALID'],
    ['GET', '/v2/library/app/../../../secret', 404, 'NAME_UNKNOWN'],
  ])('%s %s → %i %s', async (method, path, status, code) => {
    const response = await ask(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await codeOf(response)).toBe(code);
  });

  test('a layout that is not there has no repositories', async () => {
    const empty = openLayout('/nonexistent');
    const response = await answerRegistry(new Request('http://registry.test/v2/_catalog'), empty);
    expect(await response.json()).toEqual({ repositories: [] });
  });
});
