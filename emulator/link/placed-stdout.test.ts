import { describe, expect, test } from 'vitest';
import { DiskWindow } from '../disks/disk-window.ts';
import { AgentClient } from './agent-client.ts';
import { encode } from './codec.ts';
import { Connection } from './connection.ts';
import { Errno } from './errno.ts';
import type { LinkStream } from './link-stream.ts';
import { memoryPipe } from './memory-pipe.ts';
import { operations, processResult } from './operations.ts';
import { MAX_PLACED_BYTES } from './protocol.ts';

const SLOTS = 32;
const spec = { argv: ['pack'], env: ['A=b'], cwd: '/', terminal: undefined, placesOutput: true };

interface Program {
  readonly stream: LinkStream;
  readonly env: readonly string[];
  /** Writes a piece to the next of its places and tells of it. */
  put(length: number, value: number): Promise<void>;
  exit(): Promise<void>;
}

/** A guest in which every process runs `program`, and the free places of the window. */
async function guestWith(program: (program: Program) => Promise<void>, window = new DiskWindow()) {
  const [hostPipe, guestPipe] = memoryPipe();
  const guest = new Connection(guestPipe, { side: 'guest' });
  const host = new AgentClient(hostPipe, undefined, window);
  await host.connect();
  guest.handle(operations.spawn, async ({ env }, stream) => {
    stream.reportStarted(1);
    const offsets = /^SLIPWAY_OUTPUT=(\d+),(\d+)$/.exec(env.at(-1)!)?.slice(1).map(Number) ?? [];
    let count = 0;
    await program({
      stream,
      env,
      async put(length, value) {
        window.write(offsets[count++ % 2]!, new Uint8Array(Math.ceil(length / 512) * 512).fill(value));
        await stream.write(1, new Uint8Array(new Uint32Array([length]).buffer));
      },
      exit: () => stream.close(0, '', encode(processResult, { code: 0, oomKilled: false })),
    });
  });
  const freeSlots = () => {
    const places = Array.from({ length: SLOTS + 1 }, () => window.place(new Uint8Array(1)));
    for (const place of places) place?.release();
    return places.filter((place) => place).length;
  };
  return { host, freeSlots };
}

const turns = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

describe('a process that places its output', () => {
  test('is read as any other, each piece acknowledged, and its places given back at its end', async () => {
    const { host, freeSlots } = await guestWith(async ({ stream, env, put, exit }) => {
      expect(env[0]).toBe('A=b');
      const taken = stream.receive(0).getReader();
      await put(MAX_PLACED_BYTES, 1);
      await put(700, 2);
      expect((await taken.read()).value).toHaveLength(1);
      await put(5, 3);
      await exit();
    });
    const process = await host.spawn(spec);
    expect(freeSlots()).toBe(SLOTS - 2);
    const pieces: Uint8Array[] = [];
    for await (const piece of process.stdout) pieces.push(piece);
    expect(pieces.map((piece) => [piece.length, piece[0], piece.at(-1)])).toEqual([
      [MAX_PLACED_BYTES, 1, 1],
      [700, 2, 2],
      [5, 3, 3],
    ]);
    expect(await process.exit).toEqual({ code: 0, oomKilled: false });
    await turns();
    expect(freeSlots()).toBe(SLOTS);
  });

  test('keeps its places while it may write, though nobody reads', async () => {
    let exit!: () => Promise<void>;
    const { host, freeSlots } = await guestWith(async (program) => {
      exit = program.exit;
      await program.put(5, 1);
    });
    const process = await host.spawn(spec);
    await process.stdout.cancel();
    await turns();
    expect(freeSlots()).toBe(SLOTS - 2);
    await exit();
    await turns();
    expect(freeSlots()).toBe(SLOTS);
  });

  test('an archive of the guest that nobody wants any more is given up with its places', async () => {
    const { host, freeSlots } = await guestWith(async ({ stream, put, exit }) => {
      stream.onControl(() => void exit());
      await put(700, 1);
    });
    for (const readsFirst of [false, true]) {
      const archive = host.files.pack('/', 'etc').getReader();
      if (readsFirst) expect((await archive.read()).value).toHaveLength(700);
      await archive.cancel();
      await turns();
      expect(freeSlots()).toBe(SLOTS);
    }
  });

  test.each([
    ['no length', [0, 0, 0, 0], 'malformed message: a piece of 0 bytes'],
    ['too large', [1, 0, 16, 0], 'malformed message: a piece of 1048577 bytes'],
    ['cut short', [1, 0], 'malformed message: unexpected end'],
  ])('is not believed: %s', async (_, record, message) => {
    const { host, freeSlots } = await guestWith(async ({ stream, exit }) => {
      await stream.write(1, Uint8Array.from(record));
      await exit();
    });
    const process = await host.spawn(spec);
    await expect(new Response(process.stdout as ReadableStream<Uint8Array<ArrayBuffer>>).bytes()).rejects.toThrow(
      message,
    );
    await turns();
    expect(freeSlots()).toBe(SLOTS);
  });

  test('prints as others do while the window is full; one that cannot start leaves nothing', async () => {
    const window = new DiskWindow();
    for (let slot = 0; slot < SLOTS - 1; slot++) window.place(new Uint8Array(1));
    const { host } = await guestWith(async ({ stream, env, exit }) => {
      expect(env).toEqual(['A=b']);
      await stream.write(1, new TextEncoder().encode('plain'));
      await exit();
    }, window);
    expect(await new Response((await host.spawn(spec)).stdout as ReadableStream<Uint8Array<ArrayBuffer>>).text()).toBe(
      'plain',
    );
    const other = await guestWith(({ stream }) => stream.close(Errno.ENOENT, 'no such program'));
    const failing = other.host.spawn(spec).then((process) => process.exit);
    await expect(failing).rejects.toThrow('no such program');
  });
});
