import { expect, test } from 'vitest';
import { parseMemory, workspacePath } from './workspace.ts';

test.each([
  ['', '/workspace'],
  ['a/b.txt', '/workspace/a/b.txt'],
  ['/a//./b', '/workspace/a/b'],
])('%j is %s', (path, expected) => expect(workspacePath(path)).toBe(expected));

test.each(['..', 'a/../../etc', '../workspace2'])('%j leads out', (path) => {
  expect(() => workspacePath(path)).toThrow(expect.objectContaining({ kind: 'invalid' }));
});

test('reads /proc/meminfo', () => {
  const meminfo = 'MemTotal:         505432 kB\nMemFree:          400000 kB\nMemAvailable:     450432 kB\n';
  expect(parseMemory(meminfo)).toEqual({ totalBytes: 505432 * 1024, usedBytes: 55000 * 1024 });
});
