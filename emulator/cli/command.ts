import type { Cli } from './cli.ts';
import type { ArgumentRule } from './parse/arguments.ts';
import type { FlagSpec, ParsedFlags } from './parse/flags.ts';

/** One command as data: --help, parsing and dispatch come from this. */
export interface Command {
  readonly name: string;
  /** Other names beside `name` in the same group. */
  readonly aliases?: readonly string[];
  /** After the command's path in the usage line: '[OPTIONS] IMAGE [COMMAND] [ARG...]'. */
  readonly use: string;
  /** One line, for the list of commands; also the text of --help when there is no `long`. */
  readonly short: string;
  readonly long?: string;
  /** Further usage lines, whole. */
  readonly moreUsage?: readonly string[];
  /** The line under 'Aliases:'. */
  readonly aliasLine?: string;
  readonly flags: readonly FlagSpec[];
  /** Off: the first argument ends the flags (run, exec, top …). */
  readonly isInterspersed?: boolean;
  readonly arguments: ArgumentRule;
  run(invocation: Invocation): Promise<number | void>;
}

/** `docker container …`: a name for a set of commands. */
export interface CommandGroup {
  readonly name: string;
  readonly short: string;
  readonly commands: readonly Command[];
  /** Docker's usage errors of some groups end in 'COMMAND'. */
  readonly usesCommandWord?: boolean;
}

export interface Invocation {
  readonly cli: Cli;
  readonly flags: ParsedFlags;
  readonly args: readonly string[];
  /** 'docker container ls' as the command's own name has it. */
  readonly path: string;
  /** The word typed for the command (an alias, perhaps). */
  readonly calledAs: string;
}

/** The same command under another name and usage (docker rmi = docker image rm). */
export function renamed(command: Command, change: Pick<Command, 'name'> & Partial<Command>): Command {
  return { ...command, aliases: [], ...change };
}
