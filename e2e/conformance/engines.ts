import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callEngine } from './engine-api.ts';
import { mortal, startIsolated, untilReady } from './processes.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** In each dockerd's own network namespace, so it meets no other port 5000. */
const REGISTRY_PORT = 5000;
const DATA_ROOT = '/var/lib/docker';

export type EngineKind = 'dockerd' | 'slipway';

/** An engine that serves the API on `socket`; scenarios run in its network namespace, that of process `pid`. */
export interface Engine {
  readonly kind: EngineKind;
  readonly socket: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts one of a kind with everything it keeps below `folder`. */
export function startEngine(kind: EngineKind, folder: string): Promise<Engine> {
  mkdirSync(folder, { recursive: true });
  return kind === 'dockerd' ? startDockerd(folder) : startSlipway(folder);
}

/**
 * Debian's dockerd. The catalogue's registry server stands for Docker Hub (as a mirror), so `docker pull busybox`
 * gets the very same linux/386 image as in the sandbox.
 */
async function startDockerd(folder: string): Promise<Engine> {
  const socket = join(folder, 'docker.sock');
  const path = (name: string) => join(folder, name);
  const mirror = `http://127.0.0.1:${REGISTRY_PORT}`;
  mkdirSync(path('data'));
  mkdirSync(DATA_ROOT, { recursive: true });
  const dockerd = `dockerd -H unix://${socket} --exec-root ${path('exec')} --pidfile ${path('pid')} --registry-mirror ${mirror}`;
  // In its own mount namespace: the data root at its usual place, since paths are printed, and a /srv for binds.
  const daemon = startIsolated(
    `sh -c 'mount --bind ${path('data')} ${DATA_ROOT} && mount -t tmpfs none /srv && exec ${dockerd}'`,
    path('log'),
  );
  const pid = daemon.child.pid ?? 0;
  let registry: ReturnType<typeof spawn> | undefined;
  const stop = async () => {
    registry?.kill();
    await daemon.stop();
  };
  try {
    await untilReady(daemon, 'dockerd', () => answers(socket));
    const server = [process.execPath, '--import', 'tsx', join(PROJECT, 'e2e/conformance/catalogue-registry.ts')];
    const [program, ...args] = mortal('nsenter', `--net=/proc/${pid}/ns/net`, ...server, String(REGISTRY_PORT));
    registry = spawn(program, args, {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve, reject) => {
      registry?.stdout?.once('data', resolve);
      registry?.once('exit', (code) => reject(new Error(`the registry of the catalogue ended with ${code}`)));
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { kind: 'dockerd', socket, pid, stop };
}

async function startSlipway(folder: string): Promise<Engine> {
  const socket = join(folder, 'docker.sock');
  const main = join(PROJECT, 'emulator/headless/main.ts');
  const server = startIsolated(`${process.execPath} --import tsx ${main} --listen ${socket}`, join(folder, 'log'));
  try {
    await untilReady(server, 'the sandbox', () => Promise.resolve(server.output().includes('listening on')));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { kind: 'slipway', socket, pid: server.child.pid ?? 0, stop: () => server.stop() };
}

function answers(socket: string): Promise<boolean> {
  return callEngine(socket, 'GET', '/_ping').then(
    ({ status }) => status === 200,
    () => false,
  );
}
