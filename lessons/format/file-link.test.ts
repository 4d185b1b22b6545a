import { expect, test } from 'vitest';
import { isFileLink, parseFileLink } from './file-link.ts';

test.each([
  ['workspace:Dockerfile', { path: 'Dockerfile', line: undefined }],
  ['workspace:web/app.py:12', { path: 'web/app.py', line: 12 }],
  ['workspace:web/.dockerignore', { path: 'web/.dockerignore', line: undefined }],
  ['workspace:', undefined],
  ['workspace:/etc/passwd', undefined],
  ['workspace:../etc/passwd', undefined],
  ['workspace:web/../x', undefined],
  ['workspace:web//x', undefined],
  ['workspace:web/', undefined],
  ['workspace:x:0', undefined],
  ['workspace:x:a', undefined],
  ['workspace:x:1:2', undefined],
])('%s', (href, place) => {
  expect(isFileLink(href)).toBe(true);
  expect(parseFileLink(href)).toEqual(place);
});

test('other links are other links', () => {
  for (const href of ['https://example.com', '/playground', '#step', 'Dockerfile'])
    expect(isFileLink(href)).toBe(false);
});
