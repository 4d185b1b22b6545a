import { expect, test } from 'vitest';
import type { GuestFiles } from '../engine/guest.ts';
import { listWorkspace, parseMemory, workspacePath } from './workspace.ts';

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

const status = (mode: number) => ({ mode, uid: 0, gid: 0, sizeBytes: 1, modifiedMs: 2, target: '' });

test('lists what is there, but nothing that is being written', async () => {
  const list = async () => [
    { name: 'app', ...status(0o040755) },
    { name: '.slipway-write-4~', ...status(0o100600) },
    { name: 'a~', ...status(0o100644) },
    { name: 'link', ...status(0o120777) },
  ];
  expect(await listWorkspace({ list } as unknown as GuestFiles, '')).toEqual([
    { name: 'app', isDirectory: true, isFile: false, sizeBytes: 1, modifiedMs: 2 },
    { name: 'a~', isDirectory: false, isFile: true, sizeBytes: 1, modifiedMs: 2 },
    { name: 'link', isDirectory: false, isFile: false, sizeBytes: 1, modifiedMs: 2 },
  ]);
});
