import type { ArgInstruction, Problem, Stage, StageInstruction } from './ast.ts';
import { expand, ExpansionError } from './expand.ts';
import { findStage } from './find-stage.ts';
import type { ParsedInstruction } from './instructions.ts';
import { lintVariables } from './lint-variables.ts';
import { suggestion } from './parse-error.ts';
import { PLATFORM_ARGS } from './platform-args.ts';
import { warning } from './problems.ts';

/** BuildKit's checks (https://docs.docker.com/reference/build-checks/), those that need no image and no context. */
export function lint(
  parsed: readonly ParsedInstruction[],
  globalArgs: readonly ArgInstruction[],
  stages: readonly Stage[],
): Problem[] {
  return [
    ...lintCasing(parsed),
    ...parsed.flatMap(lintInstruction),
    ...lintStages(globalArgs, stages),
    ...stages.flatMap((stage) => lintRepeated(stage.instructions, parsed)),
    ...lintShellForms(parsed, stages),
    ...lintVariables(globalArgs, stages),
  ];
}

/** The commands' casing against that of the majority; what stands before the first FROM does not count. */
function lintCasing(all: readonly ParsedInstruction[]): Problem[] {
  const first = all.findIndex(({ instruction }) => instruction.kind === 'from');
  const parsed = first < 0 ? [] : all.slice(first);
  const lower = parsed.filter(({ keyword }) => keyword === keyword.toLowerCase()).length;
  const upper = parsed.filter(({ keyword }) => keyword === keyword.toUpperCase()).length;
  const [casing, right] =
    lower > upper
      ? (['lowercase', (word: string) => word.toLowerCase()] as const)
      : (['uppercase', (word: string) => word.toUpperCase()] as const);
  return parsed
    .filter(({ keyword }) => keyword !== right(keyword))
    .map(({ keyword, instruction }) =>
      warning(
        'ConsistentInstructionCasing',
        `Command '${keyword}' should match the case of the command majority (${casing})`,
        instruction.lines,
      ),
    );
}

const SECRET = /(?:^|_)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:^|_)(?:public|file|version)(?:_|$)/i;

function lintInstruction({ instruction, isLegacyPair, keyword, asKeyword }: ParsedInstruction): Problem[] {
  const { kind, lines } = instruction;
  const secrets = (names: readonly string[], word: string) =>
    names
      .filter((name) => SECRET.test(name) && !HARMLESS.test(name))
      .map((name) =>
        warning(
          'SecretsUsedInArgOrEnv',
          `Do not use ARG or ENV instructions for sensitive data (${word} ${JSON.stringify(name)})`,
          lines,
        ),
      );
  const problems: Problem[] = [];
  if (isLegacyPair) {
    problems.push(
      warning(
        'LegacyKeyValueFormat',
        `"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`,
        lines,
      ),
    );
  }
  switch (kind) {
    case 'from': {
      const typed = instruction.name === '' ? '' : (/\s(\S+)\s*$/.exec(instruction.source)?.[1] ?? '');
      if (typed !== typed.toLowerCase()) {
        problems.push(warning('StageNameCasing', `Stage name '${typed}' should be lowercase`, lines));
      }
      const isUpper = keyword === keyword.toUpperCase();
      if (asKeyword !== '' && asKeyword !== (isUpper ? asKeyword.toUpperCase() : asKeyword.toLowerCase())) {
        problems.push(warning('FromAsCasing', `'${asKeyword}' and '${keyword}' keywords' casing do not match`, lines));
      }
      if (instruction.name === 'scratch' || instruction.name === 'context') {
        problems.push(
          warning(
            'ReservedStageName',
            `Stage name should not use the same name as reserved stage ${JSON.stringify(instruction.name)}`,
            lines,
          ),
        );
      }
      return problems;
    }
    case 'maintainer':
      return [
        ...problems,
        warning('MaintainerDeprecated', 'Maintainer instruction is deprecated in favor of using label', lines),
      ];
    case 'env':
      return [
        ...problems,
        ...secrets(
          instruction.pairs.map(({ key }) => key),
          'ENV',
        ),
      ];
    case 'arg':
      return [
        ...problems,
        ...secrets(
          instruction.args.map(({ key }) => key),
          'ARG',
        ),
      ];
    case 'expose':
      return [...problems, ...instruction.ports.flatMap((port) => lintPort(port, lines))];
    default:
      return problems;
  }
}

function lintPort(port: string, lines: Problem['lines']): Problem[] {
  if (port.includes('$')) return [];
  const protocol = port.split('/')[1] ?? '';
  const problems: Problem[] = [];
  if (protocol !== protocol.toLowerCase()) {
    problems.push(
      warning('ExposeProtoCasing', `Defined protocol '${port}' in EXPOSE instruction should be lowercase`, lines),
    );
  }
  if (port.includes(':')) {
    const message = `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`;
    problems.push(warning('ExposeInvalidFormat', message, lines));
  }
  return problems;
}

function lintStages(globalArgs: readonly ArgInstruction[], stages: readonly Stage[]): Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  const args = new Map<string, string>(Object.entries(PLATFORM_ARGS));
  for (const { args: list } of globalArgs) {
    for (const { key, value } of list) args.set(key, expanded(value ?? '', args));
  }
  for (const [index, { from }] of stages.entries()) {
    if (from.name !== '' && names.has(from.name)) {
      problems.push(
        warning(
          'DuplicateStageName',
          `Duplicate stage name ${JSON.stringify(from.name)}, stage names should be unique`,
          from.lines,
        ),
      );
    }
    if (from.name !== '') names.add(from.name);
    problems.push(...lintPlatform(from.platform, from.lines, stages, index));
    const { undefinedNames } = tryExpand(from.image, args);
    for (const name of new Set(undefinedNames)) {
      const hint = suggestion(name, [...args.keys()]);
      problems.push(warning('UndefinedArgInFrom', `FROM argument '${name}' is not declared${hint}`, from.lines));
    }
    if (from.image.includes('$') && undefinedNames.length === 0 && !isImageName(expanded(from.image, args))) {
      const message = `Default value for ARG ${from.image} results in empty or invalid base image name`;
      problems.push(warning('InvalidDefaultArgInFrom', message, from.lines));
    }
  }
  return problems;
}

function lintPlatform(platform: string, lines: Problem['lines'], stages: readonly Stage[], index: number): Problem[] {
  if (platform === '') return [];
  if (/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(platform)) {
    const message = `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`;
    return [warning('RedundantTargetPlatform', message, lines)];
  }
  if (platform.includes('$')) return [];
  // A stage that says its platform in its name means it.
  const { name } = stages[index]!.from;
  const [system = '', architecture = system] = platform.split('/');
  const os = platform.includes('/') ? system : 'linux';
  if (name.includes(os) || name.includes(architecture)) return [];
  const message = `FROM --platform flag should not use constant value ${JSON.stringify(platform)}`;
  return [warning('FromPlatformFlagConstDisallowed', message, lines)];
}

const isImageName = (text: string) => /^[a-zA-Z0-9][\w.-]*(?:[:/@][\w.-]+)*$/.test(text);

function tryExpand(text: string, args: ReadonlyMap<string, string>) {
  try {
    return expand(text, args, { escape: '\\' });
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    return { text, undefinedNames: [] };
  }
}

const expanded = (text: string, args: ReadonlyMap<string, string>) => tryExpand(text, args).text;

/** Only the last CMD, ENTRYPOINT and HEALTHCHECK of a stage count. */
function lintRepeated(instructions: readonly StageInstruction[], parsed: readonly ParsedInstruction[]): Problem[] {
  return (['cmd', 'entrypoint', 'healthcheck'] as const).flatMap((kind) => {
    const found = instructions.filter((each) => each.kind === kind);
    // The one that does not count is shown, in the words of the next.
    return found
      .slice(0, -1)
      .map(({ lines }, i) =>
        warning(
          'MultipleInstructionsDisallowed',
          `Multiple ${keywordOf(found[i + 1]!, parsed)} instructions should not be used in the same stage because only the last one will be used`,
          lines,
        ),
      );
  });
}

/** CMD and ENTRYPOINT as text, unless a SHELL says which shell that is for: here, or in the stage this one is FROM. */
function lintShellForms(parsed: readonly ParsedInstruction[], stages: readonly Stage[]): Problem[] {
  const withShell = new Set<number>();
  return stages.flatMap(({ from, instructions }, index) => {
    const base = findStage(stages, from.image, index);
    let hasShell = base !== undefined && withShell.has(base);
    const problems: Problem[] = [];
    for (const instruction of instructions) {
      if (instruction.kind === 'shell') hasShell = true;
      if (instruction.kind !== 'cmd' && instruction.kind !== 'entrypoint') continue;
      const { isShellForm, words } = instruction.command;
      if (hasShell || !isShellForm || words.length === 0) continue;
      const name = keywordOf(instruction, parsed);
      const message = `JSON arguments recommended for ${name} to prevent unintended behavior related to OS signals`;
      problems.push(warning('JSONArgsRecommended', message, instruction.lines));
    }
    if (hasShell) withShell.add(index);
    return problems;
  });
}

/** The instruction's word as it was typed. */
function keywordOf(instruction: StageInstruction, parsed: readonly ParsedInstruction[]): string {
  return parsed.find((one) => one.instruction === instruction)?.keyword ?? instruction.kind.toUpperCase();
}
