import { readFile } from 'node:fs/promises';
import { SlipwayError } from '../errors.ts';
import { readArguments, USAGE, type HeadlessArguments } from './arguments.ts';
import { copyWorkspace } from './copy-workspace.ts';
import { openHeadlessSandbox, type HeadlessSandbox } from './headless-sandbox.ts';
import { listen } from './listen.ts';
import { runInGuest } from './run-in-guest.ts';

/** `npm run -s headless`: see USAGE. Exit code 1 when the sandbox itself fails, else the guest's. */
async function main(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv);
  if (args.action === 'help') {
    console.log(USAGE);
    return 0;
  }
  const commands = args.action === 'script' ? await readScript(args.value) : args.value;
  const sandbox = await openHeadlessSandbox(args);
  try {
    if (args.workspace !== undefined) await copyWorkspace(args.workspace, sandbox.guest);
    return await act(args, commands, sandbox);
  } finally {
    await sandbox.shutdown();
  }
}

function act(args: HeadlessArguments, commands: string, sandbox: HeadlessSandbox): Promise<number> {
  switch (args.action) {
    case 'listen':
      return listen(args.value, sandbox);
    case 'shell':
      return runInGuest(sandbox.guest, ['/bin/bash', '-l'], 'terminal');
    default:
      return runInGuest(sandbox.guest, ['/bin/sh', '-c', commands], 'pipes');
  }
}

async function readScript(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new SlipwayError('not-found', `--script ${path}: ${(cause as Error).message}`, { cause });
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    // A SlipwayError is meant for its reader; anything else is a bug, and its stack tells where.
    console.error(`slipway: ${error instanceof SlipwayError ? error.message : ((error as Error).stack ?? error)}`);
    process.exit(1);
  },
);
