import type { ArgInstruction, Problem, Stage, StageInstruction } from './ast.ts';
import { expand, ExpansionError } from './expand.ts';
import { findStage } from './find-stage.ts';
import { suggestion } from './parse-error.ts';
import { PLATFORM_ARGS, PREDEFINED_ARGS } from './platform-args.ts';
import { warning } from './problems.ts';

/** What is known of a stage's end: its variables, and whether its working directory is absolute. */
interface StageEnd {
  readonly names: ReadonlySet<string>;
  readonly hasWorkdir: boolean;
  /** The image that it comes from is known, so there are no other variables. */
  readonly isKnown: boolean;
}

/** The environment ('NAME=value') of the image that a stage is FROM, where it is known. */
export type EnvOf = (stage: number) => readonly string[] | undefined;

/** UndefinedVar and WorkdirRelativePath: what a stage defines goes on in those that are FROM it. */
export function lintVariables(
  globalArgs: readonly ArgInstruction[],
  stages: readonly Stage[],
  envOf: EnvOf = () => undefined,
): Problem[] {
  const problems: Problem[] = [];
  const ends: StageEnd[] = [];
  for (const [index, stage] of stages.entries()) {
    const base = findStage(stages, stage.from.image, index);
    const env = base === undefined ? envOf(index) : undefined;
    const inherited = base === undefined ? (env ?? []).map((pair) => pair.split('=', 1)[0]!) : ends[base]!.names;
    const names = new Set([...PREDEFINED_ARGS, 'PATH', ...inherited]);
    const knowsBase = base === undefined ? env !== undefined || stage.from.image === 'scratch' : ends[base]!.isKnown;
    let hasWorkdir = base === undefined ? false : ends[base]!.hasWorkdir;
    for (const instruction of stage.instructions) {
      for (const name of usedNames(instruction)) {
        if (names.has(name)) continue;
        const hint = suggestion(name, [...names]);
        // Of an image from elsewhere the environment is unknown: only a likely slip is told.
        if (!knowsBase && hint === '' && !isGlobal(globalArgs, name)) continue;
        const shown = hint.replace('did you mean ', 'did you mean $');
        problems.push(warning('UndefinedVar', `Usage of undefined variable '$${name}'${shown}`, instruction.lines));
      }
      if (instruction.kind === 'arg') for (const { key } of instruction.args) names.add(key);
      if (instruction.kind === 'env') for (const { key } of instruction.pairs) names.add(key);
      if (instruction.kind !== 'workdir') continue;
      if (/^["']?[/$]/.test(instruction.value)) hasWorkdir = true;
      else if (!hasWorkdir) {
        const message = `Relative workdir ${JSON.stringify(instruction.value)} can have unexpected results if the base image changes`;
        problems.push(warning('WorkdirRelativePath', message, instruction.lines));
        // Once this one is mended, so are those that follow.
        hasWorkdir = true;
      }
    }
    ends.push({ names, hasWorkdir, isKnown: knowsBase });
  }
  return problems;
}

/** An ARG before FROM is not defined in a stage until it is repeated there: the usual mistake. */
function isGlobal(globalArgs: readonly ArgInstruction[], name: string): boolean {
  return name in PLATFORM_ARGS || globalArgs.some(({ args }) => args.some(({ key }) => key === name));
}

function usedNames(instruction: StageInstruction): string[] {
  return textsOf(instruction).flatMap((text) => {
    try {
      return [...expand(text, { get: () => undefined }, { escape: '\\' }).undefinedNames];
    } catch (error) {
      if (error instanceof ExpansionError) return [];
      throw error;
    }
  });
}

/** The parts in which variables are expanded. */
export function textsOf(instruction: StageInstruction): readonly string[] {
  switch (instruction.kind) {
    case 'env':
    case 'label':
      return instruction.pairs.flatMap(({ key, value }) => [key, value]);
    case 'arg':
      return instruction.args.flatMap(({ value }) => value ?? []);
    case 'copy':
    case 'add':
      return [...instruction.sources, instruction.destination, instruction.chown, instruction.chmod];
    case 'expose':
      return instruction.ports;
    case 'volume':
      return instruction.paths;
    case 'user':
    case 'workdir':
    case 'stopsignal':
      return [instruction.value];
    default:
      return [];
  }
}
