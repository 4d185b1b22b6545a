import { describe, expect, test } from 'vitest';
import { DiskWindow } from '../disks/disk-window.ts';
import { AgentClient } from './agent-client.ts';
import type { GuestCliIo } from './cli-stream.ts';
import { Connection } from './connection.ts';
import type { ControlMessage } from './frames.ts';
import { memoryPipe } from './memory-pipe.ts';
import { operations } from './operations.ts';
import { Control, MAX_PLACED_BYTES } from './protocol.ts';

const TAKES_PLACED = 8;
const LARGE_BYTES = 64 * 1024;
const SLOTS = 32;

const text = (value: string) => new TextEncoder().encode(value);
const filled = (length: number, value: number) => new Uint8Array(length).fill(value);
const turns = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

/** A client in the guest for which `command` runs, and the window it may read. */
async function clientOf(command: (io: GuestCliIo) => Promise<void>, terminals = TAKES_PLACED) {
  const [hostPipe, guestPipe] = memoryPipe();
  const guest = new Connection(guestPipe, { side: 'guest' });
  const window = new DiskWindow();
  const host = new AgentClient(hostPipe, undefined, window);
  await host.connect();
  host.onCli((_, io) => command(io).then(() => 7));
  const request = { argv: ['save'], env: [], cwd: '/', terminals, rows: 0, columns: 0 };
  const stream = guest.open(operations.cli, request, [1, 2]);
  const placed: Extract<ControlMessage, { kind: typeof Control.PLACED }>[] = [];
  stream.onControl((message) => void (message.kind === Control.PLACED && placed.push(message)));
  /** What was placed longest ago. */
  const take = () => {
    const { offset, length } = placed.shift()!;
    const bytes = window.read(offset, length)!.slice();
    stream.control({ kind: Control.TAKEN, length });
    return bytes;
  };
  const freeSlots = () => {
    const places = Array.from({ length: SLOTS + 1 }, () => window.place(new Uint8Array(1)));
    for (const place of places) place?.release();
    return places.filter((place) => place).length;
  };
  await turns();
  return { stream, placed, take, freeSlots, window };
}

describe('large output of a docker command', () => {
  test('is placed, two pieces ahead of the client, and the command ends when all is taken', async () => {
    let written = false;
    const { stream, placed, take, freeSlots } = await clientOf(async (io) => {
      await io.stdout(text('head'));
      await io.stdout(filled(3 * MAX_PLACED_BYTES + 5, 1));
      written = true;
    });
    const reader = stream.receive(1).getReader();
    expect((await reader.read()).value).toEqual(text('head'));
    expect(placed.map(({ length }) => length)).toEqual([MAX_PLACED_BYTES, MAX_PLACED_BYTES]);
    expect(freeSlots()).toBe(SLOTS - 2);
    let total = 0;
    for (let piece = 0; piece < 4; piece++) {
      const bytes = take();
      expect(bytes.every((byte) => byte === 1)).toBe(true);
      total += bytes.length;
      await turns();
      expect(placed.length).toBeLessThanOrEqual(2);
    }
    expect(total).toBe(3 * MAX_PLACED_BYTES + 5);
    expect(written).toBe(true);
    await stream.closed;
    expect(freeSlots()).toBe(SLOTS);
  });

  test('keeps its order with what is small and with stderr', async () => {
    const { stream, placed, take } = await clientOf(async (io) => {
      await Promise.all([
        io.stdout(filled(200_000, 1)),
        io.stdout(filled(LARGE_BYTES, 2)),
        io.stdout(filled(LARGE_BYTES, 3)),
        io.stdout(text('small')),
        io.stderr(text('warning')),
      ]);
    });
    const stdout = stream.receive(1).getReader();
    const stderr = stream.receive(2).getReader();
    let said = '';
    void stderr.read().then(({ value }) => (said = new TextDecoder().decode(value)));
    expect([take()[0], take()[0]]).toEqual([1, 2]);
    await turns();
    expect(said).toBe('warning');
    expect((await stdout.read()).value).toEqual(text('small'));
    expect(placed).toHaveLength(1);
    expect(take()[0]).toBe(3);
    await stream.closed;
  });

  test.each([
    ['a client that cannot read there', 0],
    ['a terminal', TAKES_PLACED | 2],
  ])('goes over the link to %s', async (_, terminals) => {
    const { stream, placed } = await clientOf((io) => io.stdout(filled(2 * LARGE_BYTES, 1)), terminals);
    const bytes = await new Response(stream.receive(1) as ReadableStream<Uint8Array<ArrayBuffer>>).bytes();
    expect(bytes).toEqual(filled(2 * LARGE_BYTES, 1));
    expect(placed).toEqual([]);
    await stream.closed;
  });

  test('goes over the link while the window is full', async () => {
    let begin!: () => void;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { stream, placed, window } = await clientOf((io) => begun.then(() => io.stdout(filled(LARGE_BYTES, 9))));
    for (let slot = 0; slot < SLOTS; slot++) window.place(new Uint8Array(1));
    begin();
    expect((await stream.receive(1).getReader().read()).value).toEqual(filled(LARGE_BYTES, 9));
    expect(placed).toEqual([]);
    await stream.closed;
  });

  test('a signal ends a command once what is under way is taken; the rest is dropped', async () => {
    const { stream, placed, take } = await clientOf(async (io) => {
      for (let piece = 0; piece < 10; piece++) await io.stdout(filled(MAX_PLACED_BYTES, piece));
      await new Promise(() => {});
    });
    stream.control({ kind: Control.SIGNAL, signal: 2 });
    let closed = false;
    const over = stream.closed.then(() => (closed = true));
    await turns();
    expect(closed).toBe(false);
    expect([placed.length, take()[0], take()[0]]).toEqual([2, 0, 1]);
    await turns();
    expect(take()[0]).toBe(2);
    await over;
    expect(placed).toEqual([]);
  });

  test.each([
    ['a client that is gone', (reset: () => void) => reset()],
    ['a client that takes what was not placed', (_: () => void, take: () => void) => take()],
  ])('is released with %s', async (_, end) => {
    let writing: Promise<void> | undefined;
    const { stream, freeSlots } = await clientOf((io) => (writing = io.stdout(filled(5 * MAX_PLACED_BYTES, 1))));
    stream.closed.catch(() => {});
    end(
      () => stream.reset('killed'),
      () => stream.control({ kind: Control.TAKEN, length: 1 }),
    );
    await turns();
    expect(freeSlots()).toBe(SLOTS);
    await writing;
  });
});
