// The entry of `npm start` and `npm run setup`. Plain JavaScript that needs Node alone: it installs npm's packages
// when package-lock.json asks for others than there are, runs the set-up (main.ts), and with --serve the site.
//   start.mjs [--serve] [options of main.ts]
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { installPackages, packagesAreInstalled, REPOSITORY, requireNode, runNode } from './node-packages.mjs';

const options = process.argv.slice(2).filter((option) => option !== '--serve');
const serve = process.argv.includes('--serve');

requireNode();
if (!packagesAreInstalled()) {
  const code = await installPackages();
  if (code !== 0) process.exit(code);
}
const code = await runNode(['--import', 'tsx', join(REPOSITORY, 'emulator/guest/setup/main.ts'), ...options]);
if (code !== 0) process.exit(code);
if (serve) await serveSite();

async function serveSite() {
  const port = process.env.PORT ?? '3000';
  const address = `http://localhost:${port}`;
  const next = join(REPOSITORY, 'node_modules/next/dist/bin/next');
  if (!(await isFree(Number(port)))) {
    console.error(`Port ${port} is taken by another program. PORT=3001 npm start uses another port.`);
    process.exit(1);
  }
  const server = spawn(process.execPath, [next, 'start', '-p', port], {
    cwd: REPOSITORY,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  const ended = new Promise((resolve) => server.once('close', (exitCode) => resolve(exitCode ?? 0)));
  let running = true;
  void ended.then((exitCode) => {
    running = false;
    process.exitCode = exitCode;
  });
  while (running && !(await answers(address))) await new Promise((resolve) => setTimeout(resolve, 100));
  if (running) console.log(`\nSlipway is ready: ${address}\n`);
  else console.error('The server did not start.');
  await ended;
}

/** Asked first, because whoever else has the port would answer in our place. */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

async function answers(address) {
  return fetch(address, { method: 'HEAD' }).then(
    (response) => response.status < 500,
    () => false,
  );
}
