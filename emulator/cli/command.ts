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
  /** Works, but is not in the lists of commands. */
  readonly hidden?: boolean;
  /** Says in a sentence why Docker has this command and Slipway has not; for the documentation of coverage. */
  readonly absent?: string;
  /** Shown in the lists of commands only when the daemon's API is at least this ('1.42'). */
  readonly apiVersion?: string;
  readonly requires?: Requirement;
  run(invocation: Invocation): Promise<number | void>;
}

/** What the daemon must be for a command or a flag to be of use; without it, --help does not show it. */
export type Requirement = 'experimental' | 'swarm' | 'swarm-manager' | 'windows';

/** `docker container …`: a name for a set of commands. */
export interface CommandGroup {
  readonly name: string;
  readonly short: string;
  /** For --help, when there is more to say than `short`. */
  readonly long?: string;
  readonly commands: readonly Command[];
  /** Groups in this group: `docker trust key …`. */
  readonly groups?: readonly CommandGroup[];
  /** What Docker's usage errors of some groups have after the path: 'COMMAND'. */
  readonly use?: string;
  /** Flags of the group itself, before the command's name (`docker compose -f FILE up`). */
  readonly flags?: readonly FlagSpec[];
  /** A program of its own in Docker: its usage errors are the message alone, with exit code 1. */
  readonly isPlugin?: boolean;
  /** Without a command Docker prints an empty line before the help. */
  readonly hasSpaceBeforeHelp?: boolean;
  /** Listed under 'Swarm Commands'. */
  readonly isSwarm?: boolean;
  readonly requires?: Requirement;
  /** Works, but is not in the lists of commands. */
  readonly hidden?: boolean;
}

export interface Invocation {
  readonly cli: Cli;
  readonly flags: ParsedFlags;
  /** The group's own, where it has any. */
  readonly groupFlags?: ParsedFlags;
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
