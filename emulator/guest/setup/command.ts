import { spawn } from 'node:child_process';
import type { WriteStream } from 'node:fs';
import type { CommandOptions } from './step.ts';

export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/**
 * Runs a command to its end, in a process group of its own so that an abort ends all that it started. Its output
 * goes to the log. Error: CommandError when it cannot be started, fails, or is aborted.
 */
export function runCommand(
  argv: readonly string[],
  log: WriteStream,
  options: CommandOptions & { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const [program = '', ...rest] = argv;
  log.write(`$ ${argv.join(' ')}\n`);
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted) return reject(new CommandError(`${program}: stopped`));
    const child = spawn(program, rest, {
      cwd: options.cwd,
      // mkfs and its like are not on an ordinary user's PATH.
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8', ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const stop = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    };
    options.signal?.addEventListener('abort', stop, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.on('data', (chunk: Buffer) => {
        log.write(chunk);
        const lines = (rest + chunk.toString()).split(/\r?\n|\r/);
        rest = lines.pop() ?? '';
        for (const line of lines) options.onLine?.(line);
      });
    }
    child.once('error', (error) => reject(new CommandError(`${program}: ${error.message}`)));
    child.once('close', (code, signal) => {
      options.signal?.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else reject(new CommandError(`${program} ended with ${signal === null ? `exit code ${code}` : signal}`));
    });
  });
}
