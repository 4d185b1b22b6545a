/**
 * Docker's own CLI 28 as the reference for --help and usage errors. It needs no daemon for them; one that answers pings
 * decides what its --help shows.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDocker } from '../docker.ts';
import { fakePlace, fakeTransport } from './fake-place.ts';

/** What the pretended daemon's ping says: an engine like Slipway's. */
const PING = {
  'api-version': '1.43',
  'docker-experimental': 'false',
  ostype: 'linux',
  swarm: 'inactive',
  'builder-version': '1',
};
const PATIENCE_MS = 10_000;

export const hasDocker28 = ((): boolean => {
  try {
    return /^Docker version 28\./.test(execFileSync('docker', ['--version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
})();

export interface Printed {
  readonly text: string;
  readonly code: number;
}

/** Docker's CLI beside a pretended daemon, in a folder of its own. */
export class ReferenceCli {
  readonly #folder = mkdtempSync(join(tmpdir(), 'slipway-help-'));
  readonly #server: Server = createServer((_, response) => {
    for (const [name, value] of Object.entries(PING)) response.setHeader(name, value);
    response.end('OK');
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(join(this.#folder, 'docker.sock'), resolve));
  }

  stop(): void {
    this.#server.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** stdout, then stderr. `daemon`: whether one answers at DOCKER_HOST; 'unset' leaves that out. */
  run(argv: readonly string[], daemon: boolean | 'unset'): Promise<Printed> {
    const socket = daemon ? `unix://${join(this.#folder, 'docker.sock')}` : 'unix:///nonexistent/docker.sock';
    const DOCKER_HOST = daemon === 'unset' ? '' : socket;
    const env = { ...process.env, DOCKER_CONTEXT: '', HOME: '/root', DOCKER_CONFIG: this.#folder, DOCKER_HOST };
    return new Promise((resolve) => {
      const child = execFile('docker', argv, { env, cwd: this.#folder, timeout: PATIENCE_MS }, (error, out, err) =>
        resolve({
          text: (out + err).replaceAll(this.#folder, '/root/.docker'),
          code: error ? Number(error.code ?? -1) : 0,
        }),
      );
      child.stdin?.end();
    });
  }
}

/** The same of ours. */
export async function runOurCli(argv: readonly string[], daemon: boolean): Promise<Printed> {
  const { io, output } = fakePlace();
  const ping = { headers: PING };
  const transport = daemon
    ? fakeTransport({ 'GET /_ping': () => ping, 'HEAD /_ping': () => ping })
    : io.transportTo('unix:///nonexistent/docker.sock');
  const code = await runDocker(argv, io, transport);
  return { text: output.stdout + output.stderr, code };
}

/** 'docker trust' → ['key', 'signer', 'inspect', …]: the commands that a help text lists. */
export function listedCommands(help: string): string[] {
  const sections = help.matchAll(/^(?:[A-Z][a-z]+ )?Commands:\n((?: {2}.*\n)+)/gm);
  return [...sections].flatMap(([, block = '']) =>
    block
      .trimEnd()
      .split('\n')
      .map((line) => line.trim().split(/\s+/)[0] ?? ''),
  );
}
