import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readFrameMessage } from './frame-messages.ts';

beforeEach(() => void vi.stubGlobal('location', new URL('http://localhost:3000/playground')));
afterEach(() => void vi.unstubAllGlobals());

const ORIGIN = 'http://8080.preview.localhost:3000';

it.each([
  [
    { slipway: 'shown', path: '/a?b#c', title: 'A' },
    { kind: 'shown', address: { port: 8080, path: '/a?b#c' }, title: 'A' },
  ],
  [
    { slipway: 'shown', path: '/' },
    { kind: 'shown', address: { port: 8080, path: '/' }, title: '' },
  ],
  [
    { slipway: 'moved', path: '/#x' },
    { kind: 'moved', address: { port: 8080, path: '/#x' } },
  ],
  [
    { slipway: 'open', path: '/' },
    { kind: 'open', address: { port: 8080, path: '/' } },
  ],
  [{ slipway: 'leaving' }, { kind: 'leaving' }],
  [
    { slipway: 'tab', port: 9000, path: '/' },
    { kind: 'tab', address: { port: 9000, path: '/' } },
  ],
  [
    // Whatever port it speaks of: it is the page of its own.
    { slipway: 'failed', port: 1, path: '/x', errorKind: 'unavailable', message: 'refused' },
    { kind: 'failed', address: { port: 8080, path: '/x' }, reason: { kind: 'unavailable', detail: 'refused' } },
  ],
  [
    { slipway: 'failed', path: '/', errorKind: 'constructor', message: 1 },
    { kind: 'failed', address: { port: 8080, path: '/' }, reason: { kind: 'other', detail: 'unknown' } },
  ],
  [{ slipway: 'tab', port: 0, path: '/' }, undefined],
  [{ slipway: 'tab', port: '9000x', path: '/' }, undefined],
  [{ slipway: 'shown', path: 'javascript:alert(1)' }, undefined],
  [{ slipway: 'shown', path: `/${'x'.repeat(10_000)}` }, undefined],
  [{ slipway: 'shown', path: ['/'] }, undefined],
  [{ slipway: 'channel' }, undefined],
  [{ type: 'webpackOk' }, undefined],
  ['text', undefined],
  [null, undefined],
])('%j', (data, expected) => {
  expect(readFrameMessage({ origin: ORIGIN, data })).toEqual(expected);
});

it.each([
  'http://localhost:3000',
  'http://8080.preview.localhost:4000',
  'https://8080.preview.localhost:3000',
  'http://8080.preview.example.org:3000',
  'http://99999.preview.localhost:3000',
  'null',
])('from %s nothing is taken', (origin) => {
  expect(readFrameMessage({ origin, data: { slipway: 'shown', path: '/' } })).toBeUndefined();
});
