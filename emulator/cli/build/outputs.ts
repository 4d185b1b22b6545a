import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';

/** `--output`: where the result goes. */
export type BuildOutput =
  | { readonly type: 'image' }
  | { readonly type: 'local' | 'tar'; /** A path; '-' is stdout. */ readonly destination: string };

const NEEDS_ANOTHER_DRIVER = (name: string) =>
  `${name} exporter is not supported for the docker driver.\n` +
  'Switch to a different driver, or turn on the containerd image store, and try again.\n' +
  'Learn more at https://docs.docker.com/go/build-exporters/';

/** Reads `-o`, as buildx words its errors (util/buildflags/export.go): 'DIR', '-', 'type=tar,dest=x.tar'. */
export function parseOutputs(texts: readonly string[]): BuildOutput {
  const outputs = texts.map(parseOutput);
  const files = outputs.filter(({ type }) => type !== 'image');
  if (files.length > 1 || (files.length === 1 && outputs.length > 1)) {
    throw new CliError(`ERROR: ${NEEDS_ANOTHER_DRIVER('Multiple outputs:')}`);
  }
  return outputs[0] ?? { type: 'image' };
}

function parseOutput(text: string): BuildOutput {
  if (text === '-') return { type: 'tar', destination: '-' };
  if (!text.includes('=')) return { type: 'local', destination: text };
  const fields = new Map<string, string>();
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    if (at < 0) throw new CliError(`ERROR: invalid value ${field}`);
    fields.set(field.slice(0, at).trim().toLowerCase(), field.slice(at + 1));
  }
  const type = fields.get('type') ?? '';
  const destination = fields.get('dest') ?? '';
  if (type === '') throw new CliError('ERROR: type is required for output');
  if (type === 'local') {
    if (destination === '') throw new CliError('ERROR: dest is required for local output');
    if (destination === '-') throw new CliError('ERROR: dest cannot be stdout for local exporter');
    return { type, destination };
  }
  if (type === 'tar') return { type, destination: destination || '-' };
  if (type === 'oci') throw new CliError(`ERROR: ${NEEDS_ANOTHER_DRIVER('OCI')}`);
  if (type === 'registry' || fields.get('push') === 'true') {
    throw new CliError(`--output ${text} is not supported by Slipway: build with -t, then docker push`);
  }
  if (type === 'docker' && destination !== '') {
    throw new CliError(
      `--output ${text} is not supported by Slipway: build with -t, then docker save -o ${destination}`,
    );
  }
  if (type === 'docker' || type === 'image') return { type: 'image' };
  throw new CliError(`ERROR: failed to solve: exporter ${JSON.stringify(type)} could not be found`);
}

/** Where the pieces of the archive go. */
export interface FilesSink {
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when all of it is written. */
  close(): Promise<void>;
  abort(reason: unknown): Promise<void>;
}

/** Undefined where the result is an image. Error: an archive for a terminal. */
export async function openOutput(cli: Cli, output: BuildOutput): Promise<FilesSink | undefined> {
  if (output.type === 'image') return undefined;
  const { destination } = output;
  if (output.type === 'local') return folderSink(cli, cli.resolvePath(destination));
  if (destination !== '-') return cli.io.files.create(cli.resolvePath(destination), 0o644).getWriter();
  if (cli.io.stdoutIsTty) {
    throw new CliError('ERROR: dest file is required for tar exporter. refusing to write to console');
  }
  return { write: (bytes) => cli.io.stdout(bytes), close: async () => {}, abort: async () => {} };
}

async function folderSink(cli: Cli, folder: string): Promise<FilesSink> {
  await cli.io.files.makeDirectory(folder, 0o755);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const unpacked = cli.io.files.unpack(folder, readable);
  // It is told when it is closed.
  unpacked.catch(() => {});
  const writer = writable.getWriter();
  return {
    write: (bytes) => writer.write(bytes),
    async close() {
      await writer.close();
      await unpacked;
    },
    abort: (reason) => writer.abort(reason),
  };
}
