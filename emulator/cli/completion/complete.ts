import type { Cli } from '../cli.ts';
import type { Command, CommandGroup } from '../command.ts';
import { commandGroups, rootCommands } from '../commands/table.ts';
import { askDaemon, suits } from '../daemon.ts';
import { chooseDaemon, globalFlags } from '../global-flags.ts';
import { FlagError, parseFlags, type FlagSpec, type ParsedFlags } from '../parse/flags.ts';
import { findCommand } from '../topic.ts';
import { argumentCompletions, fullName } from './arguments.ts';
import { composeArguments } from './compose.ts';
import { Directive, type Candidate, type Completed } from './completion.ts';
import { flagValueCompletion } from './flag-values.ts';
import { files, nothing } from './objects.ts';

/**
 * What the last of `argv` (the words after `docker`) can become. `Directive.error` when the words before it make no
 * sense or the daemon does not answer.
 */
export async function complete(cli: Cli, argv: readonly string[]): Promise<Completed> {
  try {
    const word = argv.at(-1) ?? '';
    const { candidates, directive } = await completeLast(cli, argv.slice(0, -1), word);
    // a flag's value is completed without the flag: --network=br → bridge
    const start = word.replace(/^--[\w-]+=/, '');
    const fits = (one: string | Candidate): boolean => (typeof one === 'string' ? one : one.value).startsWith(start);
    return { candidates: candidates.filter(fits), directive };
  } catch (error) {
    return { candidates: [], directive: error instanceof FlagError ? Directive.default : Directive.error };
  }
}

/** A group or a command, and what was typed after its name. */
interface Place {
  /** Words after `docker`. */
  readonly words: readonly string[];
  readonly flags: readonly FlagSpec[];
  readonly isInterspersed: boolean;
  readonly rest: readonly string[];
  readonly command?: Command;
  readonly level?: Pick<CommandGroup, 'groups' | 'commands'>;
  /** Of the group that the words have passed. */
  readonly groupFlags?: ParsedFlags;
}

async function completeLast(cli: Cli, before: readonly string[], word: string): Promise<Completed> {
  const place = findPlace(cli, before);
  const name = fullName(place.words.join(' '));
  const { awaiting, flags, args, flagsEnded } = read(place);
  const request = { cli, args, groupFlags: place.groupFlags, flags: [...flags.used], word };
  if (awaiting) return flagValueCompletion(name, awaiting.name)(request);
  if (word.startsWith('-') && !flagsEnded) {
    const [, flag, value] = /^--([\w-]+)=(.*)$/s.exec(word) ?? [];
    if (flag !== undefined) {
      const spec = place.flags.find((one) => one.name === flag);
      return flagValueCompletion(name, spec?.aliasOf ?? flag)({ ...request, word: value ?? '' });
    }
    return { candidates: await flagCandidates(cli, place, flags, word), directive: Directive.noFiles };
  }
  if (place.level) return { candidates: args.length > 0 ? [] : commandCandidates(place), directive: Directive.noFiles };
  if (place.command?.arguments.most === 0) return nothing(request);
  if (place.words[0] === 'compose') return composeArguments(name)(request);
  return (argumentCompletions[name] ?? files)(request);
}

/** Goes down the words as far as they name groups and commands. */
function findPlace(cli: Cli, before: readonly string[]): Place {
  let level: NonNullable<Place['level']> = { groups: commandGroups, commands: rootCommands };
  let place: Place = { words: [], flags: globalFlags, isInterspersed: false, rest: before, level };
  for (;;) {
    const { args, flags, awaiting } = read(place);
    if (place.flags === globalFlags && !awaiting) chooseDaemon(cli, flags);
    const [name, ...rest] = args;
    if (awaiting || name === undefined) return place;
    const words = [...place.words, name];
    if (place.words.length === 0 && name === 'help') {
      place = { words: [], flags: [], isInterspersed: false, rest, level };
      continue;
    }
    const group = level.groups?.find((one) => one.name === name);
    const command = group ? undefined : findCommand(level.commands, name);
    if (command) {
      const isInterspersed = command.isInterspersed ?? true;
      const canonical = [...place.words, command.name];
      return { words: canonical, flags: command.flags, isInterspersed, rest, command, groupFlags: flags };
    }
    if (!group) return place;
    level = group;
    place = { words, flags: group.flags ?? [], isInterspersed: false, rest, level };
  }
}

interface Read {
  readonly flags: ParsedFlags;
  readonly args: readonly string[];
  /** The last word is this flag, and its value is what is being typed. */
  readonly awaiting?: FlagSpec;
  /** What begins with a dash is an argument from here on. */
  readonly flagsEnded: boolean;
}

function read({ flags: specs, isInterspersed, rest }: Place): Read {
  try {
    const { flags, args } = parseFlags(specs, rest, isInterspersed);
    return { flags, args, flagsEnded: rest.includes('--') || (!isInterspersed && args.length > 0) };
  } catch (error) {
    if (!(error instanceof FlagError) || !error.message.startsWith('flag needs an argument')) throw error;
    const last = rest.at(-1) ?? '';
    const awaiting = specs.find((spec) =>
      last.startsWith('--') ? last === `--${spec.name}` : spec.short === last.at(-1),
    );
    if (!awaiting) throw error;
    const { flags, args } = parseFlags(specs, rest.slice(0, -1), isInterspersed);
    const resolved = specs.find((spec) => spec.name === awaiting.aliasOf) ?? awaiting;
    return { flags, args, awaiting: resolved, flagsEnded: false };
  }
}

function commandCandidates({ level, words }: Place): Candidate[] {
  const shown = [...(level?.groups ?? []), ...(level?.commands ?? [])].filter((one) => one.hidden !== true);
  const all = shown.map(({ name, short }) => ({ value: name, description: short }));
  if (words.length === 0) all.push({ value: 'help', description: 'Help about the command' });
  return all.sort((left, right) => (left.value < right.value ? -1 : 1));
}

/** Lists of a flag may be given again, other flags only once. */
const canRepeat = (spec: FlagSpec): boolean => /list|map|strings|filter|mount|network|ulimit/.test(spec.type.label);

async function flagCandidates(cli: Cli, place: Place, given: ParsedFlags, word: string): Promise<Candidate[]> {
  const needsDaemon = place.flags.some((spec) => spec.requires !== undefined || spec.apiVersion !== undefined);
  const daemon = needsDaemon ? await askDaemon(cli.api) : {};
  return place.flags
    .filter((spec) => spec.hidden !== true && spec.deprecated === undefined && suits(daemon, spec))
    .filter((spec) => canRepeat(spec) || !given.changed(spec.name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((spec) => {
      const long = { value: `--${spec.name}`, description: spec.help };
      const isShort = spec.short !== undefined && !word.startsWith('--');
      return isShort ? [long, { value: `-${spec.short}`, description: spec.help }] : [long];
    });
}
