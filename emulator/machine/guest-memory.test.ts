import { describe, expect, test, vi } from 'vitest';
import { withLazyMemory } from './guest-memory.ts';

const MB = 1024 * 1024;

describe('withLazyMemory', () => {
  const wrap = (bufferBytes: number, start: number) => {
    const zero_memory = vi.fn();
    const exports = {
      memory: { buffer: { byteLength: bufferBytes } } as unknown as WebAssembly.Memory,
      allocate_memory: (_sizeBytes: number) => start,
      zero_memory,
    };
    return { zero_memory, memory: withLazyMemory(exports, () => {}) };
  };

  test.each([
    ['all of it is new: only what v86 loads', 2 * MB, 2 * MB, MB],
    ['it begins in memory that was there: that too', 6 * MB, 2 * MB, 4 * MB],
  ])('%s is zeroed before a restore', (_, bufferBytes, start, zeroedBytes) => {
    const { memory, zero_memory } = wrap(bufferBytes, start);
    memory.allocate_memory(512 * MB);
    memory.zero_memory(0, 512 * MB);
    expect(zero_memory).toHaveBeenLastCalledWith(0, zeroedBytes);
    memory.zero_memory(0, 512 * MB);
    expect(zero_memory).toHaveBeenLastCalledWith(0, 512 * MB);
  });

  test('refused memory is told', () => {
    const refused = vi.fn();
    const memory = withLazyMemory(
      {
        memory: new WebAssembly.Memory({ initial: 1 }),
        allocate_memory: (_sizeBytes: number) => {
          throw new WebAssembly.RuntimeError('unreachable');
        },
        zero_memory: () => {},
      },
      refused,
    );
    expect(() => memory.allocate_memory(1024 * MB)).toThrow('no memory for a machine of 1024 MB');
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ kind: 'unavailable' }));
  });
});
