import { expect, test } from 'vitest';
import { pathIn, preferredLanguage, splitPath } from './paths.ts';

test.each([
  ['/', 'en', '/', false],
  ['/lessons/images', 'en', '/lessons/images', false],
  ['/zh', 'zh', '/', true],
  ['/zh/lessons/images', 'zh', '/lessons/images', true],
  ['/en/lessons', 'en', '/lessons', true],
  ['/zhou', 'en', '/zhou', false],
])('%s is %s %s', (pathname, language, path, isPrefixed) => {
  expect(splitPath(pathname)).toEqual({ language, path, isPrefixed });
});

test.each([
  ['en', '/', '/'],
  ['en', '/lessons', '/lessons'],
  ['zh', '/', '/zh'],
  ['zh', '/lessons', '/zh/lessons'],
] as const)('in %s, %s is at %s', (language, path, expected) => expect(pathIn(language, path)).toBe(expected));

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['de,en;q=0.5,zh;q=0.7', 'zh'],
  ['de-DE, en-US;q=0.3', 'en'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['de', undefined],
  ['', undefined],
])('%j asks for %s', (header, language) => expect(preferredLanguage(header)).toBe(language));
