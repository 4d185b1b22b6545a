import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toByteString } from './byte-string.ts';
import { ErofsWriter, type ErofsImage } from './erofs-writer.ts';
import { openMemoryStore } from './memory-store.ts';
import { streamOf, tarOf, type FixtureEntry } from './testing/tar-fixture.ts';
import { readTar, TarReader } from './tar-reader.ts';

const hasTools = spawnSync('fsck.erofs', ['-V']).status === 0 && process.getuid?.() === 0;
if (!hasTools) console.warn('erofs-writer: fsck.erofs (erofs-utils) or root is missing, its checks are skipped');

let folder = '';
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-erofs-'));
  const probe = path.join(folder, 'probe');
  fs.writeFileSync(probe, (await imageOf(tarOf([]))).bytes);
  fs.mkdirSync(`${probe}.d`);
  canMount = hasTools && spawnSync('mount', ['-t', 'erofs', '-o', 'loop,ro', probe, `${probe}.d`]).status === 0;
  if (canMount) execFileSync('umount', [`${probe}.d`]);
  else console.warn('erofs-writer: no erofs in this kernel, the checks are those of erofs-utils alone');
});
afterEach(() => {
  for (const each of mounted.splice(0)) execFileSync('umount', [each]);
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function imageOf(tar: Uint8Array, chunkBytes?: number): Promise<ErofsImage & { bytes: Uint8Array }> {
  const file = await openMemoryStore().open('image', 'write');
  const writer = new ErofsWriter(file);
  await readTar(streamOf(tar, chunkBytes), writer);
  const image = writer.finish();
  const bytes = new Uint8Array(file.sizeBytes());
  file.read(bytes, 0);
  expect(bytes.length).toBe(image.imageBytes);
  return { ...image, bytes };
}

/** Whether this kernel mounts erofs: it shows more than fsck.erofs 1.5 unpacks (set-uid bits, hard links, xattrs). */
let canMount = false;
const mounted: string[] = [];

/** The image's tree, mounted or unpacked by erofs-utils, having been checked. */
function open(image: Uint8Array): string {
  const at = path.join(folder, `image${mounted.length}`);
  const out = path.join(folder, `tree${mounted.length}`);
  fs.writeFileSync(at, image);
  execFileSync('fsck.erofs', [at], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (canMount) {
    fs.mkdirSync(out);
    execFileSync('mount', ['-t', 'erofs', '-o', 'loop,ro', at, out]);
    mounted.push(out);
  } else {
    fs.rmSync(out, { recursive: true, force: true });
    execFileSync('fsck.erofs', [`--extract=${out}`, '--preserve', at], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return out;
}

function untar(tar: Uint8Array | string): string {
  const out = path.join(folder, 'untarred');
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out);
  const from = typeof tar === 'string' ? tar : path.join(folder, 'in.tar');
  if (typeof tar !== 'string') fs.writeFileSync(from, tar);
  execFileSync('tar', ['-C', out, '--xattrs', '--xattrs-include=*', '--numeric-owner', '-xpf', from]);
  return out;
}

/** One line a file, with all that stat(2) says; directories without sizes and times. */
function listing(root: string): string[] {
  const run = (...args: string[]) =>
    execFileSync('find', ['.', ...args], { cwd: root, encoding: 'latin1' }).split('\n');
  const [mode, links] = canMount ? ['%m', '%n'] : ['', ''];
  return [
    ...run('!', '-type', 'd', '-printf', `%p %y ${mode} %U %G %s %l ${links} %T@\\n`),
    ...run('-type', 'd', '-printf', `%p %y ${mode} %U %G ${links}\\n`),
  ].sort();
}

/** Each path's xattrs, as GNU tar archives them; of a tree that fsck.erofs unpacked there are none. */
function xattrs(root: string): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  if (!canMount) return found;
  const reader = new TarReader({
    entry: (entry) => {
      for (const [name, value] of entry.xattrs) (found[entry.path] ??= {})[name] = toByteString(value);
    },
    data: () => undefined,
  });
  const args = ['-C', root, '--xattrs', '--xattrs-include=*', '--format=pax', '-c', '.'];
  reader.push(execFileSync('tar', args, { maxBuffer: 2 ** 30 }));
  return found;
}

function expectSameTree(actual: string, expected: string): void {
  expect(listing(actual)).toEqual(listing(expected));
  expect(xattrs(actual)).toEqual(xattrs(expected));
  const difference = spawnSync('diff', ['-r', '--no-dereference', actual, expected], { encoding: 'latin1' });
  const lines = difference.stdout
    .split('\n')
    .filter((line) => line !== '' && !/ is a (character|block) special| is a fifo/.test(line));
  expect(lines).toEqual([]);
}

const file = (path: string, sizeBytes: number): FixtureEntry => ({
  path,
  content: path.padEnd(sizeBytes, '.').slice(0, sizeBytes),
  mtime: 1e9,
});

describe.runIf(hasTools)('an image, as erofs-utils reads it', () => {
  const SIZES = [
    0, 1, 4031, 4032, 4033, 4095, 4096, 4097, 8191, 8192, 12300, 32767, 32768, 32769, 36864, 100_000, 2_500_000,
  ];
  const TREES: [string, FixtureEntry[]][] = [
    ['nothing', []],
    ['sizes around all limits', SIZES.map((size) => file(`size${size}`, size))],
    [
      'types, owners, modes',
      [
        { path: 'd/', type: '5', mode: 0o1777, uid: 7, gid: 8, mtime: 1 },
        { path: 'd/setuid', mode: 0o4755, uid: 70000, gid: 80000, content: 'x', mtime: 5 },
        { path: 'd/link', type: '2', link: '../elsewhere', mtime: 6 },
        { path: 'd/longlink', type: '2', link: 'x', pax: { linkpath: 'x/'.repeat(1900) }, mtime: 6 },
        { path: 'd/null', type: '3', device: [1, 3], mode: 0o666, mtime: 7 },
        { path: 'd/loop', type: '4', device: [7, 300], mtime: 8 },
        { path: 'd/pipe', type: '6', mtime: 9 },
        { path: 'd/fraction', pax: { mtime: '1600000000.123456789' } },
        { path: 'd/before1970', pax: { mtime: '-1.5' } },
      ],
    ],
    [
      'hard links, also to what is replaced later',
      [
        file('a', 5000),
        { path: 'b', type: '1', link: 'a' },
        { path: 'deep/c', type: '1', link: './a' },
        file('a', 10),
        { path: 'e', type: '1', link: 'a' },
        { path: 's', type: '2', link: 'a', mtime: 3 },
        { path: 's2', type: '1', link: 's' },
      ],
    ],
    [
      'duplicates: the last wins',
      [
        file('f', 10),
        file('f', 20),
        { path: 'dir', type: '5', mode: 0o700 },
        file('dir/kept', 3),
        { path: 'dir', type: '5', mode: 0o711 },
        file('was-file', 1),
        { path: 'was-file/', type: '5', mode: 0o755 },
        file('was-file/now-dir', 4),
      ],
    ],
    [
      'odd names',
      [
        file('./x//y/./z', 3),
        file('!before-dot', 1),
        file('-', 1),
        file('..hidden', 1),
        file('~', 1),
        { path: 'long', pax: { path: 'n'.repeat(255) } },
        { path: 'raw', pax: { path: Uint8Array.of(0xe9, 0x20, 0x0a + 1) } },
        { path: 'utf8', pax: { path: 'ünï/cödé' } },
      ].map((entry) => ({ mtime: 2, ...entry })),
    ],
    [
      'directories of every size',
      [0, 1, 2, 150, 151, 152, 153, 154, 155, 500, 3000].flatMap((count) =>
        Array.from({ length: count }, (_, i) => ({ path: `d${count}/entry-${i}`, mtime: 1 })),
      ),
    ],
    [
      'symbolic links in the middle of a path',
      [
        { path: 'usr/lib', type: '5', mode: 0o755 },
        { path: 'lib', type: '2', link: 'usr/lib', mtime: 1 },
        file('lib/inside', 9),
      ],
    ],
    [
      'xattrs',
      [
        {
          path: 'cap',
          content: 'x',
          pax: {
            'SCHILY.xattr.security.capability': Uint8Array.of(
              1,
              0,
              0,
              2,
              0,
              4,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
            ),
          },
        },
        {
          path: 'many',
          content: 'abc',
          pax: { 'SCHILY.xattr.user.a': 'one', 'SCHILY.xattr.user.b': 'b'.repeat(300), 'SCHILY.xattr.trusted.t': 't' },
        },
        { path: 'd', type: '5', mode: 0o755, pax: { 'SCHILY.xattr.user.dir': 'yes' } },
      ],
    ],
  ];

  test.each(TREES)('holds %s', async (_name, entries) => {
    const root: FixtureEntry = { path: './', type: '5', mode: 0o755 };
    // GNU tar gives parents that are missing the umask's modes and our 0755 alike, but keeps the folder's own mode.
    const tar = tarOf([root, ...entries]);
    const image = await imageOf(tar);
    expectSameTree(open(image.bytes), untar(tar));
  });

  test('holds a real tree', async () => {
    const tar = path.join(folder, 'real.tar');
    const roots = ['etc', 'usr/share/perl5', 'usr/share/perl', 'usr/lib/terminfo'].filter((each) =>
      fs.existsSync(`/${each}`),
    );
    spawnSync('tar', ['-C', '/', '--xattrs', '-cf', tar, ...roots]);
    const image = await imageOf(fs.readFileSync(tar));
    expectSameTree(open(image.bytes), untar(tar));
  }, 120_000);

  const isOpaque = (root: string, name: string) => xattrs(root)[`./${name}/`]?.['trusted.overlay.opaque'] === 'y';
  const kind = (root: string, name: string) => {
    const status = fs.lstatSync(path.join(root, name), { throwIfNoEntry: false });
    if (!status) return 'missing';
    if (status.isCharacterDevice()) return `device ${status.rdev}`;
    return status.isDirectory() ? `directory${isOpaque(root, name) ? ' opaque' : ''}` : 'file';
  };
  test.each<[string, FixtureEntry[], Record<string, string>]>([
    ['a whiteout', [{ path: 'd/.wh.gone' }], { d: 'directory', 'd/gone': 'device 0', 'd/.wh.gone': 'missing' }],
    ['an opaque directory', [{ path: 'd/.wh..wh..opq' }, file('d/new', 1)], { d: 'directory opaque', 'd/new': 'file' }],
    ['a whiteout before a file of this layer', [{ path: '.wh.f' }, file('f', 1)], { f: 'file' }],
    ['a whiteout after a file of this layer', [file('f', 1), { path: '.wh.f' }], { f: 'file' }],
    [
      'a whiteout before a directory of this layer',
      [{ path: '.wh.d' }, file('d/x', 1)],
      { d: 'directory opaque', 'd/x': 'file' },
    ],
    [
      'a whiteout after a directory of this layer',
      [{ path: 'd', type: '5' }, { path: '.wh.d' }],
      { d: 'directory opaque' },
    ],
    [
      "aufs' own files",
      [{ path: '.wh..wh.plnk/1' }, { path: '.wh..wh.orph', type: '5' }],
      { '.wh..wh.orph': 'missing' },
    ],
    [
      'attributes of overlayfs in the archive',
      [{ path: 'd', type: '5', pax: { 'SCHILY.xattr.trusted.overlay.opaque': 'y' } }],
      { d: 'directory' },
    ],
    [
      'paths that lead out',
      [file('../../up', 1), file('/abs', 1), { path: 'l', type: '2', link: '../../..' }, file('l/through', 1)],
      { up: 'file', abs: 'file', through: 'file' },
    ],
  ])('turns %s into what overlayfs wants', async (_name, entries, expected) => {
    const out = open((await imageOf(tarOf(entries))).bytes);
    for (const [name, wanted] of Object.entries(expected)) {
      const seen = canMount ? wanted : wanted.replace(' opaque', '');
      expect(`${name}: ${kind(out, name)}`).toBe(`${name}: ${seen}`);
    }
  });
});

describe('erofs writer', () => {
  test('the same archive makes the same image, however it is cut', async () => {
    const tar = tarOf([file('a', 5000), file('b/c', 100_000), { path: 'b/d', type: '1', link: 'a' }, file('b/e', 33)]);
    const [one, two] = [await imageOf(tar), await imageOf(tar, 777)];
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
  });

  test('counts sizes as Docker does', async () => {
    const entries = [
      file('a', 5000),
      file('a', 4000),
      { path: 'b', type: '1', link: 'a' },
      { path: 'l', type: '2', link: 'abc' },
    ];
    const image = await imageOf(tarOf([...entries, { path: 'd', type: '5' }, { path: '.wh.x' }]));
    expect(image.contentBytes).toBe(4003);
    expect(image.inodes).toBe(5); // root, a = b, l, d, x
  });

  test.each<[string, FixtureEntry[]]>([
    ['a hard link to nothing', [{ path: 'h', type: '1', link: 'missing' }]],
    [
      'a hard link to a directory',
      [
        { path: 'd', type: '5' },
        { path: 'h', type: '1', link: 'd' },
      ],
    ],
    ['a file in a file', [file('f', 1), file('f/x', 1)]],
    [
      'symbolic links in a circle',
      [{ path: 'a', type: '2', link: 'b' }, { path: 'b', type: '2', link: 'a' }, file('a/x', 1)],
    ],
    ['a name over 255 bytes', [{ path: 'x', pax: { path: 'n'.repeat(256) } }]],
    ['a root that is no directory', [{ path: '.', type: '2', link: 'x' }]],
    ['a whiteout of nothing', [{ path: 'd/.wh.' }]],
    ['an empty symbolic link', [{ path: 'l', type: '2' }]],
  ])('refuses %s', async (_name, entries) => {
    await expect(imageOf(tarOf(entries))).rejects.toMatchObject({ kind: 'corrupt' });
  });
});
