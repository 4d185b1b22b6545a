/** `docker` as a Node program over DOCKER_HOST's unix socket, for trying the CLI out against a real daemon. */
import { execFileSync } from 'node:child_process';
import { access, readFile, rename, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import process from 'node:process';
import { nodeArchives } from './node-archives.ts';
import { nodeRegistries } from './node-registries.ts';
import { runDocker } from '../docker.ts';
import type { CliIo } from '../io.ts';
import { unixTransport } from '../unix-transport.ts';

const signals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGUSR2: 12, SIGTERM: 15 } as const;

function write(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => stream.write(bytes, () => resolve()));
}

/** process.stdin, untouched until somebody reads. */
function lazyStdin(): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= (Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>).getReader();
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
    },
    { highWaterMark: 0 },
  );
}

/** Settings of the terminal on stdin, or those it prints. Node's setRawMode would leave newlines to be translated. */
function stty(...settings: string[]): string {
  return execFileSync('stty', settings, { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' }).trim();
}

let cooked: string | undefined;

const io: CliIo = {
  stdin: lazyStdin(),
  stdinIsTty: process.stdin.isTTY ?? false,
  stdoutIsTty: process.stdout.isTTY ?? false,
  stderrIsTty: process.stderr.isTTY ?? false,
  stdout: (bytes) => write(process.stdout, bytes),
  stderr: (bytes) => write(process.stderr, bytes),
  size: () => ({ rows: process.stdout.rows ?? 0, columns: process.stdout.columns ?? 0 }),
  onResize: (callback) => {
    process.stdout.on('resize', callback);
    return () => process.stdout.off('resize', callback);
  },
  onSignal: (callback) => {
    const listeners = Object.entries(signals).map(([name, number]) => [name, () => callback(number)] as const);
    for (const [name, listener] of listeners) process.on(name, listener);
    return () => {
      for (const [name, listener] of listeners) process.off(name, listener);
    };
  },
  setRaw: (on) => {
    if (on) {
      cooked ??= stty('-g');
      stty('raw', '-echo');
    } else if (cooked !== undefined) stty(cooked);
    return Promise.resolve();
  },
  environment: Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ''])),
  workingDirectory: process.cwd(),
  files: {
    read: async (path) => new Uint8Array(await readFile(path)),
    async write(path, bytes, mode) {
      const unfinished = `${path}.${process.pid}`;
      await writeFile(unfinished, bytes, { mode });
      await rename(unfinished, path);
    },
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ...nodeArchives,
  },
  transportTo: (host) => unixTransport(host.replace(/^unix:\/\//, '')),
  registries: nodeRegistries(),
};

process.stdout.on('error', () => process.exit(1));

const socketPath = (process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace(/^unix:\/\//, '');
process.exit(await runDocker(process.argv.slice(2), io, unixTransport(socketPath)));
