import type { CommandLine, Instruction, LineRange } from './ast.ts';
import { parseCopy } from './copy-instruction.ts';
import { parseHealthcheck } from './healthcheck.ts';
import { InstructionError, suggestion } from './parse-error.ts';
import { parseRunMount } from './run-flags.ts';
import type { RawInstruction } from './source-lines.ts';
import { parseJsonWords, parsePairs, splitWords, takeFlags, type InstructionFlag } from './words.ts';

/** What the lint rules want to know beside the instruction itself. */
export interface ParsedInstruction {
  readonly instruction: Instruction;
  /** As written: 'From', 'RUN'. */
  readonly keyword: string;
  /** FROM: 'as' as written. */
  readonly asKeyword: string;
  /** ENV and LABEL without '='. */
  readonly isLegacyPair: boolean;
}

interface Line {
  readonly keyword: string;
  readonly name: string;
  readonly rest: string;
  readonly flags: readonly InstructionFlag[];
  readonly raw: RawInstruction;
  readonly escape: string;
}

/** The flags of each instruction that has some. */
export const FLAGS: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'],
  RUN: ['mount', 'network', 'security'],
  COPY: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
  ADD: ['chown', 'chmod', 'link', 'checksum', 'keep-git-dir', 'exclude', 'unpack'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
};
/** All instructions. */
export const NAMES: readonly string[] = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];
const REPEATABLE = ['mount', 'exclude'];

/** One instruction. Error: InstructionError in Docker's words. */
export function parseInstruction(raw: RawInstruction, escape: string): ParsedInstruction {
  const [, keyword = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(raw.text) ?? [];
  const name = keyword.toUpperCase();
  if (!NAMES.includes(name)) {
    throw new InstructionError(`unknown instruction: ${keyword}${suggestion(keyword, NAMES)}`);
  }
  // Of SHELL and its like the first word may begin with dashes; ONBUILD's flags are those of its trigger.
  const { flags, rest } = FLAGS[name] ? takeFlags(text, escape) : { flags: [], rest: text };
  if (!FLAGS[name] && /^--\S/.test(text) && !['CMD', 'ENTRYPOINT', 'ONBUILD', 'SHELL'].includes(name)) {
    throw new InstructionError(`unknown flag: ${/^--([^\s=]*)/.exec(text)![1]}`);
  }
  checkFlags(flags, FLAGS[name] ?? []);
  const line: Line = { keyword, name, rest, flags, raw, escape };
  const common = { lines: raw.lines, source: raw.text };
  let isLegacyPair = false;
  const instruction = parse(line, common, () => (isLegacyPair = true));
  return { instruction, keyword, isLegacyPair, asKeyword: name === 'FROM' ? asKeywordOf(rest) : '' };
}

interface Common {
  readonly lines: LineRange;
  readonly source: string;
}

function parse(line: Line, common: Common, onLegacy: () => void): Instruction {
  const { name, rest, escape, raw, flags } = line;
  switch (name) {
    case 'FROM':
      return { ...common, ...parseFrom(line) };
    case 'ARG':
      return { ...common, kind: 'arg', args: parseArgs(line) };
    case 'ENV':
    case 'LABEL': {
      const { pairs, isLegacy } = parsePairs(rest, name, escape);
      if (isLegacy) onLegacy();
      return { ...common, kind: name === 'ENV' ? 'env' : 'label', pairs };
    }
    case 'COPY':
    case 'ADD':
      return { ...common, ...parseCopy(name, rest, flags, raw) };
    case 'RUN':
      return { ...common, ...parseRun(line) };
    case 'CMD':
    case 'ENTRYPOINT':
      return { ...common, kind: name === 'CMD' ? 'cmd' : 'entrypoint', command: commandLine(rest) };
    case 'SHELL': {
      const shell = parseJsonWords(rest);
      if (shell === undefined) throw new InstructionError('SHELL requires the arguments to be in JSON form');
      if (shell.length === 0) throw new InstructionError('SHELL requires at least one argument');
      return { ...common, kind: 'shell', shell };
    }
    case 'EXPOSE': {
      const ports = rest.split(/\s+/).filter((port) => port !== '');
      if (ports.length === 0) throw new InstructionError('EXPOSE requires at least one argument');
      return { ...common, kind: 'expose', ports };
    }
    case 'VOLUME': {
      const paths = parseJsonWords(rest) ?? rest.split(/\s+/).filter((path) => path !== '');
      if (paths.length === 0) throw new InstructionError('VOLUME requires at least one argument');
      if (paths.some((path) => path.trim() === ''))
        throw new InstructionError('VOLUME specified can not be an empty string');
      return { ...common, kind: 'volume', paths };
    }
    case 'MAINTAINER':
      return { ...common, kind: 'maintainer', maintainer: exactlyOne(line) };
    case 'ONBUILD':
      return { ...common, kind: 'onbuild', trigger: parseOnbuild(rest) };
    case 'HEALTHCHECK':
      return { ...common, ...parseHealthcheck(rest, flags) };
    default:
      return { ...common, kind: name.toLowerCase() as 'user' | 'workdir' | 'stopsignal', value: exactlyOne(line) };
  }
}

function checkFlags(flags: readonly InstructionFlag[], known: readonly string[]): void {
  const seen = new Set<string>();
  for (const { name, value } of flags) {
    if (!known.includes(name)) throw new InstructionError(`unknown flag: ${name}${suggestion(name, known)}`);
    if (seen.has(name) && !REPEATABLE.includes(name)) throw new InstructionError(`duplicate flag specified: ${name}`);
    seen.add(name);
    if (['link', 'parents', 'keep-git-dir', 'unpack'].includes(name)) {
      if (value !== undefined && !/^(?:true|false)$/i.test(value)) {
        throw new InstructionError(`expecting boolean value for flag ${name}, not: ${value}`);
      }
    } else if (value === undefined) throw new InstructionError(`missing a value on flag: ${name}`);
  }
}

function exactlyOne({ name, rest }: Line): string {
  if (rest === '') throw new InstructionError(`${name} requires exactly one argument`);
  return rest;
}

/** Text for the shell, or the words of a JSON list. */
export function commandLine(rest: string): CommandLine {
  const words = parseJsonWords(rest);
  return words === undefined ? { words: rest === '' ? [] : [rest], isShellForm: true } : { words, isShellForm: false };
}

function parseFrom({ rest, flags }: Line) {
  const words = rest.split(/\s+/).filter((word) => word !== '');
  if (words.length !== 1 && !(words.length === 3 && words[1]!.toLowerCase() === 'as')) {
    throw new InstructionError('FROM requires either one or three arguments');
  }
  const name = (words[2] ?? '').toLowerCase();
  if (name !== '' && !/^[a-z][a-z0-9-_.]*$/.test(name)) {
    throw new InstructionError(
      `invalid name for build stage: ${JSON.stringify(words[2])}, name can't start with a number or contain symbols`,
    );
  }
  return {
    kind: 'from' as const,
    image: words[0]!,
    name,
    platform: flags.find((flag) => flag.name === 'platform')?.value ?? '',
  };
}

function asKeywordOf(rest: string): string {
  return rest.split(/\s+/)[1] ?? '';
}

function parseArgs({ rest, escape }: Line) {
  const words = splitWords(rest, escape);
  if (words.length === 0) throw new InstructionError('ARG requires at least one argument');
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at === 0) throw new InstructionError('ARG names can not be blank');
    return at < 0 ? { key: word, value: undefined } : { key: word.slice(0, at), value: word.slice(at + 1) };
  });
}

function parseRun({ rest, flags, raw }: Line) {
  const command = commandLine(rest);
  const value = (name: string) => flags.find((flag) => flag.name === name)?.value;
  const network = value('network') ?? 'default';
  if (network !== 'default' && network !== 'none' && network !== 'host') {
    throw new InstructionError(`invalid network mode "${network}"`);
  }
  const security = value('security') ?? 'sandbox';
  if (security !== 'sandbox' && security !== 'insecure')
    throw new InstructionError(`security "${security}" is not valid`);
  const mounts = flags.filter(({ name }) => name === 'mount').map((flag) => parseRunMount(flag.value ?? ''));
  return { kind: 'run' as const, command, heredocs: raw.heredocs, mounts, network, security } as const;
}

function parseOnbuild(rest: string): string {
  const trigger = /^\S*/.exec(rest)![0].toUpperCase();
  if (trigger === '') throw new InstructionError('ONBUILD requires at least one argument');
  if (trigger === 'ONBUILD') throw new InstructionError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (trigger === 'MAINTAINER' || trigger === 'FROM') {
    throw new InstructionError(`${trigger} isn't allowed as an ONBUILD trigger`);
  }
  return rest;
}
