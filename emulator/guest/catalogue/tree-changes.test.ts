import { chmod, link, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { treeChanges } from './tree-changes.ts';

let work: string;
let base: string;
let root: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'tree-'));
  [base, root] = [join(work, 'base'), join(work, 'root')];
  for (const tree of [base, root]) {
    await mkdir(join(tree, 'etc/apt'), { recursive: true });
    await mkdir(join(tree, 'usr/bin'), { recursive: true });
    await writeFile(join(tree, 'etc/passwd'), 'root');
    await writeFile(join(tree, 'usr/bin/tool'), 'tool');
    await symlink('usr/bin', join(tree, 'bin'));
  }
});
afterEach(() => rm(work, { recursive: true }));

test('two equal trees differ in nothing, whatever the dates', async () => {
  await utimes(join(root, 'etc/passwd'), 1, 1);
  expect(await treeChanges(root, base)).toEqual({ present: [], removed: [] });
});

test('from nothing, everything is there, folders before their content', async () => {
  const { present } = await treeChanges(root, undefined);
  expect(present).toEqual(['bin', 'etc', 'etc/apt', 'etc/passwd', 'usr', 'usr/bin', 'usr/bin/tool']);
});

const changes: readonly [string, () => Promise<unknown>, readonly string[], readonly string[]][] = [
  [
    'a new file brings its folders',
    () => writeFile(join(root, 'etc/apt/new'), ''),
    ['etc', 'etc/apt', 'etc/apt/new'],
    [],
  ],
  ['new content', () => writeFile(join(root, 'etc/passwd'), 'toor'), ['etc', 'etc/passwd'], []],
  ['a new mode', () => chmod(join(root, 'usr/bin/tool'), 0o755), ['usr', 'usr/bin', 'usr/bin/tool'], []],
  ['a new mode of a folder', () => chmod(join(root, 'etc'), 0o700), ['etc'], []],
  ['a hard link', () => link(join(root, 'usr/bin/tool'), join(root, 'usr/also')), ['usr', 'usr/also'], []],
  ['a removed folder', () => rm(join(root, 'usr/bin'), { recursive: true }), ['usr'], ['usr/bin']],
  [
    'another target of a link',
    async () => {
      await rm(join(root, 'bin'));
      await symlink('usr/sbin', join(root, 'bin'));
    },
    ['bin'],
    [],
  ],
  [
    'a folder in the place of a link',
    async () => {
      await rm(join(root, 'bin'));
      await mkdir(join(root, 'bin'));
      await writeFile(join(root, 'bin/sh'), '');
    },
    ['bin', 'bin/sh'],
    [],
  ],
];
test.each(changes)('%s', async (_name, change, present, removed) => {
  await change();
  expect(await treeChanges(root, base)).toEqual({ present, removed });
});
