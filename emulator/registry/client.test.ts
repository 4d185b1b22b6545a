import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SlipwayError } from '../errors.ts';
import { createRegistryClient } from './client.ts';
import { makeFixtureLayout } from './server/fixture-layout.ts';
import { serveLayout } from './server/node-server.ts';
import { MediaType, type RegistryClient } from './types.ts';

const app = { domain: 'docker.io', path: 'library/app' };
const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer());

describe('against the endpoint', () => {
  let fixture: Awaited<ReturnType<typeof makeFixtureLayout>>;
  let served: { origin: string; server: Server };
  let client: RegistryClient;
  beforeAll(async () => {
    fixture = await makeFixtureLayout();
    served = await serveLayout(fixture.folder);
    client = createRegistryClient({
      fetch,
      dockerHubUrl: served.origin,
      baseUrlOf: (domain) => (domain === 'mirror.test' ? served.origin : undefined),
    });
  });
  afterAll(async () => {
    served.server.close();
    served.server.closeAllConnections();
    await rm(fixture.folder, { recursive: true });
  });

  test('a manifest by tag and by digest', async () => {
    const byTag = await client.manifest(app, 'latest');
    expect(byTag).toMatchObject({ digest: fixture.manifest.digest, mediaType: MediaType.OCI_MANIFEST });
    expect(await client.manifest(app, byTag.digest)).toEqual(byTag);
    expect(await client.head(app, 'latest')).toEqual({
      digest: fixture.manifest.digest,
      mediaType: MediaType.OCI_MANIFEST,
      sizeBytes: fixture.manifest.size,
    });
  });

  test.each([0, 1, 150_000, 299_999, 300_000])('a blob from byte %i on', async (offsetBytes) => {
    const { stream, totalBytes } = await client.blob(app, fixture.layer.digest, { offsetBytes });
    expect(totalBytes).toBe(300_000);
    expect(Buffer.from(await bytesOf(stream)).equals(fixture.layerBytes.subarray(offsetBytes))).toBe(true);
  });

  test('all tags, over several pages', async () => {
    const paged = createRegistryClient({
      dockerHubUrl: served.origin,
      fetch: (input, init) => fetch(String(input).replace(/tags\/list$/, 'tags/list?n=1'), init),
    });
    expect(await paged.tags(app)).toEqual(['1', '2', 'latest', 'multi']);
  });

  test.each([
    ['docker.io', 'library/app', 'nosuch', 'manifest for app:nosuch not found: manifest unknown: manifest unknown'],
    [
      'docker.io',
      'library/nosuch',
      'latest',
      `pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    ],
    [
      'mirror.test',
      'library/nosuch',
      'latest',
      'repository mirror.test/library/nosuch not found: name unknown: repository name not known to registry',
    ],
  ])('%s/%s:%s is not found', async (domain, path, tag, message) => {
    await expect(client.manifest({ domain, path }, tag)).rejects.toMatchObject({ kind: 'not-found', message });
  });

  test.each([
    ['ghcr.test', 'Get "https://ghcr.test/v2/": dial tcp: lookup ghcr.test: no such host'],
    ['ghcr.test:444', 'Get "https://ghcr.test:444/v2/": dial tcp: lookup ghcr.test: no such host'],
    ['localhost:5000', 'Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused'],
    ['192.0.2.1:5000', 'Get "https://192.0.2.1:5000/v2/": dial tcp 192.0.2.1:5000: connect: network is unreachable'],
  ])('%s is out of reach', async (domain, message) => {
    await expect(client.manifest({ domain, path: 'a/b' }, 'latest')).rejects.toMatchObject({
      kind: 'unavailable',
      message,
    });
  });

  test('an aborted request is canceled, before and in the middle', async () => {
    await expect(client.manifest(app, 'latest', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'canceled',
    });
    const abort = new AbortController();
    const { stream } = await client.blob(app, fixture.layer.digest, { signal: abort.signal });
    const reader = stream.getReader();
    await reader.read();
    abort.abort();
    const rest = async () => {
      for (;;) if ((await reader.read()).done) return;
    };
    await expect(rest()).rejects.toMatchObject({ kind: 'canceled' });
  });
});

describe('against other registries', () => {
  /** Answers in turn; remembers what was asked. */
  const scripted = (...answers: (Response | Error)[]) => {
    const asked: { url: string; authorization: string | null }[] = [];
    const scriptedFetch = async (input: string | URL | Request, init?: RequestInit) => {
      asked.push({ url: String(input), authorization: new Headers(init?.headers).get('authorization') });
      const answer = answers.shift() ?? new Error('asked once too often');
      if (answer instanceof Error) throw answer;
      return answer;
    };
    return { asked, fetch: scriptedFetch as typeof fetch };
  };
  const clientOf = (fetch: typeof globalThis.fetch, credentials?: { username: string; password: string }) =>
    createRegistryClient({ fetch, dockerHubUrl: 'http://hub.test', credentialsOf: () => credentials });
  const digest = `sha256:${'0'.repeat(64)}` as const;

  test('a bearer challenge is answered with an anonymous token, which is kept', async () => {
    const challenge =
      'Bearer realm="https://auth.test/token?a=b",service="hub.test",scope="repository:library/app:pull"';
    const { asked, fetch } = scripted(
      new Response('', { status: 401, headers: { 'www-authenticate': challenge } }),
      Response.json({ token: 'secret', expires_in: 300 }),
      new Response('{}'),
      new Response('{}'),
    );
    const client = clientOf(fetch);
    await client.manifest(app, 'latest');
    await client.manifest(app, 'latest');
    expect(asked).toEqual([
      { url: 'http://hub.test/v2/library/app/manifests/latest', authorization: null },
      {
        url: 'https://auth.test/token?a=b&service=hub.test&scope=repository%3Alibrary%2Fapp%3Apull',
        authorization: null,
      },
      { url: 'http://hub.test/v2/library/app/manifests/latest', authorization: 'Bearer secret' },
      { url: 'http://hub.test/v2/library/app/manifests/latest', authorization: 'Bearer secret' },
    ]);
  });

  test('a basic challenge needs credentials', async () => {
    const challenge = () => new Response('', { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } });
    await expect(clientOf(scripted(challenge()).fetch).manifest(app, 'latest')).rejects.toMatchObject({
      kind: 'unauthorized',
      message: 'Head "https://registry-1.docker.io/v2/library/app/manifests/latest": no basic auth credentials',
    });
    const { asked, fetch } = scripted(challenge(), new Response('{}'));
    await clientOf(fetch, { username: 'me', password: 'pä:ss' }).manifest(app, 'latest');
    expect(asked[1]?.authorization).toBe(`Basic ${Buffer.from('me:pä:ss').toString('base64')}`);
  });

  test.each<[string, Response | Error, Partial<Record<keyof SlipwayError, unknown>>]>([
    [
      'no network',
      new TypeError('fetch failed'),
      {
        kind: 'unavailable',
        message: 'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
      },
    ],
    [
      'denied',
      Response.json({ errors: [{ code: 'DENIED', message: 'access forbidden' }] }, { status: 403 }),
      {
        kind: 'not-found',
        message: `pull access denied for app, repository does not exist or may require 'docker login': denied: access forbidden`,
      },
    ],
    [
      'unauthorized',
      Response.json({ errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] }, { status: 401 }),
      {
        kind: 'unauthorized',
        message: expect.stringMatching(/^Head "https.*": unauthorized: authentication required$/),
      },
    ],
    [
      'too many requests',
      Response.json({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] }, { status: 429 }),
      { kind: 'unavailable', message: 'toomanyrequests: slow down' },
    ],
    [
      'a broken server',
      new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
      { kind: 'unavailable', message: 'received unexpected HTTP status: 502 Bad Gateway' },
    ],
    [
      'not a registry',
      new Response('<html>', { status: 404 }),
      { kind: 'unavailable', message: 'error parsing HTTP 404 response body: "<html>"' },
    ],
    [
      'another digest',
      new Response('{}'),
      { kind: 'corrupt', message: `manifest verification failed for digest ${digest}` },
    ],
  ])('%s', async (_name, answer, error) => {
    await expect(clientOf(scripted(answer).fetch).manifest(app, digest)).rejects.toMatchObject(error);
  });

  test('a registry without ranges: what was there already is skipped', async () => {
    const { fetch } = scripted(new Response('0123456789', { headers: { 'content-length': '10' } }));
    const { stream, totalBytes } = await clientOf(fetch).blob(app, digest, { offsetBytes: 4 });
    expect(totalBytes).toBe(10);
    expect(new TextDecoder().decode(await bytesOf(stream))).toBe('456789');
  });

  test('a blob that ends too early fails', async () => {
    const { fetch } = scripted(new Response('0123', { headers: { 'content-length': '10' } }));
    const { stream } = await clientOf(fetch).blob(app, digest);
    await expect(bytesOf(stream)).rejects.toMatchObject({ kind: 'unavailable', message: 'unexpected EOF' });
  });

  test('a missing blob', async () => {
    const { fetch } = scripted(new Response('', { status: 404 }));
    await expect(clientOf(fetch).blob(app, digest)).rejects.toMatchObject({
      kind: 'not-found',
      message: 'unknown blob',
    });
  });
});
