import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 30_000;

export interface Site {
  readonly origin: string;
  stop(): void;
}

/** Serves the built site on a free port of this machine. */
export async function serveSite(): Promise<Site> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    cwd: PROJECT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const giveUpAtMs = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(`${origin}/v2/`))) {
    if (Date.now() > giveUpAtMs || next.exitCode !== null)
      throw new Error('the site does not start; build it with: npm run setup');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { origin, stop: () => next.kill() };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
