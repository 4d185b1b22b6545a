import { describe, expect, test } from 'vitest';
import { joined } from '../../bytes.ts';
import { copyMultiplexed } from './multiplexed.ts';

function frame(stream: number, text: string): Uint8Array {
  const payload = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + payload.length);
  bytes[0] = stream;
  new DataView(bytes.buffer).setUint32(4, payload.length);
  bytes.set(payload, 8);
  return bytes;
}

/** What the sinks get of the frames, sent in pieces of `pieceBytes`: '1:text'. */
async function received(frames: readonly Uint8Array[], pieceBytes = Infinity): Promise<string[]> {
  const whole = joined(frames);
  const pieces: string[] = [];
  const sink = (name: string) => async (bytes: Uint8Array) => {
    pieces.push(`${name}:${new TextDecoder().decode(bytes)}`);
  };
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < whole.length; at += pieceBytes) controller.enqueue(whole.subarray(at, at + pieceBytes));
      controller.close();
    },
  });
  await copyMultiplexed(source, sink('1'), sink('2'));
  return pieces;
}

describe('copyMultiplexed', () => {
  const frames = [frame(1, 'a\n'), frame(1, 'b\n'), frame(2, 'oh\n'), frame(1, ''), frame(1, 'c\n'), frame(2, 'no\n')];

  test('gives neighbours of one stream together, and keeps the order', async () => {
    expect(await received(frames)).toEqual(['1:a\nb\n', '2:oh\n', '1:c\n', '2:no\n']);
  });

  test.each([1, 3, 7, 9, 20])('is the same in pieces of %i bytes', async (pieceBytes) => {
    const pieces = await received(frames, pieceBytes);
    const of = (name: string) => pieces.filter((piece) => piece.startsWith(name)).map((piece) => piece.slice(2));
    expect(of('1').join('')).toBe('a\nb\nc\n');
    expect(of('2').join('')).toBe('oh\nno\n');
    expect(pieces.map((piece) => piece[0]).join('')).toMatch(/^1+2+1+2+$/);
  });

  test('the error of the daemon comes after what came before it', async () => {
    const pieces: string[] = [];
    const sink = async (bytes: Uint8Array) => void pieces.push(new TextDecoder().decode(bytes));
    const source = new Blob([frame(1, 'a\n'), frame(3, 'the disk is gone')] as BlobPart[]).stream();
    await expect(copyMultiplexed(source, sink, sink)).rejects.toThrow('error from daemon in stream: the disk is gone');
    expect(pieces).toEqual(['a\n']);
  });
});
