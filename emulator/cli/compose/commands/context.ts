import type { Cli } from '../../cli.ts';
import type { Invocation } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { parseBoolean } from '../../parse/flag-types.ts';
import type { DisplaySettings } from '../progress/run.ts';
import type { ComposeContext } from '../project/context.ts';
import { dryRunCli } from '../project/dry-run.ts';

const noAnsiNotice = "option '--no-ansi' is DEPRECATED ! Please use '--ansi' instead.\n";
// the quote that compose forgets
const progressNotice = '--progress is a global compose flag, better use `docker compose --progress xx build ...\n';
const noAnsiConflict = 'cannot specify DEPRECATED "--no-ansi" and "--ansi". Please use only "--ansi"';

/** Reads the flags that all commands of compose have, and the variables beside them. Throws CliError in compose's words. */
export async function composeContext(
  invocation: Pick<Invocation, 'cli' | 'flags' | 'groupFlags'>,
): Promise<ComposeContext> {
  const { cli, flags, groupFlags } = invocation;
  const { environment } = cli.io;
  const typed = (name: string): string | undefined => (groupFlags?.changed(name) ? groupFlags.string(name) : undefined);
  let ansi = typed('ansi') ?? environment['COMPOSE_ANSI'] ?? 'auto';
  if (groupFlags?.bool('no-ansi')) {
    if ((typed('ansi') ?? 'auto') !== 'auto') throw new CliError(noAnsiConflict);
    ansi = 'never';
    await cli.err(noAnsiNotice);
  }
  if (flags.changed('progress')) await cli.err(progressNotice);
  const ownProgress = flags.string('progress') || undefined;
  const mode = progressMode(ownProgress ?? typed('progress') ?? environment['COMPOSE_PROGRESS'] ?? 'auto', ansi);
  const hasColor = (environment['NO_COLOR'] ?? '') === '';
  const isDryRun = (groupFlags?.bool('dry-run') ?? false) || flags.bool('dry-run');
  return {
    cli: isDryRun ? dryRunCli(cli) : cli,
    display: { mode, hasColor, isDryRun },
    hasAnsi: hasColor && (ansi === 'always' || (ansi === 'auto' && cli.io.stdoutIsTty)),
    parallelLimit: parallelLimit(cli, groupFlags?.changed('parallel') ? groupFlags.number('parallel') : undefined),
    separator: groupFlags?.bool('compatibility') || isOn(environment['COMPOSE_COMPATIBILITY']) ? '_' : '-',
  };
}

function progressMode(progress: string, ansi: string): DisplaySettings['mode'] {
  switch (progress) {
    case 'auto':
      return ansi === 'never' ? 'plain' : 'auto';
    case 'tty':
      if (ansi === 'never') throw new CliError("can't use --progress tty while ANSI support is disabled");
      return 'tty';
    case 'plain':
      if (ansi === 'always') throw new CliError("can't use --progress plain while ANSI support is forced");
      return 'plain';
    case 'quiet':
    case 'none':
      return 'quiet';
    case 'json':
      return 'json';
    default:
      throw new CliError(`unsupported --progress value ${JSON.stringify(progress)}`);
  }
}

function parallelLimit(cli: Cli, typed: number | undefined): number | undefined {
  const variable = cli.io.environment['COMPOSE_PARALLEL_LIMIT'];
  let limit = typed;
  if (limit === undefined && variable !== undefined) {
    if (!/^[+-]?\d+$/.test(variable)) {
      throw new CliError(`COMPOSE_PARALLEL_LIMIT must be an integer (found: ${JSON.stringify(variable)})`);
    }
    limit = Number(variable);
  }
  return limit !== undefined && limit > 0 ? limit : undefined;
}

/** As compose reads a variable that is a switch: what is no boolean is off. */
export function isOn(text: string | undefined): boolean {
  const word = (text ?? '').trim().toLowerCase();
  try {
    return word === 'y' || (word !== '' && parseBoolean(word));
  } catch {
    return false;
  }
}
