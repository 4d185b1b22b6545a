import { executeTemplate } from './execute.ts';
import { headerFunctions, templateFunctions } from './functions.ts';
import { parseTemplate } from './parser.ts';
import type { GoValue } from './values.ts';

/** A --format template. Execution throws a TemplateExecutionError. */
export interface Template {
  execute(data: GoValue, options?: { missingKeyIsError?: boolean }): string;
  /** The header line of a table: functions leave the columns' names alone. */
  executeHeader(data: GoValue): string;
}

const names = new Set(Object.keys(templateFunctions));

/** `name` is how errors call the template, `own` are functions in the place of those. Throws a TemplateSyntaxError. */
export function compileTemplate(source: string, name = '', own: typeof templateFunctions = {}): Template {
  const parsed = parseTemplate(source, names, name);
  return {
    execute: (data, options) =>
      executeTemplate(source, parsed, data, { name, functions: { ...templateFunctions, ...own }, ...options }),
    executeHeader: (data) => executeTemplate(source, parsed, data, { name, functions: headerFunctions }),
  };
}
