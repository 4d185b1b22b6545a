/**
 * The agent's own side of the link, in a real machine: the built guest (`npm run setup`), restored from its saved state
 * where it has one. SLIPWAY_GUEST names another folder.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LayersDisk } from '../disks/layers-disk.ts';
import { BUILT_GUEST, openGuestFolder } from '../headless/guest-folder.ts';
import { createMachine } from '../machine/create-machine.ts';
import type { Machine, MachineParts } from '../machine/machine.ts';
import { AgentClient } from '../link/agent-client.ts';

const folder = process.env.SLIPWAY_GUEST ?? BUILT_GUEST;
const BOOT_TIMEOUT_MS = 120_000;

const text = (value: string) => new TextEncoder().encode(value);
const textOf = (stream: ReadableStream<Uint8Array>) =>
  new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();

describe.skipIf(!existsSync(join(folder, 'manifest.json')))('the agent', () => {
  let parts: MachineParts;
  let machine: Machine;
  let agent: AgentClient;
  let printed = '';

  const start = async (how: MachineParts) => {
    machine = await createMachine(how);
    machine.onConsole((more) => (printed += more));
    agent = new AgentClient(machine.link);
    machine.run();
    await agent.connect();
  };

  beforeAll(async () => {
    const { manifest, loadPart } = await openGuestFolder(folder);
    parts = {
      memoryBytes: manifest.memoryBytes,
      wasm: await loadPart('wasm'),
      bios: await loadPart('bios'),
      layersDisk: new LayersDisk(),
      dataDisk: {
        sizeBytes: manifest.dataDiskBytes,
        read: (_, length) => new Uint8Array(length),
        write: () => {
          throw new Error('the store is full');
        },
      },
    };
    if (manifest.parts.state) return start({ ...parts, state: await loadPart('state') });
    const boot = { kernel: await loadPart('kernel'), initrd: await loadPart('initrd') };
    return start({ ...parts, ...boot, commandLine: manifest.commandLine });
  }, BOOT_TIMEOUT_MS);

  afterAll(() => machine?.destroy());

  const shell = (script: string, terminal?: { rows: number; columns: number }) =>
    agent.spawn({ argv: ['/bin/sh', '-c', script], env: ['PATH=/usr/bin:/bin'], cwd: '/tmp', terminal });

  const run = async (script: string) => {
    const process = await shell(script);
    await process.stdin.close();
    const [out, err, { code }] = await Promise.all([textOf(process.stdout), textOf(process.stderr), process.exit]);
    return { out, err, code };
  };

  test('runs a process and tells its output and exit code', async () => {
    expect(await run('echo out; echo err >&2; pwd; exit 7')).toEqual({ out: 'out\n/tmp\n', err: 'err\n', code: 7 });
    expect((await run('kill -9 $$')).code).toBe(137);
    await expect(agent.spawn({ argv: ['/nope'], env: [], cwd: '/', terminal: undefined })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  test('megabytes through a pipe there and back', async () => {
    const sent = new Uint8Array(4_000_000);
    for (let at = 0; at < sent.length; at += 65_536) crypto.getRandomValues(sent.subarray(at, at + 65_536));
    const process = await shell('cat');
    const received = new Response(process.stdout as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer();
    const writer = process.stdin.getWriter();
    await writer.write(sent);
    await writer.close();
    expect(Buffer.compare(new Uint8Array(await received), sent)).toBe(0);
    expect(await process.exit).toEqual({ code: 0, oomKilled: false });
  });

  test('a terminal: its size, its resize, and Ctrl-C', async () => {
    // The trap first: what is shown says that a resize is not missed.
    const process = await shell('trap "stty size" WINCH; stty size; while :; do sleep 0.05; done', {
      rows: 33,
      columns: 111,
    });
    let shown = '';
    const reading = (async () => {
      const reader = process.stdout.pipeThrough(new TextDecoderStream() as never).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) shown += part.value as string;
    })();
    await vi.waitFor(() => expect(shown).toContain('33 111'), 5000);
    process.resize({ rows: 44, columns: 122 });
    await vi.waitFor(() => expect(shown).toContain('44 122'), 5000);
    await process.stdin.getWriter().write(Uint8Array.of(3));
    expect((await process.exit).code).toBe(130);
    await reading;
  });

  test('a reader that stops reading stops the process, and one that goes away does not', async () => {
    const process = await shell('dd if=/dev/zero bs=64k count=64 2>/dev/null; echo written >/tmp/written');
    await run('sleep 0.3');
    expect(await agent.files.stat('/tmp/written')).toBeUndefined();
    await process.stdout.cancel();
    expect((await process.exit).code).toBe(0);
    expect(await agent.files.stat('/tmp/written')).toBeDefined();
  });

  test('fifty processes at once', async () => {
    const codes = Array.from({ length: 50 }, async (_, i) => (await run(`exit ${i}`)).code);
    expect(await Promise.all(codes)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  test('files: write, read, a part of one, stat, list, rename, remove, and the errors of all', async () => {
    const { files } = agent;
    await files.makeDirectory('/tmp/a/b', 0o700);
    const content = crypto.getRandomValues(new Uint8Array(60_000));
    const whole = Buffer.concat(Array.from({ length: 20 }, () => content));
    await files.write('/tmp/a/big', whole, 0o640);
    expect(Buffer.compare(await files.read('/tmp/a/big'), whole)).toBe(0);
    expect(await files.read('/tmp/a/big', { offset: 60_001, length: 3 })).toEqual(content.slice(1, 4));
    await files.write('/tmp/a/naïve ✓', text(''));
    await run('ln -s big /tmp/a/link');
    expect(await files.stat('/tmp/a/big')).toMatchObject({
      mode: 0o100640,
      sizeBytes: whole.length,
      uid: 0,
      target: '',
    });
    expect(await files.stat('/tmp/a/link')).toMatchObject({ target: 'big' });
    const names = (await files.list('/tmp/a')).map(({ name }) => name).sort();
    expect(names).toEqual(['b', 'big', 'link', 'naïve ✓']);
    const [memory, none, part] = await files.readSmall(['/proc/meminfo', '/none', '/tmp/a/big']);
    expect(memory).toMatch(/^MemTotal: +\d+ kB\n/);
    expect(none).toBe('');
    expect(part).toBe(new TextDecoder().decode(whole.subarray(0, 16_384)));
    await files.rename('/tmp/a/big', '/tmp/a/b/moved');
    expect(await files.stat('/tmp/a/big')).toBeUndefined();
    await expect(files.remove('/tmp/a')).rejects.toMatchObject({ kind: 'conflict' });
    await expect(files.read('/tmp/none')).rejects.toMatchObject({ kind: 'not-found' });
    await files.remove('/tmp/a', { recursive: true });
    await expect(files.list('/tmp/a')).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('watches a folder and what is below it', async () => {
    await agent.files.makeDirectory('/tmp/watched/sub');
    const changes: string[] = [];
    const stop = await agent.files.watch('/tmp/watched', ({ kind, path }) => changes.push(`${kind} ${path}`));
    await run('cd /tmp/watched; echo x >new; mkdir later; echo y >sub/deep; echo z >later/too; rm new');
    await vi.waitFor(() => {
      for (const change of ['created new', 'created sub/deep', 'removed new', 'created later'])
        expect(changes).toContain(change);
      expect(changes.some((change) => change.endsWith('later/too'))).toBe(true);
    }, 5000);
    stop();
  });

  test('the docker command of the guest: arguments, terminals, streams, exit code', async () => {
    agent.onCli(async (argv, io) => {
      const input = io.stdinIsTty ? '' : await textOf(io.stdin);
      await io.stdout(text(`${argv.join('|')} in ${io.workingDirectory}, ${io.environment['FOO']}, ${input}`));
      await io.stderr(text('warned'));
      return 125;
    });
    expect(await run('echo piped | FOO=bar docker run "a b" -it')).toEqual({
      out: 'run|a b|-it in /tmp, bar, piped\n',
      err: 'warned',
      code: 125,
    });
  });

  test('a command that does not read its input leaves it to the next', async () => {
    agent.onCli(async () => 0);
    expect((await run('echo kept | { docker ps; cat; }')).out).toBe('kept\n');
  });

  test('connections to ports in the guest', async () => {
    await expect(agent.dial('', '127.0.0.1', 4321)).rejects.toMatchObject({ kind: 'unavailable' });
    const server = await shell('nc -l -p 4321 -e cat');
    await run('sleep 0.2');
    const connection = await agent.dial('', '127.0.0.1', 4321);
    const writer = connection.writable.getWriter();
    await writer.write(text('echo'));
    await writer.close();
    expect(await textOf(connection.readable)).toBe('echo');
    await server.exit;
  });

  test('published ports: megabytes both ways, many at once, closed again', async () => {
    const server = await shell('nc -ll -p 4322 -e cat');
    await run('sleep 0.2');
    const published = { protocol: 'tcp', hostAddress: '0.0.0.0', address: '127.0.0.1', port: 4322 } as const;
    await agent.publishPort('c0ffee', { ...published, hostPort: 8080 });
    await agent.publishPort('c0ffee', { ...published, protocol: 'udp', hostPort: 8080 });
    const taken = agent.publishPort('decaf', { ...published, hostAddress: '127.0.0.1', hostPort: 8080 });
    await expect(taken).rejects.toMatchObject({ kind: 'conflict', message: 'bind: Address already in use' });

    const echoes = await Promise.all(
      [1, 2, 3, 4].map(async (factor) => {
        const sent = new Uint8Array(factor * 250_000).fill(factor);
        const connection = await agent.dial('', '127.0.0.1', 8080);
        const received = new Response(connection.readable as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer();
        const writer = connection.writable.getWriter();
        await writer.write(sent);
        await writer.close();
        return Buffer.compare(new Uint8Array(await received), sent);
      }),
    );
    expect(echoes).toEqual([0, 0, 0, 0]);

    await agent.unpublishPorts('c0ffee');
    await expect(agent.dial('', '127.0.0.1', 8080)).rejects.toMatchObject({ kind: 'unavailable' });
    server.signal(9);
    await server.exit;
  });

  test('a disk that cannot be written is an I/O error in the guest, and the machine goes on', async () => {
    const { code, err } = await run('dd if=/bin/busybox of=/dev/sdb bs=4k count=1 conv=fsync');
    expect(code).toBe(1);
    expect(err).toMatch(/Input\/output error/);
    expect(printed).toContain('/dev/sdb: the store is full');
    expect((await run('echo alive')).out).toBe('alive\n');
  }, 60_000);

  test('a saved machine goes on where it was, with a new link', async () => {
    await run('echo kept >/tmp/kept');
    await machine.pause();
    const state = await machine.saveState();
    await machine.destroy();
    await start({ ...parts, state });
    expect(new TextDecoder().decode(await agent.files.read('/tmp/kept'))).toBe('kept\n');
    await agent.setTime(1_800_000_000_000_000_000n, crypto.getRandomValues(new Uint8Array(32)));
    expect((await run('date +%s')).out).toMatch(/^180000000\d\n$/);
  }, 60_000);

  test('a guest that halts is told', async () => {
    const failed = new Promise<Error>((resolve) => machine.onFailure(resolve));
    const process = await shell('halt -f');
    process.exit.catch(() => {});
    expect((await failed).message).toBe('the guest was shut down');
    expect(printed).toContain('System halted');
  });
});
