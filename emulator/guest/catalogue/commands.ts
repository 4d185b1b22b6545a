import { spawn } from 'node:child_process';

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
  throw new Error(`${argv.join(' ')}: exit code ${code}\n${tail}`);
}

/** Exit code of a child process; rejects when it could not be started. */
export function exitOf(child: ReturnType<typeof spawn>, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

/**
 * Runs a command inside a root, in a mount namespace of its own with /proc and /dev, so nothing stays mounted
 * whatever happens. `bindFrom` appears at `bindAt` of the root.
 */
export function runIn(
  root: string,
  argv: readonly string[],
  options: CommandOptions & { readonly outside?: boolean; readonly bindFrom?: string; readonly bindAt?: string } = {},
): Promise<string> {
  const mounts = 'mkdir -p "$1/proc" "$1/dev" && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev"';
  const bind = '{ [ -z "$2" ] || { mkdir -p "$1/$3" && mount --bind "$2" "$1/$3"; }; }';
  const script = `${mounts} && ${bind} && root=$1 && shift 3 && exec ${options.outside ? '"$@"' : 'chroot "$root" "$@"'}`;
  const wrapper = ['unshare', '--mount', 'sh', '-c', script, 'sh', root, options.bindFrom ?? '', options.bindAt ?? ''];
  return run([...wrapper, ...argv], options);
}
