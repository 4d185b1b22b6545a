import { describe, expect, test } from 'vitest';
import { LayersDisk } from './layers-disk.ts';

const filled = (length: number, value: number) => new Uint8Array(length).fill(value);

describe('the window of the layers disk', () => {
  test('what is placed can be read there, and is gone when it is released', () => {
    const disk = new LayersDisk();
    const first = disk.window.place(filled(1000, 1))!;
    const second = disk.window.place(filled(disk.window.maxBytes, 2))!;
    expect(second.offset - first.offset).toBe(disk.window.maxBytes);
    const sectors = disk.read(first.offset, 1024);
    expect([sectors[0], sectors[999], sectors[1000]]).toEqual([1, 1, 0]);
    // Over the border of two pieces.
    expect([...disk.read(second.offset - 512, 1024)].filter((byte) => byte === 2)).toHaveLength(512);
    first.release();
    first.release();
    expect(disk.read(first.offset, 512)).toEqual(new Uint8Array(512));
    expect(disk.window.place(filled(5, 3))!.offset).toBe(first.offset);
  });

  test('a place that was released and given away is not released again', () => {
    const { window, ...disk } = new LayersDisk();
    const old = window.place(filled(512, 1))!;
    old.release();
    const next = window.place(filled(512, 2))!;
    old.release();
    expect(window.read(next.offset, 512)).toEqual(filled(512, 2));
    expect(disk.sizeBytes).toBeGreaterThan(next.offset);
  });

  test('no more than fits, and no piece that is too large', () => {
    const { window } = new LayersDisk();
    const places = Array.from({ length: 32 }, () => window.place(filled(1, 1)));
    expect(new Set(places.map((place) => place?.offset)).size).toBe(32);
    expect(window.place(filled(1, 1))).toBeUndefined();
    expect(() => window.place(filled(window.maxBytes + 1, 0))).toThrow(RangeError);
  });

  test('elsewhere the disk is what it was', () => {
    expect(new LayersDisk().window.read(0, 4096)).toBeUndefined();
  });

  test('what the guest writes where it may is taken away once', () => {
    const disk = new LayersDisk();
    const places = disk.window.lend(2)!;
    const [first = 0, second = 0] = places.offsets;
    expect(second - first).toBe(disk.window.maxBytes);
    disk.write(second - 512, filled(1024, 7));
    expect(disk.read(second - 512, 1024)).toEqual(filled(1024, 7));
    expect(places.take(1, 512)).toEqual(filled(512, 7));
    expect(places.take(1, 512)).toEqual(filled(512, 0));
    expect(places.take(0, disk.window.maxBytes).at(-1)).toBe(7);
    places.release();
    disk.write(first, filled(512, 8));
    expect(disk.read(first, 512)).toEqual(filled(512, 0));
  });

  test("what is placed to be read, or nobody's, cannot be written", () => {
    const disk = new LayersDisk();
    const placed = disk.window.place(filled(512, 1))!;
    for (const at of [placed.offset, 0, placed.offset + 31 * disk.window.maxBytes, disk.sizeBytes - 512]) {
      disk.write(at, filled(512, 9));
      expect(disk.read(at, 512)).toEqual(filled(512, at === placed.offset ? 1 : 0));
    }
  });

  test('no more is lent than there is, and then nothing', () => {
    const { window } = new LayersDisk();
    expect(window.lend(33)).toBeUndefined();
    expect(window.lend(32)?.offsets).toHaveLength(32);
    expect(window.lend(1)).toBeUndefined();
  });
});
