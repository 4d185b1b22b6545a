import { expect, test } from 'vitest';
import { absolutePath, goFileMode } from './container-files.ts';

test.each([
  ['/etc/../a//b', '/a/b'],
  ['etc', '/etc'],
  ['/etc/.', '/etc/.'],
  ['/etc/', '/etc/'],
  ['/', '/'],
  ['.', '/.'],
])('absolutePath %s', (path, expected) => {
  expect(absolutePath(path)).toBe(expected);
});

test.each([
  [0o100644, 0o644],
  [0o040755, 2 ** 31 + 0o755],
  [0o120777, 2 ** 27 + 0o777],
  [0o041777, 2 ** 31 + 2 ** 20 + 0o777],
  [0o104755, 2 ** 23 + 0o755],
])('goFileMode %o', (mode, expected) => {
  expect(goFileMode(mode)).toBe(expected);
});
