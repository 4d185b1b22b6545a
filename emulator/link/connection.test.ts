import { describe, expect, test, vi } from 'vitest';
import { Connection } from './connection.ts';
import { Errno } from './errno.ts';
import { encodeFrame } from './frames.ts';
import type { LinkStream } from './link-stream.ts';
import { memoryPipe } from './memory-pipe.ts';
import { operations } from './operations.ts';
import { FrameType } from './protocol.ts';
import { WINDOW_BYTES } from './receive-channel.ts';

async function connected(chunkBytes?: number) {
  const [hostPipe, guestPipe] = memoryPipe(chunkBytes);
  const onLost = vi.fn();
  const host = new Connection(hostPipe, { side: 'host', onLost });
  const guest = new Connection(guestPipe, { side: 'guest' });
  await host.hello();
  return { host, guest, hostPipe, guestPipe, onLost };
}

const turns = async (count = 20) => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

describe('Connection', () => {
  test('an operation answers with its result, or with the errno and message of the guest', async () => {
    const { host, guest } = await connected();
    guest.handle(operations.sync, (_, stream) => void stream.close(0, ''));
    guest.handle(
      operations.fileRemove,
      (args, stream) => void stream.close(Errno.ENOENT, `remove ${args.path}: No such file or directory`),
    );
    await expect(host.call(operations.sync, undefined)).resolves.toBeUndefined();
    await expect(host.call(operations.fileRemove, { path: '/x', recursive: false })).rejects.toMatchObject({
      kind: 'not-found',
      message: 'remove /x: No such file or directory',
    });
    await expect(host.call(operations.settle, undefined)).rejects.toMatchObject({ kind: 'not-implemented' });
  });

  test.each([1, 13, 4096])(
    'megabytes both ways, in pieces of %i bytes, never beyond the window',
    async (chunkBytes) => {
      const { host, guest } = await connected(chunkBytes);
      guest.handle(operations.dial, (_, stream) => {
        stream.reportStarted(0);
        void stream
          .receive(0)
          .pipeTo(stream.writable(1))
          .then(() => stream.close(0, ''));
      });
      const sizeBytes = chunkBytes === 1 ? 100_000 : 3_000_000;
      const sent = Uint8Array.from({ length: sizeBytes }, (_, i) => (i * 31) >> 3);
      const stream = host.open(operations.dial, { containerId: '', address: '::1', port: 1 }, [1]);
      expect(await stream.started).toBe(0);
      const received = readAll(stream.receive(1));
      await stream.write(0, sent);
      stream.end(0);
      expect(Buffer.compare(await received, sent)).toBe(0);
      await stream.closed;
    },
  );

  test('a reader that does not read stops the writer after one window', async () => {
    const { host, guest } = await connected();
    let writtenBytes = 0;
    guest.handle(operations.spawn, async (_, stream) => {
      for (let i = 0; i < 100; i++) {
        await stream.write(1, new Uint8Array(10_000));
        writtenBytes += 10_000;
      }
      await stream.close(0, '', Uint8Array.of(0, 0, 0, 0, 0));
    });
    const stream = host.open(operations.spawn, { argv: ['x'], env: [], cwd: '/', terminal: undefined }, [1, 2]);
    await turns(500);
    expect(writtenBytes).toBeLessThanOrEqual(WINDOW_BYTES);
    expect(writtenBytes).toBeGreaterThan(WINDOW_BYTES - 20_000);
    expect(await readAll(stream.receive(1))).toHaveLength(1_000_000);
    expect(await readAll(stream.receive(2))).toHaveLength(0);
  });

  test('a canceled reader does not block the writer', async () => {
    const { host, guest } = await connected();
    guest.handle(operations.spawn, async (_, stream) => {
      await stream.write(1, new Uint8Array(2_000_000));
      await stream.close(0, '');
    });
    const stream = host.open(operations.spawn, { argv: ['x'], env: [], cwd: '/', terminal: undefined }, [1]);
    await stream.receive(1).cancel();
    await stream.closed;
  });

  test('a lazy channel grants nothing before the first read', async () => {
    const { host, guest } = await connected();
    let callee: LinkStream | undefined;
    host.handle(operations.api, (_, stream) => {
      callee = stream;
      stream.receive(0, { lazy: true });
    });
    const caller = guest.open(operations.api, undefined);
    let taken = false;
    void caller.write(0, new Uint8Array(5)).then(() => (taken = true));
    await turns();
    expect(taken).toBe(false);
    const { value } = await callee!.receive(0).getReader().read();
    expect(value).toHaveLength(5);
    expect(taken).toBe(true);
  });

  test('RESET ends the streams on both sides and only that operation', async () => {
    const { host, guest } = await connected();
    const onReset = vi.fn();
    guest.handle(operations.watch, (_, stream) => {
      stream.reportStarted(0);
      stream.onReset(onReset);
    });
    guest.handle(operations.sync, (_, stream) => void stream.close(0, ''));
    const stream = host.open(operations.watch, { path: '/' }, [1]);
    await stream.started;
    stream.reset('enough');
    await expect(stream.closed).rejects.toMatchObject({ kind: 'canceled', message: 'enough' });
    await expect(stream.receive(1).getReader().read()).rejects.toThrow('enough');
    await turns();
    expect(onReset).toHaveBeenCalled();
    await host.call(operations.sync, undefined);
  });

  test('HELLO drops what was under way', async () => {
    const { host, guest } = await connected();
    const onReset = vi.fn();
    guest.handle(operations.watch, (_, stream) => stream.onReset(onReset));
    const stream = host.open(operations.watch, { path: '/' });
    await turns();
    await host.hello();
    expect(onReset).toHaveBeenCalled();
    await expect(stream.closed).rejects.toMatchObject({ kind: 'canceled' });
  });

  test('data beyond the credit resets the stream', async () => {
    const { host, guest, guestPipe } = await connected();
    const onReset = vi.fn();
    guest.handle(operations.watch, (_, stream) => stream.onReset(onReset));
    const stream = host.open(operations.watch, { path: '/' });
    await turns();
    guestPipe.write(encodeFrame({ type: FrameType.DATA, stream: stream.id, channel: 1, payload: Uint8Array.of(1) }));
    await expect(stream.closed).rejects.toThrow(/beyond the credit/);
    await turns();
    expect(onReset).toHaveBeenCalled();
  });

  test.each([
    ['another version', { type: FrameType.HELLO, version: 99 } as const, /version 99/],
    [
      'a reset of the link',
      { type: FrameType.RESET, stream: 0, reason: 'lost the framing' } as const,
      /lost the framing/,
    ],
  ])('%s is fatal and readable', async (_, frame, message) => {
    const { host, guestPipe, onLost } = await connected();
    const stream = host.open(operations.sync, undefined);
    guestPipe.write(encodeFrame(frame));
    await expect(stream.closed).rejects.toThrow(message);
    expect(onLost).toHaveBeenCalled();
    expect(() => host.open(operations.sync, undefined)).toThrow(message);
  });

  test('a stream that was never open is answered by RESET', async () => {
    const { guest, hostPipe } = await connected();
    const seen: number[] = [];
    hostPipe.onData((bytes) => seen.push(bytes[4]!));
    void guest;
    hostPipe.write(encodeFrame({ type: FrameType.END, stream: 77, channel: 0 }));
    await turns();
    expect(seen).toEqual([FrameType.RESET]);
  });
});
