import { expect, test } from 'vitest';
import { readFolder } from './read-folder.ts';

/** A folder of objects and texts; null is a link. */
type Tree = { [name: string]: Tree | string | null };

function workspace(tree: Tree) {
  const at = (path: string) =>
    path.split('/').reduce<Tree | string | null>((node, name) => (node as Tree)[name]!, tree);
  return {
    list: async (path: string) =>
      Object.entries(at(path) as Tree).map(([name, node]) => ({
        name,
        isFile: typeof node === 'string',
        isDirectory: typeof node === 'object' && node !== null,
        sizeBytes: 0,
        modifiedMs: 0,
      })),
    read: async (path: string) => new TextEncoder().encode(at(path) as string),
  };
}

test('a folder comes with all below it, without packages and links', async () => {
  const app = { 'server.js': 'x', lib: { 'a.js': 'y' }, node_modules: { ms: { 'index.js': 'z' } }, link: null };
  const contents = (text: string) => ({ file: { contents: new TextEncoder().encode(text) } });
  expect(await readFolder(workspace({ app }), 'app')).toEqual({
    'server.js': contents('x'),
    lib: { directory: { 'a.js': contents('y') } },
  });
});
