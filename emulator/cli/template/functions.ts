import { goQuote } from '../format/text.ts';
import { sprintf } from './printf.ts';
import { GoStruct, isMap, isTrue, nilList, nilMap, noValue, printValue, typeName, type GoValue } from './values.ts';

/** A function of the template language. It throws an Error with what went wrong. */
export interface TemplateFunction {
  readonly least: number;
  readonly most: number;
  /** Kinds of the arguments, the last for all further ones; unlisted: any. */
  readonly takes?: readonly ('string' | 'int' | 'list' | 'any')[];
  call(...args: GoValue[]): GoValue;
}

const strings = (count: number, call: (...args: string[]) => GoValue): TemplateFunction => ({
  least: count,
  most: count,
  takes: ['string'],
  call: (...args) => call(...(args as string[])),
});

function compare(left: GoValue, right: GoValue): number {
  if (typeof left !== typeof right) throw new Error('incompatible types for comparison');
  if (typeof left !== 'string' && typeof left !== 'number') throw new Error('invalid type for comparison');
  return left < (right as typeof left) ? -1 : left > (right as typeof left) ? 1 : 0;
}

function equal(left: GoValue, right: GoValue): boolean {
  const isNothing = (value: GoValue): boolean => value === null || value === undefined || value === noValue;
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  if (typeof left === 'object' || typeof right === 'object') {
    throw new Error(typeof left === typeof right ? 'non-comparable types' : 'incompatible types for comparison');
  }
  if (typeof left !== typeof right) throw new Error('incompatible types for comparison');
  return left === right;
}

function indexOne(value: GoValue, key: GoValue): GoValue {
  if (value === null || value === undefined || value === noValue) throw new Error('index of untyped nil');
  if (Array.isArray(value) || typeof value === 'string') {
    if (typeof key !== 'number') throw new Error(`cannot index slice/array with type ${typeName(key)}`);
    if (key < 0 || key >= value.length) throw new Error(`index out of range: ${key}`);
    return typeof value === 'string' ? new TextEncoder().encode(value)[key] : value[key];
  }
  if (!isMap(value)) throw new Error(`can't index item of type ${typeName(value)}`);
  if (typeof key !== 'string') throw new Error(`value has type ${typeName(key)}; should be string`);
  if (Object.hasOwn(value, key)) return value[key];
  // a Go map of strings gives its zero value, '', for a missing key
  const others = Object.values(value);
  return others.every((other) => typeof other === 'string') ? '' : noValue;
}

function sliceOf(value: GoValue, from: GoValue = 0, to?: GoValue): GoValue {
  if (typeof value !== 'string' && !Array.isArray(value))
    throw new Error(`can't slice item of type ${typeName(value)}`);
  const end = to === undefined ? value.length : Number(to);
  for (const bound of [Number(from), end]) {
    if (bound < 0 || bound > value.length) throw new Error(`index out of range: ${bound}`);
  }
  if (Number(from) > end) throw new Error(`invalid slice index: ${printValue(from)} > ${end}`);
  return value.slice(Number(from), end);
}

function lengthOf(value: GoValue): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length;
  if (Array.isArray(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  if (value === null || value === undefined) throw new Error('reflect: call of reflect.Value.Type on zero Value');
  throw new Error(`len of type ${typeName(value)}`);
}

/** fmt.Sprint: a space between operands when neither is a string. */
function sprint(...args: GoValue[]): string {
  return args.reduce<string>((text, value, index) => {
    const before = args[index - 1];
    const gap = index > 0 && typeof value !== 'string' && typeof before !== 'string' ? ' ' : '';
    return text + gap + printValue(value);
  }, '');
}

/** JSON as Go's encoder writes it (no HTML escaping): keys of maps sorted, those of structs in their order. */
export function toJson(value: GoValue): string {
  if (value === noValue || value === undefined || value === nilList || value === nilMap) return 'null';
  if (value instanceof GoStruct) {
    const plain = value.toJSON();
    if (value.escapesHtml) return escapeJson(jsonText(plain));
    return jsonText(plain);
  }
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (isMap(value)) return jsonObject(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}

function jsonText(plain: unknown): string {
  return isMap(plain) ? jsonObject(Object.entries(plain)) : toJson(plain);
}

function escapeJson(text: string): string {
  return text.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

function jsonObject(entries: readonly (readonly [string, GoValue])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`).join(',')}}`;
}

const many = { least: 1, most: Infinity };
const comparison = (accepts: (order: number) => boolean): TemplateFunction => ({
  least: 2,
  most: 2,
  call: (left, right) => accepts(compare(left, right)),
});

/** text/template's own functions and those Docker's CLI adds (https://docs.docker.com/go/formatting/). */
export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  call: {
    ...many,
    call(value) {
      throw new Error(`non-function of type ${typeName(value)}`);
    },
  },
  // `and` and `or` stop early: the executor evaluates their arguments one by one
  and: { ...many, call: (...args) => args.find((value) => !isTrue(value)) ?? args.at(-1) },
  or: { ...many, call: (...args) => args.find(isTrue) ?? args.at(-1) },
  not: { least: 1, most: 1, call: (value) => !isTrue(value) },
  eq: {
    ...many,
    call(left, ...others) {
      if (others.length === 0) throw new Error('missing argument for comparison');
      return others.some((other) => equal(left, other));
    },
  },
  ne: { least: 2, most: 2, call: (left, right) => !equal(left, right) },
  lt: comparison((order) => order < 0),
  le: comparison((order) => order <= 0),
  gt: comparison((order) => order > 0),
  ge: comparison((order) => order >= 0),
  len: { least: 1, most: 1, call: lengthOf },
  index: { ...many, call: (value, ...keys) => keys.reduce(indexOne, value) },
  slice: { least: 1, most: 3, call: sliceOf },
  print: { least: 0, most: Infinity, call: sprint },
  println: { least: 0, most: Infinity, call: (...args) => `${args.map(printValue).join(' ')}\n` },
  printf: { ...many, takes: ['string', 'any'], call: (format, ...args) => sprintf(String(format), args) },
  html: { least: 0, most: Infinity, call: (...args) => escapeHtml(sprint(...args)) },
  js: {
    least: 0,
    most: Infinity,
    call: (...args) =>
      goQuote(sprint(...args))
        .slice(1, -1)
        .replaceAll("'", "\\'"),
  },
  urlquery: { least: 0, most: Infinity, call: (...args) => encodeURIComponent(sprint(...args)).replaceAll('%20', '+') },
  json: { least: 1, most: 1, call: toJson },
  lower: strings(1, (text) => text.toLowerCase()),
  upper: strings(1, (text) => text.toUpperCase()),
  title: strings(1, (text) =>
    text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ),
  split: strings(2, (text, separator) => text.split(separator)),
  join: {
    least: 2,
    most: 2,
    takes: ['list', 'string'],
    call: (list, separator) => (list as GoValue[]).map(printValue).join(String(separator)),
  },
  pad: {
    least: 3,
    most: 3,
    takes: ['string', 'int', 'int'],
    call: (text, before, after) => (text === '' ? '' : ' '.repeat(Number(before)) + text + ' '.repeat(Number(after))),
  },
  truncate: {
    least: 2,
    most: 2,
    takes: ['string', 'int'],
    // bytes, as Go cuts strings; a character cut in two is left out
    call: (text, length) =>
      new TextDecoder().decode(new TextEncoder().encode(String(text)).slice(0, Number(length))).replace(/\uFFFD$/, ''),
  },
};

/** The same language for the header line of a table: the names of columns stay as they are. */
export const headerFunctions: Readonly<Record<string, TemplateFunction>> = {
  ...templateFunctions,
  ...Object.fromEntries(
    ['json', 'lower', 'upper', 'title', 'split', 'join', 'truncate'].map((name) => [
      name,
      { least: 1, most: 2, call: (value: GoValue) => value },
    ]),
  ),
};

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&#34;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
