import { expect, test } from 'vitest';
import { formatMemory } from './format-memory.ts';

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '1.5 KiB'],
  [67_108_864, '64 MiB'],
  [1_896_448, '1.81 MiB'],
  [134_217_728, '128 MiB'],
  [1_073_741_824, '1 GiB'],
])('%d bytes are %s', (bytes, text) => expect(formatMemory(bytes)).toBe(text));
