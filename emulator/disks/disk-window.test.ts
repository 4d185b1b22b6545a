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
});
