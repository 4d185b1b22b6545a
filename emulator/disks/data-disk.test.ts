import { describe, expect, test, vi } from 'vitest';
import { SlipwayError } from '../errors.ts';
import { hasDataDisk, openDataDisk } from './data-disk.ts';
import { packTemplate, parseTemplate } from './disk-template.ts';
import { openMemoryStore } from './memory-store.ts';
import type { Store, StoreFile } from './store.ts';

const MB = 1024 * 1024;
const SIZE_BYTES = 64 * MB;

/** A small seeded generator (xorshift32), so that a failing run can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function pattern(length: number, seed: number): Uint8Array {
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i++) out[i] = (i * 7 + seed * 31 + (i >> 8)) & 255;
  return out;
}

/** Not toEqual: it walks megabytes item by item. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

describe('disk template', () => {
  test('holds the blocks that are not zeros, and gives them back', () => {
    const image = new Uint8Array(10 * 4096 + 100);
    image.fill(7, 4096, 4100);
    image.fill(9, 10 * 4096);
    const template = parseTemplate(packTemplate(image));
    expect([...template.blockIndexes]).toEqual([1, 10]);
    expect(template.block(0)).toEqual(image.subarray(4096, 8192));
    expect([...template.block(1).subarray(98, 102)]).toEqual([9, 9, 0, 0]);
  });

  test.each([
    ['empty', new Uint8Array(0)],
    ['something else', new Uint8Array(100).fill(1)],
    ['cut short', packTemplate(new Uint8Array(4096).fill(1)).subarray(0, 4000)],
  ])('refuses what is %s', (_name, bytes) => {
    expect(() => parseTemplate(bytes)).toThrow(expect.objectContaining({ kind: 'corrupt' }));
  });
});

describe('data disk', () => {
  test('starts as the template, and later templates do not touch it', async () => {
    const store = openMemoryStore();
    const image = new Uint8Array(40 * 4096);
    image.set(pattern(4096, 1), 3 * 4096);
    image.set(pattern(8192, 2), 20 * 4096);
    const disk = await openDataDisk({ store, sizeBytes: SIZE_BYTES, template: packTemplate(image) });
    expect(disk.sizeBytes).toBe(SIZE_BYTES);
    expect(same(disk.read(0, image.length), image)).toBe(true);
    disk.write(3 * 4096, pattern(4096, 9));
    disk.close();
    const again = await openDataDisk({ store, template: packTemplate(new Uint8Array(4096).fill(255)) });
    image.set(pattern(4096, 9), 3 * 4096);
    expect(same(again.read(0, image.length), image)).toBe(true);
    again.close();
  });

  test('random writes of any sectors read back, across reopening', async () => {
    const store = openMemoryStore();
    const model = new Uint8Array(8 * MB);
    const random = randomOf(42);
    let disk = await openDataDisk({ store, sizeBytes: SIZE_BYTES });
    for (let i = 0; i < 2000; i++) {
      const at = random(model.length / 512 - 600) * 512;
      const length = (1 + random(i % 3 === 0 ? 600 : 8)) * 512;
      const bytes = i % 7 === 0 ? new Uint8Array(length) : pattern(length, i);
      disk.write(at, bytes);
      model.set(bytes, at);
      const readAt = random(model.length / 512 - 600) * 512;
      expect(same(disk.read(readAt, 300 * 512), model.subarray(readAt, readAt + 300 * 512))).toBe(true);
      if (i % 500 === 499) {
        disk.close();
        disk = await openDataDisk({ store });
      }
    }
    expect(same(disk.read(0, model.length), model)).toBe(true);
    expect(disk.read(SIZE_BYTES - 4096, 4096).every((byte) => byte === 0)).toBe(true);
    disk.close();
  });

  test('a disk whose making was interrupted is made anew', async () => {
    const store = openMemoryStore();
    const template = packTemplate(pattern(64 * 4096, 5));
    for (const writes of [0, 1, 5, 20]) {
      await openDataDisk({ store: crashing(store, writes), sizeBytes: SIZE_BYTES, template }).then(
        () => expect.unreachable(),
        (error) => expect(error).toBeInstanceOf(Crash),
      );
      expect(await hasDataDisk(store)).toBe(false);
    }
    const disk = await openDataDisk({ store, sizeBytes: SIZE_BYTES, template });
    expect(same(disk.read(0, 64 * 4096), pattern(64 * 4096, 5))).toBe(true);
    expect(await hasDataDisk(store)).toBe(true);
    disk.close();
  });

  test('is as a disk at a power cut wherever a crash comes: all before it is there', async () => {
    for (let writesUntilCrash = 0; writesUntilCrash < 120; writesUntilCrash++) {
      const store = openMemoryStore();
      (await openDataDisk({ store, sizeBytes: SIZE_BYTES })).close();
      const model = new Uint8Array(2 * MB);
      const random = randomOf(7);
      const disk = await openDataDisk({ store: crashing(store, writesUntilCrash) });
      let torn: { at: number; bytes: Uint8Array } | undefined;
      for (let i = 0; !torn; i++) {
        const at = random(model.length / 512 - 70) * 512;
        const bytes = pattern((1 + random(70)) * 512, i);
        try {
          disk.write(at, bytes);
          model.set(bytes, at);
        } catch {
          torn = { at, bytes };
        }
      }
      const after = await openDataDisk({ store });
      const found = after.read(0, model.length);
      for (let at = 0; at < model.length; at += 512) {
        const sector = found.subarray(at, at + 512);
        const inTorn = at >= torn.at && at < torn.at + torn.bytes.length;
        const isNew = inTorn && same(sector, torn.bytes.subarray(at - torn.at, at - torn.at + 512));
        if (!isNew && !same(sector, model.subarray(at, at + 512))) expect.fail(`lost: sector at ${at}`);
      }
      after.close();
    }
  });

  test('a full store: what was written stays readable, the image stays consistent, space lets it go on', async () => {
    const store = openMemoryStore({ quotaBytes: 3 * MB });
    const onFull = vi.fn();
    const disk = await openDataDisk({ store, sizeBytes: SIZE_BYTES, onFull });
    const ballast = await store.open('ballast', 'write');
    ballast.write(new Uint8Array(MB), 0);
    for (let i = 0; i < 64; i++) disk.write(i * 65536, pattern(65536, i));
    disk.write(0, pattern(4096, 99)); // in place, but after writes that are only in memory
    expect(onFull).toHaveBeenCalledOnce();
    expect(disk.isFull).toBe(true);
    expect(same(disk.read(40 * 65536, 65536), pattern(65536, 40))).toBe(true);
    expect(same(disk.read(0, 4096), pattern(4096, 99))).toBe(true);
    const atCrash = await openDataDisk({ store });
    expect(same(atCrash.read(0, 4096), pattern(65536, 0).subarray(0, 4096))).toBe(true);
    atCrash.close();
    expect(() => {
      for (let i = 64; i < 1000; i++) disk.write(i * 65536, pattern(65536, i));
    }).toThrow(expect.objectContaining({ kind: 'storage-full' }));
    disk.close();
  });

  test('a full store that gets room takes what was held', async () => {
    const store = openMemoryStore({ quotaBytes: 3 * MB });
    const ballast = await store.open('ballast', 'write');
    ballast.write(new Uint8Array(2 * MB), 0);
    const disk = await openDataDisk({ store, sizeBytes: SIZE_BYTES });
    for (let i = 0; i < 32; i++) disk.write(i * 65536, pattern(65536, i));
    expect(disk.isFull).toBe(true);
    ballast.truncate(0);
    disk.flush();
    expect(disk.isFull).toBe(false);
    disk.close();
    const again = await openDataDisk({ store });
    for (let i = 0; i < 32; i++) expect(same(again.read(i * 65536, 65536), pattern(65536, i))).toBe(true);
    again.close();
  });
});

class Crash extends Error {}

/** The store as seen by a process that dies at its n-th write: that one reaches the file in part or not at all. */
function crashing(store: Store, writes: number): Store {
  let left = writes;
  const wrap = (file: StoreFile): StoreFile => ({
    read: (into, at) => file.read(into, at),
    sizeBytes: () => file.sizeBytes(),
    truncate: (sizeBytes) => file.truncate(sizeBytes),
    flush: () => file.flush(),
    close: () => file.close(),
    write: (from, at) => {
      if (left-- > 0) return file.write(from, at);
      if (from.length > 512 && left === -1) file.write(from.subarray(0, Math.floor(from.length / 1024) * 512), at);
      throw new Crash('power cut');
    },
  });
  return {
    open: async (name, mode) => wrap(await store.open(name, mode)),
    exists: (name) => store.exists(name),
    list: (folder) => store.list(folder),
    remove: (name) => store.remove(name),
    usage: () => store.usage(),
    close: () => store.close(),
  };
}

test('errors of the store other than "full" are not swallowed', async () => {
  const store = openMemoryStore();
  (await openDataDisk({ store, sizeBytes: SIZE_BYTES })).close();
  const disk = await openDataDisk({ store: crashing(store, 0) });
  expect(() => disk.write(0, pattern(512, 1))).toThrow(Crash);
  expect(() => disk.read(SIZE_BYTES, 512)).toThrow(SlipwayError);
  disk.close();
});
