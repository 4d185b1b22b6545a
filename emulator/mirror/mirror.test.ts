import { expect, it } from 'vitest';
import type { ApiRequest } from '../engine/transport.ts';
import { createMirror, MIRROR_ADDRESS, outsideAddress } from './mirror.ts';

const asked: string[] = [];
const fetch = (async (input: string, init?: RequestInit) => {
  asked.push(`${init?.method} ${input} ${new Headers(init?.headers).get('if-modified-since') ?? ''}`.trimEnd());
  if (input.endsWith('/none')) return new Response('not here', { status: 404 });
  if (input.endsWith('/broken')) throw new TypeError('unplugged');
  return new Response('content', { headers: { 'content-length': '7', 'last-modified': 'then', 'x-other': '1' } });
}) as typeof globalThis.fetch;
const mirror = createMirror({ fetch, baseUrl: 'http://site/mirror' });

async function ask(host: string, path: string, more: Partial<ApiRequest> = {}) {
  const { status, headers, body } = await mirror.request({
    method: 'GET',
    path,
    ...more,
    headers: { host, ...more.headers },
  });
  return { status, headers, text: await new Response(body).text() };
}

it('knows the archives by their names, and nobody else', () => {
  expect(outsideAddress('deb.debian.org')).toBe(MIRROR_ADDRESS);
  expect(outsideAddress('example.com')).toBeUndefined();
  expect(outsideAddress('constructor')).toBeUndefined();
});

it.each([
  ['deb.debian.org', '/debian/dists/bookworm/InRelease', 'deb.debian.org/debian/dists/bookworm/InRelease'],
  ['DEB.debian.org:80', '/debian/pool/a.deb?x', 'deb.debian.org/debian/pool/a.deb'],
  ['pypi.org', '/simple', 'pypi.org/simple/index.html', 'text/html'],
  ['pypi.org', '/simple/flask/', 'pypi.org/simple/flask/index.html', 'text/html'],
  ['files.pythonhosted.org', '/packages/flask/a.whl', 'files.pythonhosted.org/packages/flask/a.whl'],
  ['registry.npmjs.org', '/express', 'registry.npmjs.org/express/packument.json'],
  ['registry.npmjs.org', '/@types%2fnode', 'registry.npmjs.org/@types/node/packument.json'],
  ['registry.npmjs.org', '/express/-/express-4.0.0.tgz', 'registry.npmjs.org/express/-/express-4.0.0.tgz'],
])('%s%s is the file %s', async (host, path, file, type = 'text/plain;charset=UTF-8') => {
  asked.length = 0;
  const { status, headers, text } = await ask(host, path, { headers: { 'if-modified-since': 'now' } });
  expect(asked).toEqual([`GET http://site/mirror/${file} now`]);
  expect({ status, text }).toEqual({ status: 200, text: 'content' });
  expect(headers).toEqual({
    'content-length': '7',
    'content-type': type,
    'last-modified': 'then',
  });
});

it.each([
  ['example.com', '/', {}, 404, 'example.com: not in the sandbox'],
  ['deb.debian.org', '/debian/none', {}, 404, 'the sandbox has only a part of deb.debian.org, and not /debian/none'],
  ['deb.debian.org', '/../secret', {}, 400, '/../secret: not a path'],
  ['deb.debian.org', '/a/%2E%2e/secret', {}, 400, 'not a path'],
  ['deb.debian.org', '/debian/broken', {}, 503, 'cannot be reached: unplugged'],
  ['deb.debian.org', '/debian', { method: 'POST' as const }, 405, 'only GET and HEAD'],
])('%s%s is refused in words', async (host, path, more, status, message) => {
  const answer = await ask(host, path, more);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(message);
});
