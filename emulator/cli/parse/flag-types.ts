import { parseBytes } from '../format/units.ts';
import { parseDurationNs } from '../format/go-time.ts';

/** A kind of flag value: how it is named in --help, and how one occurrence is read (throws an Error that says why not). */
export interface FlagType {
  /** After the flag's name in --help; '' for booleans. */
  readonly label: string;
  readonly isBoolean?: boolean;
  /** Strings are quoted in '(default "…")'. */
  readonly quotesDefault?: boolean;
  /** One occurrence on the command line → its values (more than one for comma-separated lists). */
  parse(text: string): readonly FlagValue[];
}

export type FlagValue = string | number | boolean;

function syntaxError(parser: string, text: string): Error {
  return new Error(`strconv.${parser}: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function parseInteger(text: string, parser: string, lowest: number, highest: number): number {
  if (!/^[+-]?(\d+|0x[\da-fA-F]+)$/.test(text) || (lowest === 0 && text.startsWith('-')))
    throw syntaxError(parser, text);
  const value = Number(text);
  if (value < lowest || value > highest) {
    throw new Error(`strconv.${parser}: parsing ${JSON.stringify(text)}: value out of range`);
  }
  return value;
}

export function parseBoolean(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw syntaxError('ParseBool', text);
}

/**
 * Comma-separated values; a part in double quotes may hold commas (RFC 4180, one record). Errors in the words of Go's
 * encoding/csv.
 */
export function splitCsv(text: string): string[] {
  const fields: string[] = [];
  let at = 0;
  const fail = (column: number, what: string) => new Error(`parse error on line 1, column ${column}: ${what}`);
  for (;;) {
    const rest = text.slice(at);
    const quoted = /^"(?:[^"]|"")*/.exec(rest)?.[0];
    const field = quoted === undefined ? /^[^,]*/.exec(rest)![0] : `${quoted}"`;
    if (quoted !== undefined && !/^"(?:,|$)/.test(rest.slice(quoted.length)))
      throw fail(at + quoted.length + 1, 'extraneous or missing " in quoted-field');
    if (quoted === undefined && field.includes('"'))
      throw fail(at + field.indexOf('"') + 1, 'bare " in non-quoted-field');
    fields.push(quoted === undefined ? field : quoted.slice(1).replaceAll('""', '"'));
    at += field.length + 1;
    if (at > text.length) return fields;
  }
}

/** A list or map flag whose occurrences add up. `check` throws when a value is wrong, and may return a better form. */
export function listOf(label: string, check: (text: string) => string = (text) => text): FlagType {
  return { label, parse: (text) => [check(text)] };
}

const safeInteger = 2 ** 63;

export const flagTypes = {
  bool: { label: '', isBoolean: true, parse: (text) => [parseBoolean(text)] },
  string: { label: 'string', quotesDefault: true, parse: (text) => [text] },
  int: { label: 'int', parse: (text) => [parseInteger(text, 'ParseInt', -safeInteger, safeInteger)] },
  uint16: { label: 'uint16', parse: (text) => [parseInteger(text, 'ParseUint', 0, 65535)] },
  duration: { label: 'duration', parse: (text) => [parseDurationNs(text)] },
  bytes: { label: 'bytes', parse: (text) => [parseBytes(text)] },
  /** --memory-swap: -1 is no limit. */
  swapBytes: { label: 'bytes', parse: (text) => [text === '-1' ? -1 : parseBytes(text)] },
  list: listOf('list'),
  strings: { label: 'strings', parse: (text) => (text === '' ? [] : splitCsv(text)) },
} satisfies Record<string, FlagType>;
