import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createRegistryClient } from '../client.ts';
import { reachRegistries } from '../reach-registries.ts';
import { throughSite } from '../site-proxy.ts';
import { answerProxyRequest } from './node-server.ts';
import { configuredProxy } from './registry-proxy.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The site with SLIPWAY_REGISTRIES, and what its page's engine has to reach registries with. */
async function site(registries: string) {
  const proxy = configuredProxy({ SLIPWAY_REGISTRIES: registries });
  const origin = await serve((request, response) => void answerProxyRequest(request, response, request.url!, proxy));
  const never = () => Promise.reject(new TypeError('a page may not'));
  const reach = reachRegistries({
    ...{ dial: never, siteUrl: origin, siteFetch: fetch, remoteFetch: never },
    registryFetch: throughSite(origin, fetch),
  });
  return { origin, client: createRegistryClient({ fetch, dockerHubUrl: origin, ...reach }) };
}

const manifest = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });

describe('registries outside, through the site', () => {
  test('are reached under their names, by tokens of their own services', async () => {
    const seen: string[] = [];
    const served = await serve((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization ?? ''}`);
      response.end(JSON.stringify({ token: 'let-me-in' }));
    });
    // This host too, under an address that is not the machine's own for the engine.
    const tokens = served.replace('127.0.0.1', '0.0.0.0');
    const registry = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''}${request.headers.origin ?? ''}`);
      if (request.headers.authorization !== 'Bearer let-me-in') {
        const challenge = `Bearer realm="${tokens}/token",service="s"`;
        return response.writeHead(401, { 'WWW-Authenticate': challenge, 'Set-Cookie': 'a=b' }).end();
      }
      const type = 'application/vnd.oci.image.manifest.v1+json';
      response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(manifest);
    });
    const { client, origin } = await site(`ghcr.io,registry.example=${registry}`);
    const credentials = { username: 'me', password: 'secret' };
    // Nobody has named it yet.
    const early = await fetch(`${origin}/registries/${new URL(tokens).host}/token`);
    expect([early.status, early.headers.get('x-slipway-registry')]).toEqual([403, 'refused']);
    const repository = { domain: 'registry.example', path: 'me/app' };
    const found = await client.manifest(repository, '1', { credentials });
    expect(new TextDecoder().decode(found.bytes)).toBe(manifest);
    expect(seen[1]).toMatch(/^\/token\?service=s&scope=repository%3Ame%2Fapp%3Apull&account=me Basic /);
    const token = await fetch(`${origin}/registries/${new URL(tokens).host}/token?scope=x`, {
      headers: { Authorization: 'Basic abc', Cookie: 'session=1' },
    });
    expect(await token.json()).toEqual({ token: 'let-me-in' });
    expect(seen.at(-1)).toBe('/token?scope=x Basic abc');
    const answer = await fetch(`${origin}/registries/registry.example/v2/me/app/manifests/1`, {
      headers: { Authorization: 'Bearer let-me-in', Cookie: 'session=1' },
    });
    expect(await answer.text()).toBe(manifest);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'content-security-policy': "sandbox; default-src 'none'", 'content-disposition': 'attachment' },
      'content-type': 'application/vnd.oci.image.manifest.v1+json',
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(seen.at(-1)).toBe('GET /v2/me/app/manifests/1 ');
  });

  test('that are not allowed, or not there, say so', async () => {
    const gone = await serve(() => {});
    servers.pop()!.close();
    const { client, origin } = await site(`gone.example=${gone}, nowhere.invalid`);
    await expect(client.ping('ghcr.io')).rejects.toThrow(
      /^Get "https:\/\/ghcr\.io\/v2\/": a page may not reach ghcr\.io by itself.*SLIPWAY_REGISTRIES=ghcr\.io/,
    );
    await expect(client.ping('gone.example')).rejects.toThrow(
      `Get "https://gone.example/v2/": dial tcp ${new URL(gone).host}: connect: connection refused`,
    );
    await expect(client.ping('nowhere.invalid')).rejects.toThrow(
      'Get "https://nowhere.invalid/v2/": dial tcp: lookup nowhere.invalid: no such host',
    );
    const outside = await fetch(`${origin}/registries/gone.example/secret`);
    expect(outside.status).toBe(403);
    const foreign = await fetch(`${origin}/registries/gone.example/v2/`, {
      headers: { 'Sec-Fetch-Site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
  });

  test('a site without the proxy counts as one that does not allow it', async () => {
    const origin = await serve((_, response) => response.writeHead(404).end('<h1>no such page</h1>'));
    await expect(throughSite(origin, fetch)('https://ghcr.io/v2/')).rejects.toThrow('a page may not reach ghcr.io');
  });

  test.each(['https://a.example/path', 'ftp://a.example', 'a b', 'https://me@a.example', 'a.example='])(
    'SLIPWAY_REGISTRIES=%s is refused',
    (value) => expect(() => configuredProxy({ SLIPWAY_REGISTRIES: value })).toThrow('SLIPWAY_REGISTRIES: '),
  );
});
