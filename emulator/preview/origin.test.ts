import { describe, expect, it } from 'vitest';
import { localTarget, parsePreviewHost, previewHost, siteOrigins } from './origin.ts';

describe('hosts of previews', () => {
  it.each([
    ['localhost:3000', '8080.preview.localhost:3000'],
    ['127.0.0.1:3000', '8080.preview.localhost:3000'],
    ['[::1]:3000', '8080.preview.localhost:3000'],
    ['localhost', '8080.preview.localhost'],
    ['slipway.example.org', '8080.preview.slipway.example.org'],
  ])('beside %s: %s', (site, expected) => {
    expect(previewHost(8080, site)).toBe(expected);
  });

  it.each([
    ['8080.preview.localhost:3000', { port: 8080, siteHost: 'localhost:3000' }],
    ['1.preview.slipway.example.org', { port: 1, siteHost: 'slipway.example.org' }],
    ['65536.preview.localhost', undefined],
    ['0.preview.localhost', undefined],
    ['preview.localhost', undefined],
    ['x.preview.localhost', undefined],
    ['localhost:3000', undefined],
    ['8080.preview.a/b', undefined],
    ['', undefined],
  ])('%s', (host, expected) => {
    expect(parsePreviewHost(host)).toEqual(expected);
  });
});

it.each([
  ['localhost:3000', ['http://localhost:3000', 'http://127.0.0.1:3000']],
  ['[::1]:3000', ['http://localhost:3000', 'http://127.0.0.1:3000']],
  ['slipway.example.org', ['http://slipway.example.org']],
])('the site at %s may be seen at %j', (host, expected) => {
  expect(siteOrigins('http:', host)).toEqual(expected);
});

it.each([
  ['http://localhost:8080/a?b#c', { port: 8080, path: '/a?b#c' }],
  ['http://127.0.0.1', { port: 80, path: '/' }],
  ['http://127.1.2.3:81/', { port: 81, path: '/' }],
  ['http://0.0.0.0:5000/', { port: 5000, path: '/' }],
  ['http://[::1]:8080/', { port: 8080, path: '/' }],
  ['https://localhost:8443/', undefined],
  ['http://example.org/', undefined],
  ['http://localhost.example.org/', undefined],
])('%s is of the machine: %j', (url, expected) => {
  expect(localTarget(new URL(url))).toEqual(expected);
});
