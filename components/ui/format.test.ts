import { expect, test } from 'vitest';
import { formatBytes, formatSeconds } from './format.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1536, '1.54 kB'],
  [8_000_000, '8 MB'],
  [72_400_000, '72.4 MB'],
  [536_870_912, '537 MB'],
  [64e9, '64 GB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test('seconds have one digit', () => expect(formatSeconds(1234)).toBe('1.2 s'));
