import { SlipwayError } from '../../errors.ts';
import type { ContainerDefaults } from '../images/types.ts';
import { changeConfig, type ConfigDraft } from './change-config.ts';
import type { StageInstruction } from './dockerfile/ast.ts';
import { ExpansionError } from './dockerfile/expand.ts';
import { parseInstruction } from './dockerfile/instructions.ts';
import { InstructionError } from './dockerfile/parse-error.ts';
import { readSource } from './dockerfile/source-lines.ts';

/** Instructions that `docker commit -c` and `docker import -c` take. */
const CHANGES = [
  ...['cmd', 'entrypoint', 'healthcheck', 'env', 'expose', 'label', 'onbuild', 'user', 'volume', 'workdir'],
];

/** What `-c` makes of a config (moby: BuildFromConfig). Errors 'invalid' in dockerd's words. */
export function applyChanges<Config extends ContainerDefaults>(config: Config, changes: readonly string[]): Config {
  if (changes.length === 0) return config;
  let draft: ConfigDraft<Config> = { config, isCommandSet: false };
  for (const instruction of parseChanges(changes)) {
    const variables = new Map(
      (draft.config.Env ?? []).map((each): [string, string] => {
        const equals = each.indexOf('=');
        return equals < 0 ? [each, ''] : [each.slice(0, equals), each.slice(equals + 1)];
      }),
    );
    try {
      draft = changeConfig(draft, instruction, { variables }) ?? draft;
    } catch (error) {
      if (error instanceof ExpansionError) throw new SlipwayError('invalid', error.message, { cause: error });
      throw error;
    }
  }
  return draft.config;
}

function parseChanges(changes: readonly string[]): StageInstruction[] {
  const { instructions, problems, directives } = readSource(changes.join('\n'));
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem) throw new SlipwayError('invalid', problem.message);
  if (instructions.length === 0) throw new SlipwayError('invalid', 'file with no instructions');
  for (const { text } of instructions) {
    const name = /^\S*/.exec(text)![0].toLowerCase();
    if (!CHANGES.includes(name)) throw new SlipwayError('invalid', `${name} is not a valid change command`);
  }
  return instructions.map((raw) => {
    try {
      return parseInstruction(raw, directives.escape).instruction as StageInstruction;
    } catch (error) {
      if (error instanceof InstructionError) throw new SlipwayError('invalid', error.message, { cause: error });
      throw error;
    }
  });
}
