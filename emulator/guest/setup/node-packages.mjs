// What must work before there is anything but Node.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');
const LEAST_NODE = [20, 9];

/** Ends the process with a message when Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  console.error(`Slipway needs Node ${LEAST_NODE.join('.')} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Whether node_modules holds what package-lock.json names, by npm's own record of what it installed. */
export function packagesAreInstalled(folder = REPOSITORY) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const installed = readPackages(join(folder, 'node_modules/.package-lock.json'));
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    // Optional packages are those of other platforms.
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * The versions of package-lock.json, or a message with the end of npm's output and its exit code. Not `npm ci`: it refuses
 * a lock without the optional packages of other platforms, which not every registry has.
 */
export async function installPackages() {
  const startedMs = Date.now();
  process.stdout.write('npm packages: installing …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // What is built and tested here are development dependencies, whatever NODE_ENV says.
  const child = spawn(npm, ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await exitCode(child);
  if (code === 0) {
    console.log(`npm packages: done (${((Date.now() - startedMs) / 1000).toFixed(0)} s)`);
  } else {
    // npm names the cause first.
    console.error(output.trimEnd().split('\n').slice(0, 20).join('\n'));
    console.error(
      `npm packages: "npm install" failed with exit code ${code}. npm's log is named above; then run this again.`,
    );
  }
  return code;
}

/** Runs Node in the checkout on this terminal; returns the exit code. */
export function runNode(args, options = {}) {
  return run(process.execPath, args, options);
}

/** Runs a program in the checkout on this terminal; returns the exit code. */
export function run(program, args, options = {}) {
  const child = spawn(program, args, { cwd: REPOSITORY, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  // Ctrl-C reaches the child too, which knows best how to stop.
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward);
  process.on('SIGTERM', forward);
  return exitCode(child).finally(() => {
    process.off('SIGINT', forward);
    process.off('SIGTERM', forward);
  });
}

function exitCode(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}
