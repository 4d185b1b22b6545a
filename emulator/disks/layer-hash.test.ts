import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { LayerHash } from './layer-hash.ts';

afterEach(() => vi.unstubAllGlobals());

const MEGABYTE = 1024 * 1024;

test.each([
  [0, 1],
  [5, 2],
  [MEGABYTE, 16],
  [MEGABYTE + 1, 16],
  [7 * MEGABYTE, 3],
])('of %i bytes %i times', async (sizeBytes, times) => {
  const piece = Uint8Array.from({ length: sizeBytes }, (_, index) => index * 7);
  const expected = createHash('sha256');
  for (const isSecure of [true, false]) {
    if (!isSecure) vi.stubGlobal('crypto', {});
    const hash = await LayerHash.create();
    for (let count = 0; count < times; count++) {
      const bytes = piece.slice();
      hash.update(bytes);
      if (isSecure) expected.update(bytes);
      bytes.fill(0);
    }
    expect(await hash.digest()).toBe(expected.copy().digest('hex'));
  }
});
