import { Fields, type Printable, type PrintableMap } from '../shape/kind.ts';
import { wouldResolve } from '../tree/plain-scalar.ts';
import { compareNaturally } from './natural-order.ts';

/**
 * YAML as Go's yaml.v3 writes it with an indent of two: the style of each string, no line breaking, keys of maps in
 * natural order. With a newline at its end.
 */
export function goYaml(value: Printable): string {
  return isEmptyCollection(value) || !isCollection(value) ? `${inline(value, 0)}\n` : `${block(value, 0)}\n`;
}

type Collection = readonly Printable[] | Fields | PrintableMap;

function isCollection(value: Printable): value is Collection {
  return typeof value === 'object' && value !== null;
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

/** Keys and values in the order they are written in. */
export function entriesOf(value: Fields | PrintableMap): readonly (readonly [string, Printable])[] {
  return value instanceof Fields ? value.entries : Object.entries(value).toSorted(([a], [b]) => compareNaturally(a, b));
}

function isEmptyCollection(value: Printable): boolean {
  if (!isCollection(value)) return false;
  return isList(value) ? value.length === 0 : entriesOf(value).length === 0;
}

function block(value: Collection, indent: number): string {
  const space = ' '.repeat(indent);
  if (isList(value)) {
    // what is in a list begins on the line of its dash
    return value.map((item) => `${space}- ${item === undefined ? '' : under(item, indent + 2).trimStart()}`).join('\n');
  }
  return entriesOf(value)
    .map(([key, item]) => {
      const isNested = isCollection(item) && !isEmptyCollection(item);
      return `${space}${keyText(key)}:${isNested ? `\n${block(item, indent + 2)}` : ` ${inline(item, indent + 2)}`}`;
    })
    .join('\n');
}

function under(item: Printable, indent: number): string {
  return isCollection(item) && !isEmptyCollection(item) ? block(item, indent) : inline(item, indent);
}

function keyText(key: string): string {
  const text = stringText(key, undefined);
  // a key of more than 128 characters is written the long way by Go; no compose file has one
  return text;
}

/** A scalar, or an empty collection. `indent`: of the lines of a literal block. */
function inline(value: Printable, indent: number): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return goNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return stringText(value, indent);
  return isList(value) ? '[]' : '{}';
}

/** A float as strconv writes it with the shortest digits: 1e+06, 1e-05. */
export function goNumber(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) {
    return Number.isFinite(value) ? String(value) : Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  }
  if (Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** With no indent, literal blocks are not allowed (in keys). */
function stringText(text: string, indent: number | undefined): string {
  if (text === '') return '""';
  const facts = analyze(text);
  if (text.includes('\n') && indent !== undefined && facts.isBlockAllowed) return literal(text, indent);
  if (text.includes('\n') || wouldResolve(text)) return doubleQuoted(text);
  if (facts.isPlainAllowed) return text;
  return facts.isSingleAllowed ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text);
}

/** libyaml's analysis of a scalar, which decides on its style. */
function analyze(text: string): { isPlainAllowed: boolean; isSingleAllowed: boolean; isBlockAllowed: boolean } {
  const isSpecial = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]/.test(text);
  const hasSpaceBreak = / [\n\r\x85\u2028\u2029]/.test(text);
  const hasBreakSpace = /[\n\r\x85\u2028\u2029] /.test(text);
  const isIndicator =
    /^(?:---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?:-](?:\s|$)/.test(text) ||
    /:(?:\s|$)/.test(text) ||
    /(?:^|\s)#/.test(text);
  const hasEdgeSpace = /^[ \n\r]|[ \n\r]$/.test(text);
  return {
    isPlainAllowed:
      !isIndicator && !hasEdgeSpace && !isSpecial && !/[\t\n\r\x85\u2028\u2029]/.test(text) && !hasBreakSpace,
    isSingleAllowed: !hasSpaceBreak && !hasBreakSpace && !text.includes('\t') && !isSpecial,
    isBlockAllowed: !text.endsWith(' ') && !hasSpaceBreak && !isSpecial,
  };
}

function literal(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  const space = ' '.repeat(indent);
  return `|${hint}${chomp}\n${lines.map((line) => (line === '' ? '' : space + line)).join('\n')}`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  ...{ '\0': '0', '\x07': 'a', '\b': 'b', '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r', '\x1b': 'e' },
  ...{ '"': '"', '\\': '\\', '\x85': 'N', '\xa0': '_', '\u2028': 'L', '\u2029': 'P' },
};

function doubleQuoted(text: string): string {
  const escaped = text.replace(/["\\\0-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    const short = shortEscapes[character];
    if (short !== undefined) return `\\${short}`;
    const code = character.charCodeAt(0);
    return code <= 0xff ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
  });
  return `"${escaped}"`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}
