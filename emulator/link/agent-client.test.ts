import { describe, expect, test, vi } from 'vitest';
import type { GuestCliIo } from './cli-stream.ts';
import { AgentClient } from './agent-client.ts';
import { encode, list } from './codec.ts';
import { Connection } from './connection.ts';
import { Errno } from './errno.ts';
import { memoryPipe } from './memory-pipe.ts';
import { TO_THE_END, fileChange, fileEntry, fileStatus, operations, processResult } from './operations.ts';
import { Control } from './protocol.ts';

async function connected() {
  const [hostPipe, guestPipe] = memoryPipe();
  const guest = new Connection(guestPipe, { side: 'guest' });
  const client = new AgentClient(hostPipe);
  await client.connect();
  return { client, guest };
}

const text = (value: string) => new TextEncoder().encode(value);
const status = { mode: 0o100644, uid: 0, gid: 0, sizeBytes: 3, modifiedMs: 1700000000000, target: '' };
const turns = async (count = 20) => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}

describe('processes', () => {
  test('output, input, resizes, signals and the exit code', async () => {
    const { client, guest } = await connected();
    const controls: unknown[] = [];
    guest.handle(operations.spawn, async (args, stream) => {
      stream.onControl((message) => controls.push(message));
      stream.reportStarted(42);
      const input = await textOf(stream.receive(0));
      await stream.write(1, text(`${args.argv.join(' ')} read ${input}`));
      await stream.write(2, text('warning'));
      await stream.close(0, '', encode(processResult, { code: 137, oomKilled: true }));
    });
    const process = await client.spawn({ argv: ['cat', '-'], env: [], cwd: '/', terminal: undefined });
    expect(process.pid).toBe(42);
    process.resize({ rows: 10, columns: 20 });
    process.signal(15);
    const writer = process.stdin.getWriter();
    await writer.write(text('hello'));
    await writer.close();
    expect(await textOf(process.stdout)).toBe('cat - read hello');
    expect(await textOf(process.stderr)).toBe('warning');
    expect(await process.exit).toEqual({ code: 137, oomKilled: true });
    expect(controls).toEqual([
      { kind: Control.RESIZE, rows: 10, columns: 20 },
      { kind: Control.SIGNAL, signal: 15 },
    ]);
  });

  test("a container that cannot start rejects with the runtime's message", async () => {
    const { client, guest } = await connected();
    guest.handle(operations.containerStart, (args, stream) => {
      expect(JSON.parse(args.config)).toEqual({ ociVersion: '1.0.2' });
      void stream.close(Errno.ENOENT, 'executable file `nope` not found in $PATH');
    });
    const start = client.startContainer({
      id: 'c1',
      layers: ['a'],
      config: { ociVersion: '1.0.2' },
      terminal: undefined,
      openStdin: false,
      endpoints: [],
      files: [],
    });
    await expect(start).rejects.toMatchObject({ kind: 'not-found', message: /not found in \$PATH/ });
  });
});

describe('files', () => {
  test('read, write, stat, list and watch', async () => {
    const { client, guest } = await connected();
    const written: [string, number, string][] = [];
    guest.handle(operations.fileRead, async (args, stream) => {
      expect(args.length).toBe(args.path === '/part' ? 7n : TO_THE_END);
      await stream.write(1, text(`${args.path}@${args.offset}`));
      await stream.close(args.path === '/bad' ? Errno.EIO : 0, args.path === '/bad' ? 'read: I/O error' : '');
    });
    guest.handle(operations.fileWrite, async (args, stream) => {
      written.push([args.path, args.mode, await textOf(stream.receive(0))]);
      await stream.close(0, '');
    });
    guest.handle(operations.fileStat, (args, stream) => {
      if (args.path === '/missing') void stream.close(Errno.ENOENT, 'No such file or directory');
      else void stream.close(0, '', encode(fileStatus, status));
    });
    guest.handle(operations.fileList, async (_, stream) => {
      const names = Array.from({ length: 300 }, (_, i) => `file-${i}`);
      await stream.write(
        1,
        encode(
          list(fileEntry),
          names.map((name) => ({ name, status })),
        ),
      );
      await stream.close(0, '');
    });
    guest.handle(operations.watch, async (_, stream) => {
      stream.reportStarted(0);
      const both = [encode(fileChange, { kind: 1, path: 'a' }), encode(fileChange, { kind: 3, path: 'dir/ü' })];
      for (const byte of Buffer.concat(both)) await stream.write(1, Uint8Array.of(byte));
    });
    expect(new TextDecoder().decode(await client.files.read('/all'))).toBe('/all@0');
    expect(new TextDecoder().decode(await client.files.read('/part', { offset: 5, length: 7 }))).toBe('/part@5');
    await expect(client.files.read('/bad')).rejects.toThrow('read: I/O error');
    await client.files.write('/new', text('content'), 0o755);
    expect(written).toEqual([['/new', 0o755, 'content']]);
    expect(await client.files.stat('/there')).toEqual(status);
    expect(await client.files.stat('/missing')).toBeUndefined();
    const entries = await client.files.list('/');
    expect(entries).toHaveLength(300);
    expect(entries[7]).toEqual({ name: 'file-7', ...status });
    const changes: unknown[] = [];
    const stop = await client.files.watch('/workspace', (change) => changes.push(change));
    await vi.waitFor(() =>
      expect(changes).toEqual([
        { kind: 'created', path: 'a' },
        { kind: 'removed', path: 'dir/ü' },
      ]),
    );
    stop();
  });

  test('streams: a file that is read to its end, given up or broken, and one that is written', async () => {
    const { client, guest } = await connected();
    const resets: string[] = [];
    const written: [string, string][] = [];
    guest.handle(operations.fileRead, async (args, stream) => {
      stream.onReset((error) => resets.push(error.message));
      await stream.write(1, text('bytes of '));
      if (args.path === '/endless') return;
      await stream.write(1, text(args.path));
      await stream.close(args.path === '/bad' ? Errno.EIO : 0, args.path === '/bad' ? 'read: I/O error' : '');
    });
    guest.handle(operations.fileWrite, async (args, stream) => {
      if (args.path === '/full') return stream.close(Errno.ENOSPC, 'No space left on device');
      stream.onReset((error) => resets.push(error.message));
      const content = await textOf(stream.receive(0)).catch(() => undefined);
      if (content === undefined) return;
      written.push([args.path, content]);
      await stream.close(0, '');
    });
    expect(await textOf(client.files.open('/all'))).toBe('bytes of /all');
    await expect(textOf(client.files.open('/bad'))).rejects.toThrow('read: I/O error');
    const endless = client.files.open('/endless').getReader();
    expect((await endless.read()).done).toBe(false);
    await endless.cancel();
    await vi.waitFor(() => expect(resets).toEqual(['no longer read']));

    const writer = client.files.create('/new').getWriter();
    await writer.write(text('in '));
    await writer.write(text('pieces'));
    await writer.close();
    expect(written).toEqual([['/new', 'in pieces']]);
    const dropped = client.files.create('/dropped').getWriter();
    await dropped.write(text('half'));
    await dropped.abort();
    await vi.waitFor(() => expect(resets).toEqual(['no longer read', 'given up']));
    const full = client.files.create('/full').getWriter();
    const failure = (async () => {
      for (let piece = 0; piece < 1_000; piece++) await full.write(new Uint8Array(10_000));
    })();
    await expect(failure).rejects.toThrow('no space left on device');
  });

  test('a write that the guest refuses half-way ends with its error', async () => {
    const { client, guest } = await connected();
    guest.handle(operations.fileWrite, async (_, stream) => {
      await stream.receive(0).getReader().read();
      await stream.close(Errno.ENOSPC, 'No space left on device');
    });
    await expect(client.files.write('/big', new Uint8Array(5_000_000))).rejects.toMatchObject({ kind: 'storage-full' });
  });
});

const cliArguments = {
  argv: ['run', '-it', 'busybox'],
  env: ['HOME=/root', 'EMPTY='],
  cwd: '/workspace',
  terminals: 3,
  rows: 24,
  columns: 80,
};

describe('what the guest opens', () => {
  test('the docker command: terminals, environment, streams, raw mode, resizes, signals, exit code', async () => {
    const { client, guest } = await connected();
    const signals: number[] = [];
    let size = {};
    client.onCli(async (argv, io) => {
      io.onSignal((signal) => signals.push(signal));
      io.onResize(() => (size = io.size()));
      await io.setRaw(true);
      const input = await io.stdin.getReader().read();
      await io.stdout(text(`${argv.join(' ')} in ${io.workingDirectory} of ${io.environment['HOME']}: `));
      await io.stdout(input.value!);
      await io.stderr(text('bye'));
      return io.stdinIsTty && io.stdoutIsTty && !io.stderrIsTty ? 125 : 1;
    });
    const stream = guest.open(operations.cli, cliArguments, [1, 2]);
    const controls: unknown[] = [];
    stream.onControl((message) => controls.push(message));
    stream.control({ kind: Control.RESIZE, rows: 50, columns: 100 });
    stream.control({ kind: Control.SIGNAL, signal: 2 });
    void stream.write(0, text('typed'));
    expect(await textOf(stream.receive(1))).toBe('run -it busybox in /workspace of /root: typed');
    expect(await textOf(stream.receive(2))).toBe('bye');
    expect(await stream.closed).toEqual(encode(operations.cli.result, { exitCode: 125 }));
    expect(controls).toEqual([{ kind: Control.RAW, on: true }]);
    expect(signals).toEqual([2]);
    expect(size).toEqual({ rows: 50, columns: 100 });
  });

  test('a command that listens to no signal dies of it; a hung-up one hears SIGHUP', async () => {
    const { client, guest } = await connected();
    const ios: GuestCliIo[] = [];
    client.onCli((_, io) => new Promise<number>(() => ios.push(io)));
    const first = guest.open(operations.cli, cliArguments, [1, 2]);
    await turns();
    first.control({ kind: Control.SIGNAL, signal: 2 });
    expect(await first.closed).toEqual(encode(operations.cli.result, { exitCode: 130 }));
    const second = guest.open(operations.cli, cliArguments, [1, 2]);
    await turns();
    const onSignal = vi.fn();
    ios[1]!.onSignal(onSignal);
    second.reset('the terminal is gone');
    await turns();
    expect(onSignal).toHaveBeenCalledWith(1);
    await expect(ios[1]!.stdin.getReader().read()).rejects.toThrow();
  });

  test('a connection to docker.sock: closing the writable side closes it', async () => {
    const { client, guest } = await connected();
    client.onApiConnection(({ readable, writable }) => void readable.pipeTo(writable));
    const stream = guest.open(operations.api, undefined, [1]);
    await stream.write(0, text('GET /_ping'));
    stream.end(0);
    expect(await textOf(stream.receive(1))).toBe('GET /_ping');
    await stream.closed;
  });
});
