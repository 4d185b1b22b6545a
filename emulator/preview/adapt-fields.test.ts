import { describe, expect, it } from 'vitest';
import { embedderPolicy, requestFields, responseFields, type PreviewPlace } from './adapt-fields.ts';
import type { PreviewRequest } from './messages.ts';

const PLACE: PreviewPlace = { port: 8080, protocol: 'http:', siteHost: 'localhost:3000' };
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

function request(change: Partial<PreviewRequest> = {}): PreviewRequest {
  return {
    kind: 'request',
    id: 1,
    method: 'GET',
    port: 8080,
    path: '/',
    headers: [['accept', '*/*']],
    body: undefined,
    referrer: '',
    userAgent: 'Test',
    languages: [],
    isNavigation: false,
    isCrossOrigin: false,
    hasCredentials: true,
    ...change,
  };
}

describe('requests', () => {
  it('look like those of a browser at localhost', () => {
    const asked = request({
      headers: [
        ['accept', 'text/html'],
        ['user-agent', 'not this'],
        ['accept-encoding', 'gzip'],
        ['content-length', '5'],
        ['host', 'elsewhere'],
      ],
      languages: ['de-CH', 'de', 'en'],
      referrer: 'http://8080.preview.localhost:3000/from?x=1',
    });
    expect(requestFields(asked, PLACE, 'a=1')).toEqual([
      ['Host', 'localhost:8080'],
      ['User-Agent', 'Test'],
      ['accept', 'text/html'],
      ['Accept-Language', 'de-CH,de;q=0.9,en;q=0.8'],
      ['Accept-Encoding', 'identity'],
      ['Referer', 'http://localhost:8080/from?x=1'],
      ['Cookie', 'a=1'],
    ]);
  });

  it.each([
    ['port 80', request({ port: 80 }), { Host: 'localhost' }],
    ['a form', request({ method: 'POST' }), { Origin: 'http://localhost:8080' }],
    ['another port, with CORS', request({ port: 5000, isCrossOrigin: true }), { Origin: 'http://localhost:8080' }],
    [
      'another port’s page',
      request({ port: 5000, referrer: 'http://8080.preview.localhost:3000/secret?x' }),
      { Referer: 'http://localhost:8080/' },
    ],
    ['a page elsewhere', request({ referrer: 'http://localhost:3000/playground' }), { Referer: undefined }],
    ['a plain one', request(), { Origin: undefined, Referer: undefined, Cookie: undefined }],
  ])('%s', (_name, asked, expected) => {
    const fields = new Map(requestFields(asked, PLACE, undefined));
    for (const [name, value] of Object.entries(expected)) expect([name, fields.get(name)]).toEqual([name, value]);
  });
});

describe('answers', () => {
  const adapted = (name: string, value: string, isChanged = false) =>
    responseFields([[name, value]], PLACE, { isChanged, userAgent: CHROME }).filter(([other]) => other === name);

  it.each([
    ['Location', 'http://localhost:8080/x?y#z', 'http://8080.preview.localhost:3000/x?y#z'],
    ['Location', 'http://127.0.0.1:9000/', 'http://9000.preview.localhost:3000/'],
    ['Location', '/x', '/x'],
    ['Location', 'http://example.org/', 'http://example.org/'],
    ['Refresh', '5; url=http://localhost:8080/next', '5; url=http://8080.preview.localhost:3000/next'],
    ['Refresh', '5', '5'],
    ['Content-Type', 'text/css', 'text/css'],
    [
      'Content-Security-Policy',
      "default-src 'self'; frame-ancestors 'none'; img-src *",
      "default-src 'self'; img-src *",
    ],
  ])('%s: %s becomes %s', (name, value, expected) => {
    expect(adapted(name, value)).toEqual([[name, expected]]);
  });

  it.each(['Set-Cookie', 'X-Frame-Options', 'Connection', 'Transfer-Encoding', 'Cross-Origin-Opener-Policy'])(
    '%s is not for the service worker',
    (name) => {
      expect(adapted(name, 'x')).toEqual([]);
    },
  );

  it('lose the length of a body that is not as it came', () => {
    expect(adapted('Content-Length', '5')).toHaveLength(1);
    expect(adapted('Content-Length', '5', true)).toEqual([]);
    expect(adapted('Content-Encoding', 'gzip', true)).toEqual([]);
  });

  it('may be framed by a page that is cross-origin isolated', () => {
    expect(responseFields([], PLACE, { isChanged: false, userAgent: CHROME })).toEqual([
      ['Cross-Origin-Embedder-Policy', 'credentialless'],
      ['Cross-Origin-Resource-Policy', 'cross-origin'],
    ]);
    expect(embedderPolicy('Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15')).toBe(
      'require-corp',
    );
  });
});
