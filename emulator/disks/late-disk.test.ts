import { expect, test } from 'vitest';
import type { BlockDevice } from './block-device.ts';
import { LateDisk } from './late-disk.ts';

test('is the disk that was plugged in', () => {
  const calls: string[] = [];
  const disk: BlockDevice = {
    sizeBytes: 4096,
    read: (at, length) => new Uint8Array(length).fill(at),
    write: (at, bytes) => void calls.push(`${bytes.length} at ${at}`),
    flush: () => void calls.push('flush'),
  };
  const late = new LateDisk(4096);
  expect(late.read(0, 2)).toEqual(new Uint8Array(2));
  expect(() => late.write(0, new Uint8Array(512))).toThrow('no such disk yet');
  late.plugIn(disk);
  expect(late.read(7, 2)).toEqual(new Uint8Array([7, 7]));
  late.write(512, new Uint8Array(3));
  late.flush();
  expect(calls).toEqual(['3 at 512', 'flush']);
});

test('takes no disk of another size', () => {
  expect(() => new LateDisk(4096).plugIn({ sizeBytes: 8192, read: () => new Uint8Array(), write() {} })).toThrow(
    'a disk of 8192 bytes in a place for 4096',
  );
});
