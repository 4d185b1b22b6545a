import { createHash } from 'node:crypto';
import { chmod, link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from './commands.ts';
import { writeLayer } from './layer.ts';
import { treeChanges } from './tree-changes.ts';

const RELEASE_SECONDS = 1_700_000_000;

let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'layer-'));
});
afterEach(() => rm(work, { recursive: true }));

async function makeRoot(name: string, reversed: boolean): Promise<string> {
  const root = join(work, name);
  const names = ['a', 'b', 'c'];
  await mkdir(join(root, 'bin'), { recursive: true });
  for (const file of reversed ? names.reverse() : names) await writeFile(join(root, 'bin', file), file);
  await chmod(join(root, 'bin/a'), 0o4755);
  await link(join(root, 'bin/a'), join(root, 'bin/z'));
  await symlink('bin', join(root, 'sbin'));
  await mkdir(join(root, 'd'.repeat(90), 'e'.repeat(90)), { recursive: true });
  return root;
}

test('the same files make the same layer, however and whenever they were made', async () => {
  const layers = [];
  for (const [name, reversed] of [
    ['one', false],
    ['two', true],
  ] as const) {
    const root = await makeRoot(name, reversed);
    const changes = await treeChanges(root, undefined);
    await mkdir(join(work, `${name}-work`));
    layers.push(await writeLayer(root, changes, join(work, 'blobs'), join(work, `${name}-work`), RELEASE_SECONDS));
  }
  expect(layers[0]).toEqual(layers[1]);
  const layer = layers[0]!;
  const packed = await readFile(join(work, 'blobs', layer.digest.slice('sha256:'.length)));
  const tar = gunzipSync(packed);
  const digest = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  expect(layer).toEqual({
    digest: digest(packed),
    diffId: digest(tar),
    sizeBytes: packed.length,
    unpackedBytes: tar.length,
  });
});

test('what was removed from the base becomes a whiteout beside it', async () => {
  const [base, root] = [await makeRoot('base', false), await makeRoot('root', false)];
  await rm(join(root, 'bin/b'));
  await rm(join(root, 'sbin'));
  await mkdir(join(work, 'scratch'));
  const changes = await treeChanges(root, base);
  const layer = await writeLayer(root, changes, join(work, 'blobs'), join(work, 'scratch'), RELEASE_SECONDS);
  const blob = join(work, 'blobs', layer.digest.slice('sha256:'.length));
  expect((await run(['tar', '-tzf', blob])).trim().split('\n').sort()).toEqual(['.wh.sbin', 'bin/', 'bin/.wh.b']);
});
