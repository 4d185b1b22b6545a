// A real dockerd of its own for the conformance tests: its folder, socket and network namespace are private, so it
// meets no other daemon of the machine, and nothing of it stays.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The release whose words our `docker` prints; another one's cannot be compared with them. */
const CLIENT_MAJOR = 28;
const START_TIMEOUT_MS = 60_000;

/**
 * Starts it. `host` is its address, or undefined where there can be none, with the reason in `missing`.
 * `stop` ends it and removes what it left.
 */
export async function startPeerDocker() {
  const missing = whatIsMissing();
  if (missing !== undefined) return { host: undefined, missing, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'slipway-peer-'));
  const socket = join(folder, 'docker.sock');
  const log = openSync(join(folder, 'log'), 'w');
  const folders = [
    '--data-root',
    join(folder, 'data'),
    '--exec-root',
    join(folder, 'exec'),
    '--pidfile',
    join(folder, 'pid'),
  ];
  const dockerd = ['exec', 'dockerd', '-H', `unix://${socket}`, ...folders].join(' ');
  // dockerd keeps its namespaces' mounts below its folder: with a mount namespace of its own they go when it goes.
  const child = spawn('unshare', ['--net', '--mount', 'sh', '-c', `ip link set lo up; ${dockerd}`], {
    stdio: ['ignore', log, log],
  });
  let ended = false;
  const exit = new Promise((resolve) => child.once('close', resolve)).then(() => (ended = true));
  const stop = async () => {
    child.kill('SIGTERM');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!answers(socket)) {
    if (ended || Date.now() > deadline) {
      const tail = readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n').slice(-5).join('\n');
      await stop();
      return { host: undefined, missing: `dockerd did not start here:\n${tail}`, stop: async () => {} };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { host: `unix://${socket}`, missing: undefined, stop };
}

function whatIsMissing() {
  if (process.getuid?.() !== 0) return 'dockerd needs root';
  const version = output('docker', ['--version']);
  if (version === undefined) return 'there is no docker command';
  const major = Number(/version (\d+)\./.exec(version)?.[1]);
  if (major !== CLIENT_MAJOR) return `the docker command is of release ${major}, not ${CLIENT_MAJOR}`;
  if (output('dockerd', ['--version']) === undefined) return 'there is no dockerd';
  return undefined;
}

function answers(socket) {
  return (
    existsSync(socket) && output('docker', ['-H', `unix://${socket}`, 'info', '--format', '{{.ID}}']) !== undefined
  );
}

function output(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
