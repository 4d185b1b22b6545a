import { spawn } from 'node:child_process';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface CommandOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs a command to its end and returns its stdout; rejects with the end of its output when it fails. */
export async function run(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const [command = '', ...rest] = argv;
  const child = spawn(command, rest, {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const stdout: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.push(chunk);
    output.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await exitOf(child, command);
  if (code === 0) return Buffer.concat(stdout).toString();
  const tail = Buffer.concat(output).toString().trimEnd().split('\n').slice(-40).join('\n');
  throw new Error(`${argv.slice(0, 12).join(' ')}: exit code ${code}\n${tail}`);
}

/** Exit code of a child process; rejects when it could not be started. */
export function exitOf(child: ReturnType<typeof spawn>, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

/**
 * Runs a command on a root in a mount namespace of its own, with the root's /proc and /dev, so nothing stays mounted
 * whatever happens. The folder `bind.from` appears at `bind.at` of the root. The command itself runs outside the root.
 */
export function runBeside(
  root: string,
  argv: readonly string[],
  options: CommandOptions & { readonly bind?: { readonly from: string; readonly at: string } } = {},
): Promise<string> {
  return run([...mounting(root, options.bind), ...argv], options);
}

/** Runs a script with the root's own /bin/sh -eu inside the root. */
export async function runScriptIn(
  root: string,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const inside = '/tmp/.catalogue-script';
  await copyFile(script, join(root, inside));
  await run([...mounting(root), 'chroot', root, '/bin/sh', '-eu', inside], { environment });
  await rm(join(root, inside), { force: true });
}

function mounting(root: string, bind?: { readonly from: string; readonly at: string }): string[] {
  const steps = [
    'mkdir -p "$1/proc" "$1/dev"',
    'mount -t proc proc "$1/proc"',
    'mount --rbind /dev "$1/dev"',
    '{ [ -z "$2" ] || { mkdir -p "$3" && mount --bind "$2" "$3"; }; }',
    'shift 3',
    'exec "$@"',
  ];
  const from = bind?.from ?? '';
  return ['unshare', '--mount', 'sh', '-c', steps.join(' && '), 'sh', root, from, bind ? join(root, bind.at) : ''];
}
