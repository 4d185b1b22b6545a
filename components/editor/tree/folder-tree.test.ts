import { expect, test } from 'vitest';
import {
  EMPTY_TREE,
  folderForNew,
  MAX_SHOWN_ENTRIES,
  nameProblem,
  rowForKey,
  sortEntries,
  visibleRows,
  type TreeState,
} from './folder-tree.ts';

const file = (name: string) => ({ name, isDirectory: false, isFile: true });
const folder = (name: string) => ({ name, isDirectory: true, isFile: false });

const tree: TreeState = {
  ...EMPTY_TREE,
  folders: new Map([
    ['', [folder('app'), folder('empty'), file('Dockerfile')]],
    ['app', [folder('src'), file('main.py')]],
    ['app/src', [file('deep.py')]],
  ]),
  open: new Set(['', 'app']),
};
const shown = (state: TreeState) => visibleRows(state).map(({ path, depth }) => `${'  '.repeat(depth)}${path}`);

test('shows what is open', () => {
  expect(shown(tree)).toEqual(['app', '  app/src', '  app/main.py', 'empty', 'Dockerfile']);
});

test('a new name stands in its folder', () => {
  const naming = { kind: 'new-file', folder: 'app' } as const;
  expect(shown({ ...tree, naming })).toEqual(['app', '  app/…', '  app/src', '  app/main.py', 'empty', 'Dockerfile']);
});

test('huge folders and failures are told', () => {
  const folders = new Map([['', Array.from({ length: MAX_SHOWN_ENTRIES + 7 }, (_, i) => file(`f${i}`))]]);
  const failures = new Map([['', { kind: 'forbidden', detail: 'Permission denied' } as const]]);
  const rows = visibleRows({ ...EMPTY_TREE, folders, failures });
  expect(rows).toHaveLength(MAX_SHOWN_ENTRIES + 2);
  expect(rows[0]).toMatchObject({ kind: 'failed', reason: { kind: 'forbidden', detail: 'Permission denied' } });
  expect(rows.at(-1)).toMatchObject({ kind: 'more', count: 7 });
});

test('folders come first, numbers as numbers', () => {
  const sorted = sortEntries([file('b10'), file('b9'), folder('z'), file('A')]);
  expect(sorted.map(({ name }) => name)).toEqual(['z', 'A', 'b9', 'b10']);
});

test.each([
  ['', ''],
  ['app', 'app'],
  ['app/main.py', 'app'],
  ['Dockerfile', ''],
  ['gone/away', ''],
])('with %j selected a new one goes into %j', (selected, expected) => {
  expect(folderForNew({ ...tree, selected })).toBe(expected);
});

test.each([
  ['', 'x', undefined],
  ['', 'a/b/c.txt', undefined],
  ['', '', 'noName'],
  ['', 'Dockerfile', 'exists'],
  ['app', 'Dockerfile', undefined],
  ['', '..', 'notAName'],
  ['', 'a//b', 'notAName'],
  ['', '/etc', 'slashes'],
  ['', 'x'.repeat(256), 'tooLong'],
] as const)('in %j the name %j', (where, name, problem) => {
  expect(nameProblem(tree, where, name)).toBe(problem);
});

test.each([
  ['', 'ArrowDown', 'app'],
  ['app', 'ArrowDown', 'app/src'],
  ['app', 'ArrowUp', 'app'],
  ['app', 'ArrowRight', 'app/src'],
  ['app/src', 'ArrowRight', undefined],
  ['app/src', 'ArrowLeft', 'app'],
  ['app', 'ArrowLeft', undefined],
  ['app', 'End', 'Dockerfile'],
  ['Dockerfile', 'ArrowDown', 'Dockerfile'],
  ['app', 'd', 'Dockerfile'],
  ['Dockerfile', 'm', 'app/main.py'],
] as const)('from %j %s leads to %j', (selected, key, expected) => {
  expect(rowForKey(visibleRows(tree), selected, key)).toBe(expected);
});
