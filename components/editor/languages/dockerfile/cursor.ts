import type { Stage } from '../../../../emulator/engine/build/dockerfile/ast.ts';
import { parseDockerfile } from '../../../../emulator/engine/build/dockerfile/parse.ts';
import { PLATFORM_ARGS } from '../../../../emulator/engine/build/dockerfile/platform-args.ts';

/** Where the cursor is, for completions and hovers. */
export interface Cursor {
  /** The instruction it is in, upper case; '' where one is to begin. */
  readonly instruction: string;
  /** What stands between the instruction's name and the cursor, continued lines joined; without one, what was typed. */
  readonly before: string;
  readonly isComment: boolean;
}

/** Looks back from `offset` to the beginning of the instruction. */
export function cursorAt(text: string, offset: number): Cursor {
  const lines = text.slice(0, offset).split(/\r?\n/);
  let joined = lines.pop() ?? '';
  if (joined.trimStart().startsWith('#')) return { instruction: '', before: '', isComment: true };
  for (let line = lines.pop(); line !== undefined; line = lines.pop()) {
    if (line.trimStart().startsWith('#')) continue;
    if (!/[\\`][ \t]*$/.test(line)) break;
    joined = `${line.replace(/[\\`][ \t]*$/, '')} ${joined}`;
  }
  const [, onbuild = '', name = '', before] = /^\s*(onbuild\s+)?(\S*)(\s[\s\S]*)?$/i.exec(joined) ?? [];
  if (before === undefined)
    return { instruction: '', before: onbuild === '' ? name : `${onbuild}${name}`, isComment: false };
  return { instruction: name.toUpperCase(), before: before.slice(1), isComment: false };
}

export interface KnownStage {
  /** Its name, else its number. */
  readonly name: string;
  readonly image: string;
  readonly line: number;
}

/** The stages that end before a line, which may be one that cannot be read yet. */
export function stagesBefore(text: string, line: number): KnownStage[] {
  const lines = text.split('\n');
  const { stages } = parseDockerfile(lines.slice(0, line - 1).join('\n'));
  const ended = /^\s*from\b/i.test(lines[line - 1] ?? '') ? stages : stages.slice(0, -1);
  return ended.map(({ from }, index) => ({
    name: from.name || String(index),
    image: from.image,
    line: from.lines.start,
  }));
}

export interface KnownVariable {
  readonly name: string;
  readonly kind: 'ARG' | 'ENV' | 'platform';
  /** As written; undefined for an ARG without one. */
  readonly value: string | undefined;
}

/** The variables that mean something on a line; of several of one name the last. */
export function variablesAt(text: string, line: number): KnownVariable[] {
  const { stages, globalArgs } = parseDockerfile(text);
  const stage = stages.findLast(({ from }) => from.lines.start <= line);
  const known = new Map<string, KnownVariable>();
  const isFromLine = stage === undefined || stage.from.lines.end >= line;
  if (isFromLine) {
    for (const { args } of globalArgs) for (const arg of args) known.set(arg.key, variable(arg.key, 'ARG', arg.value));
    for (const [name, value] of Object.entries(PLATFORM_ARGS)) known.set(name, variable(name, 'platform', value));
  } else addStage(stage, stages, line, known);
  return [...known.values()];
}

const variable = (name: string, kind: KnownVariable['kind'], value: string | undefined) => ({ name, kind, value });

function addStage(stage: Stage, stages: readonly Stage[], line: number, known: Map<string, KnownVariable>): void {
  // What a stage sets goes on in those that are FROM it.
  const base = stages
    .slice(0, stages.indexOf(stage))
    .findLast(({ from }) => from.name !== '' && from.name === stage.from.image);
  if (base !== undefined) addStage(base, stages, Infinity, known);
  for (const instruction of stage.instructions) {
    if (instruction.lines.start >= line) break;
    if (instruction.kind === 'arg') {
      for (const { key, value } of instruction.args) known.set(key, variable(key, 'ARG', value));
    }
    if (instruction.kind === 'env') {
      for (const { key, value } of instruction.pairs) known.set(key, variable(key, 'ENV', value));
    }
  }
}
