import type { Cli } from '../cli.ts';
import { CliError, errorMessage } from '../errors.ts';

const FILE_TYPE = 0o170000;
/** By what st_mode says of the type: why nothing is written there (moby/sys/atomicwriter). */
const UNFIT: ReadonlyMap<number, string> = new Map([
  [0o040000, 'cannot write to a directory'],
  [0o120000, 'cannot write to a symbolic link directly'],
  [0o010000, 'cannot write to a named pipe (FIFO)'],
  [0o140000, 'cannot write to a socket'],
  [0o020000, 'cannot write to a character device file'],
  [0o060000, 'cannot write to a block device file'],
]);

/** Refuses an output file that cannot be written, before anything is asked of the daemon. '' is stdout. */
export async function checkOutputPath(cli: Cli, path: string, failure: string): Promise<void> {
  if (path === '') return;
  const fail = (reason: string) => new CliError(`${failure}: ${reason}`);
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : cleanPath(path.slice(0, slash) || '/');
  const parent = await cli.io.files.stat(cli.resolvePath(folder), true);
  if (!parent) throw fail(`invalid output path: stat ${folder}: no such file or directory`);
  if (!parent.isDirectory) throw fail(`invalid output path: stat ${folder}: not a directory`);
  const found = await cli.io.files.stat(cli.resolvePath(path), false);
  const unfit = found && UNFIT.get(found.mode & FILE_TYPE);
  if (unfit) throw fail(unfit);
}

/** 'a//b/../c/' → 'a/c': what is typed keeps being relative (Go's path.Clean). */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}` || '.';
}

/** Writes a body to a file, which is there when all of it is, or to stdout for ''. */
export function writeOutput(cli: Cli, path: string, body: ReadableStream<Uint8Array>): Promise<void> {
  const output =
    path === ''
      ? new WritableStream<Uint8Array>({ write: (bytes) => cli.io.stdout(bytes) })
      : cli.io.files.create(cli.resolvePath(path), 0o600);
  return body.pipeTo(output);
}

/** A file as a stream. Errors as Go's os.Open. */
export async function readFrom(cli: Cli, path: string): Promise<ReadableStream<Uint8Array>> {
  const found = await cli.io.files.stat(cli.resolvePath(path), true);
  if (!found) throw new CliError(`open ${path}: no such file or directory`);
  if (found.isDirectory) throw new CliError(`read ${path}: is a directory`);
  const reader = cli.io.files.open(found.realPath).getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await reader.read().catch((error: unknown) => {
          throw new CliError(`read ${path}: ${errorMessage(error)}`);
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
