/** The value of a variable; undefined when it is not set. */
export type Lookup = (name: string) => string | undefined;

/** A `$` that begins nothing known: `${`, `${1}`, `${A!b}`. */
export class InvalidTemplateError extends Error {
  override readonly name = 'InvalidTemplateError';
  constructor(readonly template: string) {
    super(`Invalid template: ${JSON.stringify(template)}`);
  }
}

/** A variable in a string: what `config --variables` lists. */
export interface TemplateVariable {
  readonly name: string;
  readonly defaultValue: string;
  readonly presenceValue: string;
  readonly isRequired: boolean;
}

export interface TemplateEvents {
  /** A variable that is not set, and for which the string says nothing else. */
  missing?(name: string): void;
  /** Every variable, those after operators too. */
  found?(variable: TemplateVariable): void;
}

/** The variables in a string, whatever their values are. Throws InvalidTemplateError. */
export function variablesIn(template: string): TemplateVariable[] {
  const variables: TemplateVariable[] = [];
  substitute(template, () => 'set', { found: (variable) => void variables.push(variable) });
  return variables;
}

/**
 * Replaces `$NAME`, `${NAME}` and, with what they do when NAME is not set (with a colon: or is empty),
 * `${NAME:-default}`, `${NAME:?error}`, `${NAME:+replacement}`; what stands after the operator may hold variables, too.
 * `$$` is a dollar sign. Source: the specification's chapter on interpolation. Throws InvalidTemplateError, or an
 * Error for a required variable.
 */
export function substitute(template: string, lookup: Lookup, events: TemplateEvents = {}): string {
  let result = '';
  for (let index = 0; index < template.length;) {
    const dollar = template.indexOf('$', index);
    if (dollar === -1) return result + template.slice(index);
    result += template.slice(index, dollar);
    const rest = template.slice(dollar + 1);
    const name = /^[a-z_]\w*/i.exec(rest)?.[0];
    if (rest.startsWith('{')) {
      const end = closingBrace(rest);
      if (end === -1) throw new InvalidTemplateError(template);
      result += braced(rest.slice(1, end), template, lookup, events);
      index = dollar + 1 + end + 1;
    } else if (name !== undefined) {
      events.found?.({ name, defaultValue: '', presenceValue: '', isRequired: false });
      result += valueOf(name, lookup, events);
      index = dollar + 1 + name.length;
    } else {
      // '$$' is one dollar sign; a dollar sign before anything else is itself
      result += '$';
      index = dollar + (rest.startsWith('$') ? 2 : 1);
    }
  }
  return result;
}

/** Where the brace that opens at 0 closes, counting those between. */
function closingBrace(text: string): number {
  let open = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '{') open++;
    else if (text[index] === '}' && --open === 0) return index;
  }
  return -1;
}

function braced(inside: string, template: string, lookup: Lookup, events: TemplateEvents): string {
  const [, name = '', operator = '', word = ''] = /^([a-z_]\w*)(?:(:?[-+?])([^]*))?$/i.exec(inside) ?? [];
  if (name === '') throw new InvalidTemplateError(template);
  const kind = operator.at(-1);
  events.found?.({
    name,
    defaultValue: kind === '-' ? word : '',
    presenceValue: kind === '+' ? word : '',
    isRequired: kind === '?',
  });
  if (kind === undefined) return valueOf(name, lookup, events);
  if (events.found && kind !== '+') substitute(word, lookup, events);
  const value = lookup(name);
  const isThere = value !== undefined && (!operator.startsWith(':') || value !== '');
  const replaced = (): string => substitute(word, lookup, events);
  if (kind === '+') return isThere ? replaced() : (value ?? '');
  if (isThere) return value;
  if (kind === '-') return replaced();
  const reason = replaced();
  throw new Error(`required variable ${name} is missing a value${reason === '' ? '' : `: ${reason}`}`);
}

function valueOf(name: string, lookup: Lookup, events: TemplateEvents): string {
  const value = lookup(name);
  if (value === undefined) events.missing?.(name);
  return value ?? '';
}
