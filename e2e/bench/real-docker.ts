import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_TIMEOUT_MS = 30_000;

/** Debian's dockerd on a socket and data root of its own. */
export class RealDocker {
  private constructor(
    private readonly daemon: ChildProcess,
    private readonly folder: string,
    private readonly host: string,
  ) {}

  /** undefined, with the reason on stderr, where it cannot run (not root, not installed). */
  static async start(): Promise<RealDocker | undefined> {
    if (process.getuid?.() !== 0 || spawnSync('dockerd', ['--version']).error !== undefined) {
      console.error('bench: dockerd is not installed or this is not root: no figures of real Docker');
      return undefined;
    }
    const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
    const host = `unix://${folder}/docker.sock`;
    const daemon = spawn(
      'dockerd',
      ['-H', host, '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`],
      { stdio: 'ignore' },
    );
    const docker = new RealDocker(daemon, folder, host);
    const giveUpAtMs = Date.now() + START_TIMEOUT_MS;
    while (spawnSync('docker', ['version'], { env: docker.environment }).status !== 0) {
      if (Date.now() > giveUpAtMs || daemon.exitCode !== null) throw new Error('dockerd does not start');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return docker;
  }

  /** Runs a shell command whose `docker` talks to this daemon; milliseconds it took. Throws when it fails. */
  run(command: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const startedMs = performance.now();
      const child = spawn('sh', ['-c', command], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
      child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
      child.on('close', (code) => {
        if (code === 0) resolve(performance.now() - startedMs);
        else reject(new Error(`real Docker: ${command}: exit code ${code}\n${output}`));
      });
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.daemon.once('exit', resolve));
    this.daemon.kill();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  private get environment(): NodeJS.ProcessEnv {
    return { ...process.env, DOCKER_HOST: this.host };
  }
}
