import { describe, expect, it } from 'vitest';
import { SlipwayError } from '../errors.ts';
import { createRegistryClient } from './client.ts';
import { isLoopback } from './client-errors.ts';
import { reachRegistries } from './reach-registries.ts';

const encoder = new TextEncoder();

/** A machine in which a server at 127.0.0.1:5000 answers each request with the text; what it was sent is in `sent`. */
function surroundings(answer: string) {
  const sent: string[] = [];
  const dialled: string[] = [];
  const reach = reachRegistries({
    siteUrl: 'http://localhost:3000',
    siteFetch: async (input) => new Response(`site ${String(input)}`),
    remoteFetch: async () => {
      throw new TypeError('fetch failed');
    },
    dial: async (address, port) => {
      dialled.push(`${address}:${port}`);
      if (port === 5001)
        return { readable: new ReadableStream({ start: (one) => one.close() }), writable: new WritableStream() };
      if (port !== 5000) throw new SlipwayError('unavailable', 'Connection refused');
      let text = '';
      return {
        readable: new ReadableStream({
          start(controller) {
            controller.enqueue(encoder.encode(answer));
            controller.close();
          },
        }),
        writable: new WritableStream({
          write: (bytes: Uint8Array) => {
            text += new TextDecoder().decode(bytes);
            sent[dialled.length - 1] = text;
          },
        }),
      };
    },
  });
  const client = createRegistryClient({
    fetch: async () => new Response('hub'),
    dockerHubUrl: 'http://localhost:3000',
    ...reach,
  });
  return { reach, client, sent, dialled };
}

it.each([
  ['localhost:5000', true],
  ['localhost', true],
  ['reg.localhost:80', true],
  ['127.0.0.1:5000', true],
  ['127.1.2.3', true],
  ['[::1]:5000', true],
  ['localhost.example:5000', false],
  ['docker.io', false],
  ['10.0.0.1:5000', false],
])('%s is the machine itself: %s', (domain, expected) => {
  expect(isLoopback(domain)).toBe(expected);
});

describe('URLs of builds', () => {
  it.each([
    ['http://localhost:5000/f', '127.0.0.1:5000'],
    ['http://172.17.0.2:5000/f', '172.17.0.2:5000'],
  ])('%s are fetched from inside the machine', async (url, address) => {
    const { reach, dialled } = surroundings('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
    const response = await reach.fetchFrom(new URL(url).host)(url);
    expect(await response.text()).toBe('hi');
    expect(dialled).toEqual([address]);
  });

  it('are looked for outside where nobody in the machine answers', async () => {
    const { reach, dialled } = surroundings('');
    const url = 'http://192.0.2.1:81/f';
    await expect(reach.fetchFrom('192.0.2.1:81')(url)).rejects.toThrow('fetch failed');
    expect(dialled).toEqual(['192.0.2.1:81']);
    await expect(reach.fetchFrom('example.com')('http://example.com/f')).rejects.toThrow('fetch failed');
    expect(dialled).toHaveLength(1);
  });

  it('by https are refused inside the machine', async () => {
    const { reach } = surroundings('');
    const fetched = reach.fetchFrom('localhost:5000')('https://localhost:5000/f');
    await expect(fetched).rejects.toMatchObject({ kind: 'not-implemented' });
  });
});

describe('registries', () => {
  const tags = '{"tags":["1"]}';
  const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${tags.length}\r\n\r\n${tags}`;

  it.each(['localhost:5000', '127.0.0.1:5000'])('at %s answer from inside the machine', async (domain) => {
    const { client, sent, dialled } = surroundings(answer);
    expect(await client.tags({ domain, path: 'app' })).toEqual(['1']);
    expect(dialled).toEqual(['127.0.0.1:5000']);
    expect(sent[0]).toContain(`GET /v2/app/tags/list HTTP/1.1\r\nHost: ${domain}\r\n`);
  });

  it('get what is uploaded with its length', async () => {
    const { client, sent } = surroundings('HTTP/1.1 201 Created\r\nContent-Length: 0\r\nLocation: /x\r\n\r\n');
    const manifest = {
      bytes: encoder.encode('{}'),
      mediaType: 'a/b',
      digest: `sha256:${'0'.repeat(64)}` as const,
      sizeBytes: 2,
    };
    await client.putManifest({ domain: 'localhost:5000', path: 'app' }, '1', manifest);
    expect(sent[0]).toMatch(/^PUT \/v2\/app\/manifests\/1 HTTP\/1.1\r\n/);
    expect(sent[0]).toMatch(/content-length: 2\r\n/i);
    expect(sent[0]).toMatch(/\r\n\r\n\{\}$/);
  });

  it.each([
    ['localhost:5999', 'Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused'],
    ['localhost:5001', 'Get "http://localhost:5001/v2/": dial tcp 127.0.0.1:5001: connect: connection refused'],
    ['10.1.1.1:5000', 'Get "https://10.1.1.1:5000/v2/": dial tcp 10.1.1.1:5000: connect: network is unreachable'],
    ['registry.example', 'Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host'],
  ])('%s: nobody is there', async (domain, message) => {
    const { client } = surroundings(answer);
    await expect(client.tags({ domain, path: 'app' })).rejects.toMatchObject({ kind: 'unavailable', message });
  });

  it('a port that is also the site’s means the site where the machine has nothing there', async () => {
    const { reach } = surroundings(answer);
    const response = await reach.fetchOf('localhost:3000')('http://localhost:3000/v2/');
    expect(await response.text()).toBe('site http://localhost:3000/v2/');
  });
});
