import type { Cli } from '../cli.ts';
import { CliError, errorMessage, throwJoined } from '../errors.ts';
import { indentJson } from '../format/json-text.ts';
import { parseJson } from '../template/json.ts';
import { compileTemplate, type Template } from '../template/template.ts';
import { typedValue, type GoShape } from '../template/shapes.ts';

/** An object as the daemon answered, and what Go type Docker's CLI reads it into. */
export interface Inspected {
  readonly text: string;
  readonly shape: GoShape;
}

/**
 * Prints what `find` gives for each name: as an indented JSON array, compact for --format json, or through a template.
 * Objects that are not found are reported after the others.
 */
export async function inspectObjects(
  cli: Cli,
  names: readonly string[],
  format: string,
  find: (name: string) => Promise<Inspected>,
): Promise<void> {
  const template = format === '' || format === 'json' ? undefined : compile(format);
  const found: string[] = [];
  const errors: unknown[] = [];
  for (const name of names) {
    try {
      const object = await find(name);
      found.push(template ? `${execute(template, object)}\n` : object.text);
    } catch (error) {
      errors.push(error);
    }
  }
  if (template) await cli.out(found.length > 0 ? found.join('') : '\n');
  else if (found.length === 0) await cli.out('[]\n');
  else await cli.out(`${indentJson(`[${found.join(',')}]`, format === 'json' ? '' : '    ')}\n`);
  if (errors.length > 0) {
    throwJoined([...errors.slice(0, -1), new CliError(errorMessage(errors.at(-1)))]);
  }
}

function compile(format: string): Template {
  try {
    return compileTemplate(format);
  } catch (error) {
    throw new CliError(`template parsing error: ${errorMessage(error)}`, 64);
  }
}

/** As Docker: first with the object as its Go type, then, when that fails, with the bare JSON. */
function execute(template: Template, { text, shape }: Inspected): string {
  const value = parseJson(text);
  try {
    return template.execute(typedValue(value, shape));
  } catch {
    try {
      return template.execute(value, { missingKeyIsError: true });
    } catch (error) {
      throw new CliError(`template parsing error: ${errorMessage(error)}`);
    }
  }
}
