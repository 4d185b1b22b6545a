import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashPath, hashTexts } from './input-hash.ts';
import { linkFolder, replaceWithLinks } from './link-folder.ts';
import { packagesAreInstalled } from './node-packages.mjs';
import { packGuest } from './pack.ts';
import { canBuild } from './platform.ts';
import { prebuilt } from './prebuilt.ts';
import { createProgress, duration } from './progress.ts';
import { runSteps } from './run-steps.ts';
import { tuneWasm } from './steps/tuned-wasm.ts';
import { playwrightCount, vitestCount } from './test-reports.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-setup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
};

describe('input hashes', () => {
  it('tell apart texts that join to the same', () => {
    expect(hashTexts(['ab', 'c'])).not.toBe(hashTexts(['a', 'bc']));
  });

  it('see content, names, links and what is missing, and not what is skipped', async () => {
    const hashes = [await hashPath(join(folder, 'tree'))];
    const changes = [
      () => file('tree/a', '1'),
      () => file('tree/a', '2'),
      () => file('tree/b/c', ''),
      () => symlink('a', join(folder, 'tree/link')),
    ];
    for (const change of changes) {
      await change();
      hashes.push(await hashPath(join(folder, 'tree')));
    }
    expect(new Set(hashes).size).toBe(hashes.length);
    const skipping = (): Promise<string> => hashPath(join(folder, 'tree'), (path) => path === 'b/c');
    const before = await skipping();
    await file('tree/b/c', 'changed');
    expect(await skipping()).toBe(before);
  });
});

describe('progress', () => {
  const label = { number: 2, total: 9, title: 'Kernel' };
  it('prints plain lines at each tenth when there is no terminal', () => {
    let text = '';
    const progress = createProgress({ write: (more) => (text += more), columns: 80, isTerminal: false }, () => 0);
    progress.started(label);
    for (let i = 0; i < 25; i++) progress.doing(label, `object ${i}`, i / 100);
    progress.done(label, false);
    expect(text).toBe(
      '[2/9] Kernel: started\n[2/9] Kernel: 0 % object 0 (0:00)\n[2/9] Kernel: 10 % object 10 (0:00)\n[2/9] Kernel: 20 % object 20 (0:00)\n[2/9] Kernel: done (0:00)\n',
    );
  });

  it('redraws one line a running step on a terminal', () => {
    let text = '';
    const progress = createProgress({ write: (more) => (text += more), columns: 80, isTerminal: true }, () => 0);
    progress.started(label);
    progress.done(label, false);
    progress.stop();
    expect(text).toBe('[2/9] Kernel: started (0:00)\n\x1b[1A\x1b[J[2/9] Kernel: done (0:00)\n');
  });

  it('writes minutes and seconds', () => {
    expect([0, 59_400, 60_000, 3_723_000].map(duration)).toEqual(['0:00', '0:59', '1:00', '62:03']);
  });
});

describe('platform', () => {
  const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n';
  it('takes Debian 12 as root', () => expect(canBuild(debian, true)).toBe(true));
  it.each(['', 'PRETTY_NAME="Ubuntu 24.04"\nVERSION_CODENAME=noble\n'])('points %j to SLIPWAY_GUEST', (osRelease) => {
    expect(canBuild(osRelease, true)).toContain('SLIPWAY_GUEST=');
  });
});

describe('npm packages', () => {
  const lock = (packages: object): string => JSON.stringify({ packages: { '': {}, ...packages } });
  it.each([
    ['all there', { 'node_modules/a': { version: '1' } }, true],
    ['another version', { 'node_modules/a': { version: '2' } }, false],
    ['one missing', {}, false],
  ])('%s', async (_name, installed, expected) => {
    await file(
      'package-lock.json',
      lock({ 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1', optional: true } }),
    );
    await file('node_modules/.package-lock.json', lock(installed));
    expect(packagesAreInstalled(folder)).toBe(expected);
  });

  it('nothing installed', async () => {
    await file('package-lock.json', lock({}));
    expect(packagesAreInstalled(folder)).toBe(false);
  });
});

describe('tuneWasm', () => {
  const [stock, tuned] = [
    [0x41, 0xc0, 0x9a, 0x0c],
    [0x41, 0xc0, 0x84, 0x3d],
  ];
  it('replaces the one threshold', () => {
    expect([...tuneWasm(Uint8Array.from([1, ...stock!, 2]))]).toEqual([1, ...tuned!, 2]);
  });
  it.each([[[]], [[...stock!, ...stock!]]])('refuses a binary with none or two', (bytes) => {
    expect(() => tuneWasm(Uint8Array.from(bytes))).toThrow('exactly once');
  });
});

describe('test reports', () => {
  it('count tests, and files that did not load', async () => {
    const testResults = [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ];
    const path = await file('v.json', JSON.stringify({ numPassedTests: 3, numFailedTests: 1, testResults }));
    expect(vitestCount(path)).toEqual({ passed: 3, failed: 2 });
    const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 };
    expect(playwrightCount(await file('p.json', JSON.stringify({ stats, errors: [] })))).toEqual({
      passed: 5,
      failed: 2,
    });
    expect(vitestCount(join(folder, 'none'))).toEqual({ passed: 0, failed: 1 });
  });
});

describe('linked folders', () => {
  it('replace what was there', async () => {
    await file('from/sub/a', 'new');
    await file('to/old', 'old');
    await replaceWithLinks(join(folder, 'from'), join(folder, 'to'));
    expect(await readFile(join(folder, 'to/sub/a'), 'utf8')).toBe('new');
    await expect(readFile(join(folder, 'to/old'))).rejects.toThrow('ENOENT');
  });
});

describe('a packed guest', () => {
  const progress = { started: () => {}, doing: () => {}, done: () => {}, failed: () => {} };
  const take = (source: string): Promise<Map<string, string>> =>
    runSteps([prebuilt(source)], { cacheFolder: join(folder, 'cache'), progress });

  async function pack(output: string): Promise<void> {
    await mkdir(join(folder, 'cache'), { recursive: true });
    await file('guest/manifest.json', '{"id":"abc"}');
    await file('catalogue/blobs/x', 'blob');
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const folders = { snapshot: join(folder, 'guest'), catalogue: join(folder, 'catalogue') };
    await packGuest(new Map(Object.entries(folders)), output);
    vi.restoreAllMocks();
  }

  it.each(['packed', 'packed.tar'])('is taken from %s as it was', async (name) => {
    await pack(join(folder, name));
    const taken = (await take(join(folder, name))).get('prebuilt') ?? '';
    expect(await readFile(join(taken, 'guest/manifest.json'), 'utf8')).toBe('{"id":"abc"}');
    expect(await readFile(join(taken, 'catalogue/blobs/x'), 'utf8')).toBe('blob');
  });

  it('is refused when a file is not what the index says', async () => {
    await pack(join(folder, 'packed'));
    await rm(join(folder, 'packed/catalogue/blobs/x'));
    await file('packed/catalogue/blobs/x', 'other');
    await expect(take(join(folder, 'packed'))).rejects.toThrow('catalogue/blobs/x is missing or not what');
  });

  it('is refused when it is none', async () => {
    await mkdir(join(folder, 'cache'), { recursive: true });
    await linkFolder(join(folder, 'cache'), join(folder, 'empty'));
    await expect(take(join(folder, 'empty'))).rejects.toThrow('there is no slipway-guest.json in it');
  });
});
