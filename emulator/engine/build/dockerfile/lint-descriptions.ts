import type { Problem } from './ast.ts';
import type { ParsedInstruction } from './instructions.ts';
import { warning } from './problems.ts';

const DIRECTIVE = /^#\s*(?:syntax|escape|check)\s*=/i;

/** InvalidDefinitionDescription: the comment right above an ARG or a named stage says what that is, by its name first. */
export function lintDescriptions(parsed: readonly ParsedInstruction[], source: string): Problem[] {
  const lines = source.split('\n');
  return parsed.flatMap(({ instruction }) => {
    const names =
      instruction.kind === 'arg'
        ? instruction.args.map(({ key }) => key)
        : instruction.kind === 'from' && instruction.name !== ''
          ? [instruction.name]
          : [];
    const above = lines[instruction.lines.start - 2]?.trim() ?? '';
    if (names.length === 0 || !above.startsWith('#') || DIRECTIVE.test(above)) return [];
    if (names.includes(above.slice(1).trim().split(' ')[0]!)) return [];
    const name = names.length > 1 ? '<arg_key>' : names[0];
    const message = `Comment for ${instruction.kind.toUpperCase()} should follow the format: \`# ${name} <description>\``;
    return [warning('InvalidDefinitionDescription', message, instruction.lines)];
  });
}
