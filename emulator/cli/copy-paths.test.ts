import { expect, test } from 'vitest';
import { planCopy, preservePath, splitCopyArgument, splitPath } from './copy-paths.ts';

test.each([
  ['web:/etc', { container: 'web', path: '/etc' }],
  ['/tmp/a:b', { container: '', path: '/tmp/a:b' }],
  ['./a:b', { container: '', path: './a:b' }],
  ['-', { container: '', path: '-' }],
])('splitCopyArgument %s', (argument, expected) => {
  expect(splitCopyArgument(argument)).toEqual(expected);
});

test.each([
  ['/a/b', ['/a', 'b']],
  ['/a/.', ['/a', '.']],
  ['/a/', ['/', 'a']],
  ['/', ['/', '']],
])('splitPath %s', (path, expected) => {
  expect(splitPath(path)).toEqual(expected);
});

test.each([
  ['src/.', '/w/src', '/w/src/.'],
  ['src/', '/w/src', '/w/src/'],
  ['.', '/w', '/w/.'],
  ['src', '/w/src', '/w/src'],
])('preservePath %s', (typed, resolved, expected) => {
  expect(preservePath(typed, resolved)).toBe(expected);
});

const directory = (path: string) => ({ path, exists: true, isDirectory: true });
const file = (path: string) => ({ path, exists: true, isDirectory: false });
const nothing = (path: string) => ({ path, exists: false, isDirectory: false });

test.each([
  ['into a directory', directory('/s'), directory('/d'), { directory: '/d' }],
  ['a directory to a new name', directory('/s'), nothing('/d/n'), { directory: '/d', rename: ['s', 'n'] }],
  ['what is in a directory', directory('/s/.'), nothing('/d/n'), { directory: '/d', rename: ['.', 'n'] }],
  ['over a file', file('/s'), file('/d/f'), { directory: '/d', rename: ['s', 'f'] }],
])('planCopy %s', (_, source, destination, expected) => {
  expect(planCopy(source, destination)).toEqual(expected);
});

test.each([
  ['cannot copy directory', directory('/s'), file('/d')],
  ['no such directory', file('/s'), nothing('/d/')],
])('planCopy refuses: %s', (message, source, destination) => {
  expect(() => planCopy(source, destination)).toThrow(message);
});
