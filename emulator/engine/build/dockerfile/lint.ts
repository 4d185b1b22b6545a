import type { ArgInstruction, Problem, Stage, StageInstruction } from './ast.ts';
import { expand, ExpansionError } from './expand.ts';
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
    ...stages.flatMap((stage) => lintRepeated(stage.instructions)),
    ...lintVariables(globalArgs, stages),
  ];
}

/** The commands' casing against that of the majority. */
function lintCasing(parsed: readonly ParsedInstruction[]): Problem[] {
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
const PUBLIC = /(?:^|_)public(?:_|$)/i;

function lintInstruction({ instruction, isLegacyPair, keyword, asKeyword }: ParsedInstruction): Problem[] {
  const { kind, lines } = instruction;
  const secrets = (names: readonly string[], word: string) =>
    names
      .filter((name) => SECRET.test(name) && !PUBLIC.test(name))
      .map((name) =>
        warning(
          'SecretsUsedInArgOrEnv',
          `Do not use ARG or ENV instructions for sensitive data (${word} ${JSON.stringify(name)})`,
          lines,
        ),
      );
  const problems: Problem[] = [];
  if (isLegacyPair) {
    const word = keyword.toUpperCase();
    problems.push(
      warning(
        'LegacyKeyValueFormat',
        `"${word} key=value" should be used instead of legacy "${word} key value" format`,
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
    case 'cmd':
    case 'entrypoint':
      if (!instruction.command.isShellForm || instruction.command.words.length === 0) return problems;
      return [
        ...problems,
        warning(
          'JSONArgsRecommended',
          `JSON arguments recommended for ${kind.toUpperCase()} to prevent unintended behavior related to OS signals`,
          lines,
        ),
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
  const words = platform.split('/').filter((word) => word !== 'linux');
  if (words.some((word) => name.includes(word))) return [];
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
function lintRepeated(instructions: readonly StageInstruction[]): Problem[] {
  return (['cmd', 'entrypoint', 'healthcheck'] as const).flatMap((kind) => {
    const found = instructions.filter((each) => each.kind === kind);
    return found
      .slice(0, -1)
      .map(({ lines }) =>
        warning(
          'MultipleInstructionsDisallowed',
          `Multiple ${kind.toUpperCase()} instructions should not be used in the same stage because only the last one will be used`,
          lines,
        ),
      );
  });
}
