import type { ArgInstruction, Dockerfile, FromInstruction, Problem, StageInstruction } from './ast.ts';
import { parseInstruction, type ParsedInstruction } from './instructions.ts';
import { lint } from './lint.ts';
import type { IgnoreRules } from './dockerignore.ts';
import { lintDescriptions } from './lint-descriptions.ts';
import { lintIgnoredSources } from './lint-ignored.ts';
import { lintVariables, type EnvOf } from './lint-variables.ts';
import { InstructionError } from './parse-error.ts';
import { EXPERIMENTAL_RULES, problemError } from './problems.ts';
import { readSource } from './source-lines.ts';

/**
 * Reads a Dockerfile. Pure, and never throws: what is wrong is in `problems`, with its lines, and reading goes on
 * behind it, so that an editor can show all of it at once. `ignored`: the rules of the context's .dockerignore, where
 * they are known.
 */
export function parseDockerfile(source: string, ignored?: IgnoreRules): Dockerfile {
  const { directives, instructions: raws, problems: found } = readSource(source);
  const problems: Problem[] = [...found];
  const globalArgs: ArgInstruction[] = [];
  const stages: { from: FromInstruction; instructions: StageInstruction[] }[] = [];
  const parsed: ParsedInstruction[] = [];
  let isBroken = false;
  for (const raw of raws) {
    let each: ParsedInstruction;
    try {
      each = parseInstruction(raw, directives.escape);
    } catch (error) {
      if (!(error instanceof InstructionError)) throw error;
      problems.push(problemError(error.message, raw.lines));
      isBroken ||= stages.length === 0;
      continue;
    }
    parsed.push(each);
    const { instruction } = each;
    if (instruction.kind === 'from') stages.push({ from: instruction, instructions: [] });
    else if (stages.length > 0) stages.at(-1)!.instructions.push(instruction);
    else if (instruction.kind === 'arg') globalArgs.push(instruction);
    // After a FROM that could not be read, this is no further mistake.
    else if (!isBroken) problems.push(problemError('no build stage in current context', raw.lines));
  }
  const lints = [
    ...problems.filter(({ severity }) => severity === 'warning'),
    ...lint(parsed, globalArgs, stages),
    ...lintDescriptions(parsed, source),
    ...(ignored ? lintIgnoredSources(stages, ignored) : []),
  ].filter(({ code }) => isWanted(code, directives));
  const all = [...problems.filter(({ severity }) => severity === 'error'), ...lints];
  all.sort((a, b) => a.lines.start - b.lines.start || a.severity.localeCompare(b.severity));
  return { directives, globalArgs, stages, problems: all };
}

/** What is wrong besides, as is known once the images are: variables that they do not define either. */
export function laterProblems(dockerfile: Dockerfile, envOf: EnvOf): Problem[] {
  const { globalArgs, stages, problems, directives } = dockerfile;
  const known = new Set(problems.map(({ message, lines }) => `${lines.start} ${message}`));
  return lintVariables(globalArgs, stages, envOf).filter(
    ({ code, message, lines }) => isWanted(code, directives) && !known.has(`${lines.start} ${message}`),
  );
}

/** Whether the directive `# check=` leaves a rule on. */
export function isWanted(rule: string, { check }: Dockerfile['directives']): boolean {
  const has = (names: readonly string[]) =>
    names.some((name) => ['all', rule.toLowerCase()].includes(name.toLowerCase()));
  return EXPERIMENTAL_RULES.some((one) => one === rule) ? has(check.experimental) : !has(check.skip);
}

/** One instruction alone: an ONBUILD trigger. Error: InstructionError. */
export function parseTrigger(text: string): StageInstruction {
  const { instructions, problems } = readSource(text);
  const [raw] = instructions;
  if (!raw || problems.some(({ severity }) => severity === 'error')) {
    throw new InstructionError(problems[0]?.message ?? 'file with no instructions');
  }
  const { instruction } = parseInstruction(raw, '\\');
  if (instruction.kind === 'from') throw new InstructionError("FROM isn't allowed as an ONBUILD trigger");
  return instruction;
}
