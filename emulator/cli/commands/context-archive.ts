import type { Command } from '../command.ts';
import { contextPaths, DEFAULT_CONTEXT, readContext, removeContext, writeContext } from '../contexts.ts';
import { CliError, errorMessage } from '../errors.ts';
import { between, exactly } from '../parse/arguments.ts';
import { checkContextIsNew, checkContextName } from './context-change.ts';

export const contextExport: Command = {
  name: 'export',
  use: '[OPTIONS] CONTEXT [FILE|-]',
  short: 'Export a context to a tar archive FILE or a tar stream on STDOUT.',
  arguments: between(1, 2),
  flags: [],
  run: async ({ cli, args: [name = '', file] }) => {
    if (name === DEFAULT_CONTEXT)
      throw new CliError('docker: the default context is not a file, and cannot be exported by Slipway');
    checkContextName(name);
    await readContext(cli, name);
    const path = file ?? `${name}.dockercontext`;
    if (path === '-' && cli.io.stdoutIsTty)
      throw new CliError('cowardly refusing to export to a terminal, specify a file path');
    const absolute = cli.resolvePath(path);
    if (path !== '-' && (await cli.io.files.exists(absolute))) throw new CliError(`open ${path}: file exists`);
    const archive = cli.io.files.pack((await contextPaths(cli, name)).meta, 'meta.json');
    const bytes = new Uint8Array(await new Response(archive as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    if (path === '-') return cli.io.stdout(bytes);
    await cli.io.files.write(absolute, bytes);
    await cli.err(`Written file ${JSON.stringify(path)}\n`);
  },
};

export const contextImport: Command = {
  name: 'import',
  use: 'CONTEXT FILE|-',
  short: 'Import a context from a tar or zip file',
  arguments: exactly(2),
  flags: [],
  run: async ({ cli, args: [name = '', file = ''] }) => {
    checkContextName(name);
    await checkContextIsNew(cli, name);
    const bytes = file === '-' ? cli.io.stdin : new Blob([(await readFile()) as BlobPart]).stream();
    const { meta } = await contextPaths(cli, name);
    await cli.io.files.makeDirectory(meta, 0o755);
    try {
      await cli.io.files.unpack(meta, bytes);
      await writeContext(cli, { ...(await readContext(cli, name)), name });
    } catch (error) {
      await removeContext(cli, name);
      throw new CliError(`docker: ${file} is no archive of a context: ${errorMessage(error)}`);
    }
    await cli.out(`${name}\n`);
    await cli.err(`Successfully imported context ${JSON.stringify(name)}\n`);

    async function readFile(): Promise<Uint8Array> {
      const path = cli.resolvePath(file);
      if (!(await cli.io.files.exists(path))) throw new CliError(`open ${file}: no such file or directory`);
      return cli.io.files.read(path);
    }
  },
};
