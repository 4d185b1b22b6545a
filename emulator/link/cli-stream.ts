import type { CliFiles, CliIo } from '../cli/io.ts';
import type { ByteDuplex } from '../streams.ts';
import { otherDaemon } from './cli-daemons.ts';
import { encode } from './codec.ts';
import { errnoOf } from './errno.ts';
import type { ControlMessage } from './frames.ts';
import type { LinkStream } from './link-stream.ts';
import type { LinkFiles } from './guest-files.ts';
import { operations } from './operations.ts';
import { PlacedOutput, type OutputWindow } from './placed-output.ts';
import { Control } from './protocol.ts';

/** What the guest's `docker` client says of itself when it opens CLI. */
export interface CliRequest {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  /** 1 stdin, 2 stdout, 4 stderr; 8: takes what is placed on the layers disk */
  readonly terminals: number;
  readonly rows: number;
  readonly columns: number;
}

/** What the guest gives a command; of registries it knows nothing. */
export type GuestCliIo = Omit<CliIo, 'registries'>;

const SIGHUP = 1;
const TAKES_PLACED = 8;

/** What a command reaches of the guest, beside its own streams. */
export interface CliGuest {
  readonly files: LinkFiles;
  readonly dial: (address: string, port: number) => Promise<ByteDuplex>;
  readonly window: OutputWindow | undefined;
}

/** Runs one `docker` command for the guest: `run` gets its argv and streams and answers with the exit code. */
export async function serveCli(
  request: CliRequest,
  stream: LinkStream,
  guest: CliGuest,
  run: (argv: readonly string[], io: GuestCliIo) => Promise<number>,
): Promise<void> {
  // A terminal takes little at a time, in turn with modes that are set.
  const takesPlaced = (request.terminals & TAKES_PLACED) !== 0 && (request.terminals & 2) === 0;
  const output = new PlacedOutput(stream, takesPlaced ? guest.window : undefined);
  const transportTo = (host: string) => otherDaemon(host, guest.files, guest.dial);
  const io = { ...cliIo(request, stream, output, guest.files), transportTo };
  try {
    const exitCode = await run(request.argv, io);
    await closeWith(stream, output, exitCode);
  } catch (error) {
    await output.settled();
    await stream.close(errnoOf(error), error instanceof Error ? error.message : String(error));
  }
}

async function closeWith(stream: LinkStream, output: PlacedOutput, exitCode: number): Promise<void> {
  await output.settled();
  await stream.close(0, '', encode(operations.cli.result, { exitCode }));
}

function cliIo(
  request: CliRequest,
  stream: LinkStream,
  output: PlacedOutput,
  files: LinkFiles,
): Omit<GuestCliIo, 'transportTo'> {
  let size = { rows: request.rows, columns: request.columns };
  const onResize = new Set<() => void>();
  const onSignal = new Set<(signal: number) => void>();
  const deliver = (signal: number) => {
    // A command that waits for no signal dies of it, as a process would.
    if (onSignal.size === 0) {
      output.end();
      void closeWith(stream, output, 128 + signal);
    }
    for (const callback of [...onSignal]) callback(signal);
  };
  stream.onControl((message: ControlMessage) => {
    if (message.kind === Control.RESIZE) {
      size = { rows: message.rows, columns: message.columns };
      for (const callback of [...onResize]) callback();
    } else if (message.kind === Control.SIGNAL) {
      deliver(message.signal);
    } else if (message.kind === Control.TAKEN) {
      output.taken(message.length);
    }
  });
  // The client was killed or its terminal is gone.
  stream.onReset(() => {
    output.stop();
    deliver(SIGHUP);
  });
  return {
    stdin: stream.receive(0, { lazy: true }),
    stdinIsTty: (request.terminals & 1) !== 0,
    stdoutIsTty: (request.terminals & 2) !== 0,
    stderrIsTty: (request.terminals & 4) !== 0,
    stdout: (bytes) => output.write(1, bytes),
    stderr: (bytes) => output.write(2, bytes),
    size: () => size,
    onResize: (callback) => subscribe(onResize, callback),
    onSignal: (callback) => subscribe(onSignal, callback),
    // The wire keeps the order: what is written after this is written to a terminal in that mode.
    setRaw: async (on) => stream.control({ kind: Control.RAW, on }),
    environment: environmentOf(request.env),
    workingDirectory: request.cwd,
    files: cliFiles(files),
  };
}

function cliFiles(files: LinkFiles): CliFiles {
  return {
    read: (path) => files.read(path),
    write: (path, bytes, mode) => files.write(path, bytes, mode),
    open: (path) => files.open(path),
    create: (path, mode) => files.create(path, mode),
    exists: async (path) => (await files.stat(path)) !== undefined,
    list: async (path) => ((await files.stat(path)) ? (await files.list(path)).map(({ name }) => name) : []),
    makeDirectory: (path, mode) => files.makeDirectory(path, mode),
    remove: (path) => files.remove(path, { recursive: true }),
    stat: (path, follow) => statThrough(files, path, follow),
    pack: (directory, name) => files.pack(directory, name),
    unpack: (directory, archive) => files.unpack(directory, archive),
    watch: (folder, onChange) =>
      files.watch(folder, ({ path }) => onChange(path === '' ? folder : `${folder === '/' ? '' : folder}/${path}`)),
  };
}

/** path_resolution(7) gives up after as many symbolic links. */
const MAX_LINKS = 40;
const TYPE_MASK = 0o170000;
const DIRECTORY = 0o040000;
const SYMLINK = 0o120000;

async function statThrough(files: LinkFiles, path: string, follow: boolean): ReturnType<CliFiles['stat']> {
  let realPath = path.length > 1 ? path.replace(/(\/\.?)$/, '') || '/' : path;
  for (let links = 0; links < MAX_LINKS; links++) {
    const found = await files.stat(realPath);
    if (!found) return undefined;
    if (!follow || (found.mode & TYPE_MASK) !== SYMLINK) {
      const { target, ...status } = found;
      const linkTarget = (found.mode & TYPE_MASK) === SYMLINK ? { linkTarget: target } : {};
      return { ...status, isDirectory: (found.mode & TYPE_MASK) === DIRECTORY, realPath, ...linkTarget };
    }
    const folder = realPath.slice(0, realPath.lastIndexOf('/'));
    realPath = found.target.startsWith('/') ? found.target : `${folder}/${found.target}`;
  }
  return undefined;
}

function environmentOf(env: readonly string[]): Record<string, string> {
  const pairs = env.map((line): [string, string] => {
    const at = line.indexOf('=');
    return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

function subscribe<T>(set: Set<T>, callback: T): () => void {
  set.add(callback);
  return () => void set.delete(callback);
}
