import { parseBytes } from '../../../format/units.ts';
import { parseDurationNs } from '../../../format/go-time.ts';

const dayNs = 24 * 3600e9;

/** '1m30s', and with days and weeks: '1d12h' → nanoseconds. Throws in Go's words. */
export function composeDurationNs(text: string): number {
  const [, weeks = '0', days = '0', rest = ''] = /^(?:(\d+)w)?(?:(\d+)d)?(.*)$/s.exec(text) ?? [];
  const long = Number(weeks) * 7 * dayNs + Number(days) * dayNs;
  if (rest === '' && rest !== text) return long;
  try {
    return long + parseDurationNs(rest);
  } catch (error) {
    if (rest === text) throw error;
    throw new Error(`time: invalid duration ${JSON.stringify(text)}`);
  }
}

/** '512m', '1.5 GB', '-1' (where that is no limit) → bytes. Throws in go-units' words. */
export function composeBytes(text: string): number {
  return /^-\d+$/.test(text) ? Number(text) : parseBytes(text);
}

/**
 * A command as one string, split as compose does it (mattn/go-shellwords): quotes and backslashes of a shell, no
 * variables; what begins at ; & | < > is left out. Throws for quotes that do not close.
 */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | '`' | undefined;
  for (let index = 0; index < line.length; index++) {
    const character = line[index] ?? '';
    if (character === '\\' && quote !== "'") {
      index++;
      if (index >= line.length) throw invalidCommand();
      word = (word ?? '') + ({ t: '\t', n: '\n' }[line[index] ?? ''] ?? line[index]);
    } else if (quote !== undefined) {
      if (character === quote) quote = undefined;
      if (character !== quote && (quote !== undefined || character === '`')) word = (word ?? '') + character;
    } else if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '`') {
      quote = character;
      word = (word ?? '') + character;
    } else if (/[;&|<>]/.test(character)) break;
    else if (character === '(' || character === ')') {
      const end = character === '(' && word?.endsWith('$') ? line.indexOf(')', index) : -1;
      if (end === -1) throw invalidCommand();
      word = (word ?? '') + line.slice(index, end + 1);
      index = end;
    } else word = (word ?? '') + character;
  }
  if (quote !== undefined) throw invalidCommand();
  if (word !== undefined) words.push(word);
  return words;
}

function invalidCommand(): Error {
  return new Error('invalid command line string');
}
