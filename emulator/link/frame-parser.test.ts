import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SlipwayError } from '../errors.ts';
import { decode } from './codec.ts';
import type { Codec } from './codec.ts';
import { FrameParser } from './frame-parser.ts';
import { decodeFrame } from './frames.ts';
import type { RawFrame } from './frames.ts';
import { operations } from './operations.ts';
import { FrameType } from './protocol.ts';

const vectors = readFileSync(new URL('golden-vectors.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('bad-'))
  .map((line) => Buffer.from(line.split(' ')[1]!, 'hex'));

/** Park and Miller's generator: a failing seed can be run again. */
function random(seed: number): (below: number) => number {
  let state = seed * 2 + 1;
  return (below) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
}

describe('FrameParser', () => {
  const stream = Uint8Array.from(Buffer.concat(vectors));
  const whole: RawFrame[] = [];
  new FrameParser((frame) => whole.push({ ...frame, payload: frame.payload.slice() })).push(stream);

  test.each([1, 2, 3, 7, 11, 12, 13, 64, 4096])('chunks of %i bytes give the same frames', (size) => {
    const frames: RawFrame[] = [];
    const parser = new FrameParser((frame) => frames.push({ ...frame, payload: frame.payload.slice() }));
    for (let at = 0; at < stream.length; at += size) parser.push(stream.slice(at, at + size));
    expect(frames).toEqual(whole);
    expect(frames).toHaveLength(vectors.length);
  });

  test('random and mutated frames are refused or read, and nothing else happens', () => {
    const everyOperation = Object.values(operations) as { number: number; args: Codec<unknown> }[];
    for (let seed = 1; seed <= 4000; seed++) {
      const next = random(seed);
      const bytes = seed % 4 === 0 ? Uint8Array.from({ length: next(200) }, () => next(256)) : mutate(next);
      const parser = new FrameParser((raw) => {
        attempt(() => {
          const frame = decodeFrame(raw);
          if (frame.type !== FrameType.OPEN) return;
          const operation = everyOperation.find(({ number }) => number === frame.operation);
          if (operation) decode(operation.args, frame.payload);
        });
      });
      attempt(() => {
        for (let at = 0; at < bytes.length;) {
          const size = 1 + next(40);
          parser.push(bytes.subarray(at, at + size));
          at += size;
        }
      });
    }
  });

  function mutate(next: (below: number) => number): Uint8Array {
    const bytes = Uint8Array.from(Buffer.concat([vectors[next(vectors.length)]!, vectors[next(vectors.length)]!]));
    for (let changes = 1 + next(4); changes > 0; changes--) bytes[next(bytes.length)] = next(256);
    return bytes.subarray(0, next(4) === 0 ? next(bytes.length) : bytes.length);
  }

  function attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      expect(error).toBeInstanceOf(SlipwayError);
    }
  }
});
