import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { upstreamVersion } from './build-image.ts';
import { writeImage } from './image.ts';
import { run } from './commands.ts';
import { writeLayer } from './layer.ts';
import { writeLayout } from './layout.ts';

let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'layout-'));
});
afterEach(() => rm(work, { recursive: true }));

async function makeImage(
  name: string,
  tags: readonly string[],
  content: string,
  base?: Awaited<ReturnType<typeof writeImage>>,
) {
  const root = join(work, `root-${content}`);
  await run(['mkdir', '-p', join(root, content), join(work, 'scratch')]);
  const blobs = join(work, 'blobs');
  const layer = await writeLayer(root, { present: [content], removed: [] }, blobs, join(work, 'scratch'), 1);
  const defaults = { Env: ['A=b'], Entrypoint: ['/run'], Cmd: ['sh'], ExposedPorts: { '80/tcp': {} } };
  const about = { name, description: `What ${name} is`, createdBy: `ADD ${content} /` };
  return writeImage(about, tags, defaults, layer, base, 1, blobs);
}
const tagsIn = async (folder: string) =>
  (
    JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as {
      manifests: { annotations: Record<string, string> }[];
    }
  ).manifests.map(({ annotations }) => annotations['org.opencontainers.image.ref.name']);

test('an image has the history of its Dockerfile, one filled line a layer', async () => {
  const base = await makeImage('base', ['latest'], 'one');
  const image = await makeImage('app', ['latest'], 'two', base);
  expect(image.config.rootfs.diff_ids).toHaveLength(2);
  expect(image.config.history?.map(({ created_by, empty_layer }) => [created_by, empty_layer ?? false])).toEqual([
    ['ADD one /', false],
    ['ENV A=b', true],
    ['ENTRYPOINT ["/run"]', true],
    ['EXPOSE map[80/tcp:{}]', true],
    ['CMD ["sh"]', true],
    ['ADD two /', false],
    ['ENTRYPOINT ["/run"]', true],
    ['EXPOSE map[80/tcp:{}]', true],
    ['CMD ["sh"]', true],
  ]);
});

test('a manifest says what its image is, for `docker search`', async () => {
  const { manifest } = await makeImage('app', ['latest'], 'one');
  const text = await readFile(join(work, 'blobs', manifest.digest.slice('sha256:'.length)), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    annotations: { 'org.opencontainers.image.description': 'What app is' },
  });
});

test('a layout is extended in place; what nothing leads to any more goes', async () => {
  const out = join(work, 'out');
  const write = (...images: Awaited<ReturnType<typeof makeImage>>[]) => writeLayout(out, images, join(work, 'blobs'));
  const old = await makeImage('a', ['latest', '1'], 'one');
  await write(old, await makeImage('b', ['latest'], 'two'));
  expect(await tagsIn(out)).toEqual(['library/a:1', 'library/a:latest', 'library/b:latest']);
  await write(await makeImage('a', ['latest', '2'], 'three'));
  expect(await tagsIn(out)).toEqual(['library/a:2', 'library/a:latest', 'library/b:latest']);
  const blobs = await readdir(join(out, 'blobs/sha256'));
  expect(blobs).toHaveLength(6);
  expect(blobs).not.toContain(old.layers[0]?.digest.slice('sha256:'.length));
});

test.each([
  ['5:7.0.15-1~deb12u6', undefined, '7.0.15'],
  ['5:7.0.15-1~deb12u6', 2, '7.0'],
  ['1:1.35.0-4+b4', 3, '1.35.0'],
  ['18.20.4+dfsg-1~deb12u1', 1, '18'],
  ['12.4+deb12u15', 1, '12'],
  ['3.11.2-6+deb12u6', 3, '3.11.2'],
])('%s in %s parts is version %s', (version, parts, expected) => {
  expect(upstreamVersion(version, parts)).toBe(expected);
});

test('an image answers to its further repositories', async () => {
  const out = join(work, 'out');
  const image = { ...(await makeImage('a', ['1'], 'one')), alsoAs: { b: ['2', '3'] } };
  await writeLayout(out, [image], join(work, 'blobs'));
  expect(await tagsIn(out)).toEqual(['library/a:1', 'library/b:2', 'library/b:3']);
});
