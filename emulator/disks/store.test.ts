import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { openFolderStore } from './folder-store.ts';
import { openMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';

const folders: string[] = [];
function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-store-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);
function text(file: { read(into: Uint8Array, at: number): number }, at: number, length: number): string {
  const into = new Uint8Array(length);
  return new TextDecoder().decode(into.subarray(0, file.read(into, at)));
}

describe.each<[string, () => Promise<Store>]>([
  ['memory', async () => openMemoryStore()],
  ['folder', async () => openFolderStore(temporaryFolder())],
])('%s store', (_name, openStore) => {
  test('a missing file cannot be read, is not listed, and can be removed', async () => {
    const store = await openStore();
    await expect(store.open('a/b', 'read')).rejects.toMatchObject({ kind: 'not-found' });
    expect(await store.exists('a/b')).toBe(false);
    expect(await store.list('a')).toEqual([]);
    await store.remove('a');
    await store.close();
  });

  test('writes are read back, in place, past the end and by another opener', async () => {
    const store = await openStore();
    const file = await store.open('blobs/sha256/ab', 'write');
    file.write(bytes('hello world'), 0);
    file.write(bytes('W'), 6);
    file.write(bytes('end'), 300_000);
    expect(file.sizeBytes()).toBe(300_003);
    const other = await store.open('blobs/sha256/ab', 'read');
    expect(text(other, 0, 11)).toBe('hello World');
    expect(text(other, 299_999, 100)).toBe('\0end');
    expect(text(other, 300_003, 5)).toBe('');
    file.flush();
    file.close();
    expect(text(other, 6, 5)).toBe('World');
    other.close();
    await store.close();
  });

  test('opening to write keeps what is there; truncate cuts and grows with zeros', async () => {
    const store = await openStore();
    const first = await store.open('f', 'write');
    first.write(bytes('abcdef'), 0);
    first.close();
    const again = await store.open('f', 'write');
    expect(text(again, 0, 9)).toBe('abcdef');
    again.truncate(2);
    again.truncate(4);
    expect(text(again, 0, 9)).toBe('ab\0\0');
    again.close();
    await store.close();
  });

  test('lists what is directly inside a folder and removes folders whole', async () => {
    const store = await openStore();
    for (const name of ['top', 'd/one', 'd/two', 'd/sub/three']) (await store.open(name, 'write')).close();
    expect((await store.list('')).sort()).toEqual(['d', 'top']);
    expect((await store.list('d')).sort()).toEqual(['one', 'sub', 'two']);
    await store.remove('d/one');
    expect(await store.exists('d/one')).toBe(false);
    await store.remove('d');
    expect(await store.list('')).toEqual(['top']);
    await store.close();
  });

  test('tells how much it holds', async () => {
    const store = await openStore();
    const file = await store.open('f', 'write');
    file.write(new Uint8Array(100_000).fill(1), 0);
    file.flush();
    expect((await store.usage()).usedBytes).toBeGreaterThanOrEqual(100_000);
    file.close();
    await store.close();
  });
});

test('a memory store with a quota is full when it is reached', async () => {
  const store = openMemoryStore({ quotaBytes: 1000 });
  const file = await store.open('f', 'write');
  file.write(new Uint8Array(1000), 0);
  expect(() => file.write(new Uint8Array(1), 1000)).toThrow(expect.objectContaining({ kind: 'storage-full' }));
  file.write(new Uint8Array(10), 0);
});

describe('the lock of a folder store', () => {
  test('a second store of the same process is refused until the first is closed', async () => {
    const folder = temporaryFolder();
    const store = await openFolderStore(folder);
    await expect(openFolderStore(folder)).rejects.toMatchObject({ kind: 'in-use' });
    await store.close();
    await (await openFolderStore(folder)).close();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('names a living holder, and takes the lock of a dead one', async () => {
    const folder = temporaryFolder();
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    fs.writeFileSync(path.join(folder, '.lock'), `${child.pid} `);
    await expect(openFolderStore(folder)).rejects.toThrow(`in use by process ${child.pid}`);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await (await openFolderStore(folder)).close();
  });

  test('is not fooled by a pid that was given out again', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, '.lock'), `${process.pid} 1`);
    await (await openFolderStore(folder)).close();
  });
});
