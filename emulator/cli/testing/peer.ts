/**
 * Runs our CLI and Docker's own against the same real daemon (SLIPWAY_PEER_DOCKER_HOST, 'unix:///…/docker.sock'), so
 * that tests can compare what they print and return.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runDocker } from '../docker.ts';
import type { CliIo } from '../io.ts';
import { nodeArchives } from './node-archives.ts';
import { nodeRegistries } from './node-registries.ts';
import { unixTransport } from '../unix-transport.ts';

export const peerHost = process.env['SLIPWAY_PEER_DOCKER_HOST'] ?? '';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export interface Step {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const run = promisify(execFile);

/** Docker's CLI, without a terminal. */
export function runTheirs({ argv, stdin, environment }: Step, workingDirectory: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn('docker', argv, {
      cwd: workingDirectory,
      env: { ...process.env, HOME: workingDirectory, DOCKER_HOST: peerHost, ...environment },
    });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        stdout: Buffer.concat(chunks.stdout).toString(),
        stderr: Buffer.concat(chunks.stderr).toString(),
        code: code ?? -1,
      }),
    );
    child.stdin.end(stdin ?? '');
  });
}

/** Our CLI, without a terminal, in this process. */
export async function runOurs({ argv, stdin, environment }: Step, workingDirectory: string): Promise<Outcome> {
  const chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  const keep = (list: Uint8Array[]) => (bytes: Uint8Array) => Promise.resolve(void list.push(bytes.slice()));
  const io: CliIo = {
    stdin: new Blob([stdin ?? '']).stream(),
    stdinIsTty: false,
    stdoutIsTty: false,
    stderrIsTty: false,
    stdout: keep(chunks.stdout),
    stderr: keep(chunks.stderr),
    size: () => ({ rows: 0, columns: 0 }),
    onResize: () => () => undefined,
    onSignal: () => () => undefined,
    setRaw: () => Promise.resolve(),
    environment: environment ?? {},
    workingDirectory,
    files: {
      read: async (path) => new Uint8Array(await readFile(path)),
      write: (path, bytes, mode) => writeFile(path, bytes, { mode }),
      exists: (path) => Promise.resolve(existsSync(path)),
      ...nodeArchives,
    },
    transportTo: (host) => unixTransport(host.replace(/^unix:\/\//, '')),
    registries: nodeRegistries(),
  };
  const code = await runDocker(argv, io, unixTransport(peerHost.replace(/^unix:\/\//, '')));
  const text = (list: Uint8Array[]): string => Buffer.concat(list).toString();
  return { stdout: text(chunks.stdout), stderr: text(chunks.stderr), code };
}

/** Every scenario's objects are named so; nothing else of the daemon is touched. */
export const objectPrefix = 'cmp-';

export async function removeObjects(): Promise<void> {
  const environment = { ...process.env, DOCKER_HOST: peerHost };
  const docker = async (...argv: string[]): Promise<string[]> =>
    (await run('docker', argv, { env: environment }).catch(() => ({ stdout: '' }))).stdout.split('\n').filter(Boolean);
  const filter = ['-q', '--filter', `name=${objectPrefix}`];
  const containers = await docker('ps', '-a', ...filter);
  if (containers.length > 0) await docker('rm', '-f', '-v', ...containers);
  for (const kind of ['network', 'volume']) {
    const names = await docker(kind, 'ls', ...filter);
    if (names.length > 0) await docker(kind, 'rm', ...names);
  }
  const images = await docker('images', '--format', '{{.Repository}}:{{.Tag}}', `${objectPrefix}*`);
  if (images.length > 0) await docker('rmi', '-f', ...images);
}

/** busybox:latest, from the machine's static busybox, when the daemon has none. */
export async function provideBusybox(): Promise<void> {
  const environment = { ...process.env, DOCKER_HOST: peerHost };
  const found = await run('docker', ['images', '-q', 'busybox:latest'], { env: environment });
  if (found.stdout.trim() !== '') return;
  const folder = await mkdtemp(join(tmpdir(), 'slipway-busybox-'));
  const script = `mkdir -p bin etc root tmp && cp "$(command -v busybox)" bin/ && bin/busybox --install -s bin &&
    echo root:x:0:0:root:/root:/bin/sh > etc/passwd && echo root:x:0: > etc/group &&
    tar c . | docker import -c 'CMD ["sh"]' -c 'ENV PATH=/bin' - busybox:latest`;
  try {
    await run('sh', ['-c', script], { cwd: folder, env: environment });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Takes out what differs from run to run: IDs, times, process numbers, free ports. */
export function normalise(text: string): string {
  return text
    .replace(/\b[0-9a-f]{64}\b/g, '<id>')
    .replace(/\b[0-9a-f]{12}\b/g, '<short-id>')
    .replace(/[0-9a-f]{14}…/g, '<cut-id>')
    .replace(/^\d+ {5,}/gm, '<pid> ')
    .replace(/ {3,}/g, '   ')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| \+0000 UTC|\+\d\d:\d\d)?/g, '<time>')
    .replace(/(Less than a second|About an? \w+|\d+ \w+) ago */g, '<ago> ')
    .replace(/Up (Less than a second|About an? \w+|\d+ \w+) */g, 'Up <time> ')
    .replace(/"(SandboxKey|StartedAt|FinishedAt|Pid|MacAddress)": [^,\n]*/g, '"$1": <varies>');
}
