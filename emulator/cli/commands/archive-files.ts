import type { Cli } from '../cli.ts';
import { CliError, errorMessage } from '../errors.ts';

/** What a file is handed on in. */
const CHUNK_BYTES = 1024 * 1024;

/** Refuses an output file whose folder is not there, before anything is asked of the daemon. '' is stdout. */
export async function checkOutputPath(cli: Cli, path: string, failure: string): Promise<void> {
  if (path === '') return;
  const clean = path.replace(/\/+$/, '');
  const slash = clean.lastIndexOf('/');
  if (slash <= 0) return;
  const folder = clean.slice(0, slash);
  if (await cli.io.files.stat(cli.resolvePath(folder), true)) return;
  throw new CliError(`${failure}: invalid output path: stat ${folder}: no such file or directory`);
}

/** Writes a body to a file, or to stdout for ''. */
export async function writeOutput(cli: Cli, path: string, body: ReadableStream<Uint8Array>): Promise<void> {
  if (path === '') return body.pipeTo(new WritableStream({ write: (bytes) => cli.io.stdout(bytes) }));
  const bytes = await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer();
  await cli.io.files.write(cli.resolvePath(path), new Uint8Array(bytes), 0o600);
}

/** A file as a stream. Errors as Go's os.Open. */
export async function readFrom(cli: Cli, path: string): Promise<ReadableStream<Uint8Array>> {
  const full = cli.resolvePath(path);
  const found = await cli.io.files.stat(full, true);
  if (!found) throw new CliError(`open ${path}: no such file or directory`);
  if (found.isDirectory) throw new CliError(`read ${path}: is a directory`);
  let bytes: Uint8Array;
  try {
    bytes = await cli.io.files.read(full);
  } catch (error) {
    throw new CliError(`open ${path}: ${errorMessage(error)}`);
  }
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + CHUNK_BYTES));
      at += CHUNK_BYTES;
    },
  });
}
