import { parseArgs } from 'node:util';
import { SlipwayError } from '../errors.ts';

export const USAGE = `Usage: npm run -s headless -- [OPTIONS]

The Slipway sandbox in Node: restores the machine, does one thing in it, and ends.

  -c COMMANDS        run COMMANDS with the guest's sh in /workspace; stdout, stderr and the exit code are theirs
  --script FILE      the same with the commands of FILE
  --listen PATH      serve the Docker Engine API on the unix socket PATH until interrupted, published ports on 127.0.0.1
  --workspace DIR    copy the folder DIR into /workspace first
  --data DIR         keep images, containers and workspace in DIR (default: in memory, gone at the end)
  --guest DIR        the built guest (default: public/guest)
  --cold             boot the kernel instead of restoring the snapshot
  --verbose          tell on stderr what the start does
  --help

Without -c, --script and --listen: a shell on this terminal.`;

export interface HeadlessArguments {
  readonly action: 'commands' | 'script' | 'listen' | 'shell' | 'help';
  /** The commands, the script's file or the socket's path. */
  readonly value: string;
  readonly workspace: string | undefined;
  readonly data: string | undefined;
  readonly guest: string | undefined;
  readonly cold: boolean;
  readonly verbose: boolean;
}

/** Error 'invalid' names the argument that is wrong. */
export function readArguments(argv: readonly string[]): HeadlessArguments {
  const { values } = parse(argv);
  const actions = (['c', 'script', 'listen'] as const).filter((name) => values[name] !== undefined);
  if (actions.length > 1) {
    throw new SlipwayError('invalid', `-c, --script and --listen exclude each other. See --help.`);
  }
  const [chosen] = actions;
  const action = values.help ? 'help' : chosen === 'c' ? 'commands' : (chosen ?? 'shell');
  return {
    action,
    value: chosen === undefined ? '' : (values[chosen] ?? ''),
    workspace: values.workspace,
    data: values.data,
    guest: values.guest,
    cold: values.cold ?? false,
    verbose: values.verbose ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        c: { type: 'string', short: 'c' },
        script: { type: 'string' },
        listen: { type: 'string' },
        workspace: { type: 'string' },
        data: { type: 'string' },
        guest: { type: 'string' },
        cold: { type: 'boolean' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new SlipwayError('invalid', `${(error as Error).message}\nSee --help.`, { cause: error });
  }
}
