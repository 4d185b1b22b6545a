import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type Engine } from '../conformance/engines.ts';
import type { Place } from './place.ts';

/** The daemon's own client comes before any other: it can build with BuildKit without a plugin. */
const DEBIAN_CLIENT = '/usr/bin';

/** Debian's dockerd with everything of its own, which pulls the catalogue's images by their plain names. */
export class RealDocker implements Place {
  private constructor(
    private readonly engine: Engine,
    private readonly folder: string,
  ) {}

  /** undefined, with the reason on stderr, where it cannot run (not root, not installed). */
  static async start(): Promise<RealDocker | undefined> {
    if (process.getuid?.() !== 0 || spawnSync('dockerd', ['--version']).error !== undefined) {
      console.error('bench: dockerd is not installed or this is not root: no figures of real Docker');
      return undefined;
    }
    const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
    return new RealDocker(await startEngine('dockerd', join(folder, 'engine')), folder);
  }

  async run(command: string): Promise<number> {
    return (await this.execute(command)).tookMs;
  }

  async output(command: string): Promise<string> {
    return (await this.execute(command)).output;
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** In an empty folder, in the network of the daemon. */
  private execute(command: string): Promise<{ tookMs: number; output: string }> {
    return new Promise((resolve, reject) => {
      const startedMs = performance.now();
      const child = spawn('nsenter', [`--net=/proc/${this.engine.pid}/ns/net`, 'sh', '-c', command], {
        cwd: this.folder,
        env: {
          ...process.env,
          PATH: `${DEBIAN_CLIENT}:${process.env.PATH}`,
          DOCKER_HOST: `unix://${this.engine.socket}`,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
      child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
      child.on('close', (code) => {
        if (code === 0) resolve({ tookMs: performance.now() - startedMs, output });
        else reject(new Error(`real Docker: ${command}: exit code ${code}\n${output}`));
      });
    });
  }
}
