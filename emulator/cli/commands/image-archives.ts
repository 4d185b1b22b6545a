import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { atLeast, noArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { showProgress } from '../progress.ts';
import { parseReference } from '../reference.ts';
import { platformFlag, quietFlag } from './common-flags.ts';
import { checkOutputPath, readFrom, writeOutput } from './archive-files.ts';

export const imageSave: Command = {
  name: 'save',
  use: '[OPTIONS] IMAGE [IMAGE...]',
  short: 'Save one or more images to a tar archive (streamed to STDOUT by default)',
  aliasLine: 'docker image save, docker save',
  flags: [{ name: 'output', short: 'o', type: flagTypes.string, help: 'Write to a file, instead of STDOUT' }],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    const output = flags.string('output');
    if (output === '' && cli.io.stdoutIsTty) {
      throw new CliError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
    }
    await checkOutputPath(cli, output, 'failed to save image');
    const { body } = await cli.api.stream('GET', '/images/get', { query: { names: args } });
    await writeOutput(cli, output, body);
  },
};

export const imageLoad: Command = {
  name: 'load',
  use: '[OPTIONS]',
  short: 'Load an image from a tar archive or STDIN',
  aliasLine: 'docker image load, docker load',
  flags: [
    { name: 'input', short: 'i', type: flagTypes.string, help: 'Read from tar archive file, instead of STDIN' },
    quietFlag('Suppress the load output'),
  ],
  arguments: noArguments,
  run: async ({ cli, flags }) => {
    const input = flags.string('input');
    if (input === '' && cli.io.stdinIsTty) throw new CliError('requested load from stdin, but stdin is empty');
    const archive = input === '' ? cli.io.stdin : await readFrom(cli, input);
    const { body } = await cli.api.stream('POST', '/images/load', {
      query: { quiet: flags.bool('quiet') || !cli.io.stdoutIsTty ? '1' : '0' },
      archive,
      headers: { 'content-type': 'application/x-tar' },
    });
    await showOnStdout(cli, body);
  },
};

export const imageImport: Command = {
  name: 'import',
  use: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  short: 'Import the contents from a tarball to create a filesystem image',
  aliasLine: 'docker image import, docker import',
  flags: [
    { name: 'change', short: 'c', type: flagTypes.list, help: 'Apply Dockerfile instruction to the created image' },
    { name: 'message', short: 'm', type: flagTypes.string, help: 'Set commit message for imported image' },
    platformFlag,
  ],
  arguments: atLeast(1),
  run: async ({ cli, flags, args }) => {
    const [source = '', name = ''] = args;
    const isUrl = /^https?:\/\//.test(source);
    const archive = isUrl ? undefined : source === '-' ? cli.io.stdin : await readFrom(cli, source);
    if (name !== '') parseReference(name);
    const { body } = await cli.api.stream('POST', '/images/create', {
      query: {
        fromSrc: isUrl ? source : '-',
        repo: name || undefined,
        message: flags.string('message') || undefined,
        changes: flags.list('change'),
        platform: flags.string('platform') || undefined,
      },
      ...(archive ? { archive, headers: { 'content-type': 'application/x-tar' } } : {}),
    });
    await showOnStdout(cli, body);
  },
};

function showOnStdout(cli: Cli, body: ReadableStream<Uint8Array>): Promise<void> {
  return showProgress(body, {
    write: (text) => cli.out(text),
    isTty: cli.io.stdoutIsTty,
    columns: () => cli.io.size().columns || 200,
  });
}
