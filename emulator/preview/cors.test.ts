import { describe, expect, it } from 'vitest';
import { preflightFields, requireAllowed, requirePreflight } from './cors.ts';

const ORIGIN = 'http://localhost:3000';
const request = { method: 'GET', headers: [] as [string, string][], origin: ORIGIN, hasCredentials: false };
const withHeaders = (...headers: [string, string][]) => ({ ...request, headers });

it.each([
  ['a plain GET', request, undefined],
  ['a form', { ...withHeaders(['content-type', 'text/plain; charset=utf-8']), method: 'POST' }, undefined],
  ['what browsers add', withHeaders(['sec-fetch-mode', 'cors'], ['accept-language', 'de']), undefined],
  [
    'PUT',
    { ...request, method: 'PUT' },
    [
      ['Origin', ORIGIN],
      ['Access-Control-Request-Method', 'PUT'],
    ],
  ],
  [
    'JSON and a token',
    { ...withHeaders(['x-token', '1'], ['content-type', 'application/json'], ['accept', '*/*']), method: 'POST' },
    [
      ['Origin', ORIGIN],
      ['Access-Control-Request-Method', 'POST'],
      ['Access-Control-Request-Headers', 'content-type,x-token'],
    ],
  ],
])('is the server asked beforehand? %s', (_name, asked, expected) => {
  expect(preflightFields(asked)).toEqual(expected);
});

describe('answers', () => {
  const cookies = { ...request, hasCredentials: true };
  it.each([
    ['*', [['Access-Control-Allow-Origin', '*']], request, undefined],
    ['the origin', [['access-control-allow-origin', ORIGIN]], request, undefined],
    ['another', [['Access-Control-Allow-Origin', 'http://localhost:4000']], request, 'it allows http://localhost:4000'],
    ['nothing', [], request, 'no Access-Control-Allow-Origin'],
    ['* with cookies', [['Access-Control-Allow-Origin', '*']], cookies, 'it allows *'],
    ['the origin, with cookies', [['Access-Control-Allow-Origin', ORIGIN]], cookies, 'does not allow cookies'],
    [
      'both',
      [
        ['Access-Control-Allow-Origin', ORIGIN],
        ['Access-Control-Allow-Credentials', 'true'],
      ],
      cookies,
      undefined,
    ],
  ] as const)('%s', (_name, fields, asked, message) => {
    const check = () => requireAllowed(fields, asked);
    if (message === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(message);
  });
});

describe('answers beforehand', () => {
  const put = { ...withHeaders(['x-token', '1'], ['authorization', 'Bearer x']), method: 'PUT' };
  const answer = (methods: string, headers: string) =>
    [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Methods', methods],
      ['Access-Control-Allow-Headers', headers],
    ] as const;
  it.each([
    ['all of it', 204, answer('GET, PUT', 'X-Token, Authorization'), undefined],
    ['everything but the authorization', 204, answer('*', '*'), 'the header authorization'],
    ['not the method', 200, answer('GET', 'x-token, authorization'), 'does not allow PUT'],
    ['not the header', 200, answer('PUT', 'authorization'), 'the header x-token'],
    ['a server that knows no OPTIONS', 405, answer('PUT', 'x-token, authorization'), 'answered 405'],
  ] as const)('%s', (_name, status, fields, message) => {
    const check = () => requirePreflight(status, fields, put);
    if (message === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(message);
  });
});
