import type { KeyValue } from './ast.ts';
import { InstructionError } from './parse-error.ts';

/**
 * Splits at white space as buildkit's parseWords does: quotes and escapes keep white space together and stay in the
 * words, for the expansion to take away.
 */
export function splitWords(text: string, escape: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let isOpen = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote === '' && /\s/.test(character)) {
      if (isOpen) words.push(word);
      word = '';
      isOpen = false;
      continue;
    }
    isOpen = true;
    word += character;
    // In single quotes the escape character is one like any other.
    if (character === escape && quote !== "'" && at + 1 < text.length) word += text[++at];
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  if (isOpen) words.push(word);
  return words;
}

/** ENV and LABEL: `a=b c="d e"`, or the old `a b c` for one name. Errors in Docker's words. */
export function parsePairs(
  text: string,
  instruction: string,
  escape: string,
): { pairs: KeyValue[]; isLegacy: boolean } {
  const words = splitWords(text, escape);
  if (words.length === 0) throw new InstructionError(`${instruction} requires at least one argument`);
  if (!words[0]!.includes('=')) {
    const [, key = '', value] = /^(\S+)(?:\s+([\s\S]+))?$/.exec(text.trim()) ?? [];
    if (value === undefined) throw new InstructionError(`${instruction} must have two arguments`);
    return { pairs: [{ key, value }], isLegacy: true };
  }
  const pairs = words.map((word) => {
    const at = word.indexOf('=');
    if (at < 0) {
      throw new InstructionError(
        `Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`,
      );
    }
    if (at === 0) throw new InstructionError(`${instruction} names can not be blank`);
    return { key: word.slice(0, at), value: word.slice(at + 1) };
  });
  return { pairs, isLegacy: false };
}

/** `["a", "b"]`; undefined for anything else, which is text then. Error: an array of something else. */
export function parseJsonWords(text: string): string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  if (!value.every((item) => typeof item === 'string')) {
    throw new InstructionError('when using JSON array syntax, arrays must be comprised of strings only');
  }
  return value;
}

export interface InstructionFlag {
  readonly name: string;
  /** Undefined for `--link`. */
  readonly value: string | undefined;
}

/** Takes `--name=value` words off the front. */
export function takeFlags(text: string, escape: string): { flags: InstructionFlag[]; rest: string } {
  const flags: InstructionFlag[] = [];
  let rest = text.trimStart();
  while (rest.startsWith('--')) {
    const word = firstWord(rest, escape);
    rest = rest.slice(word.length).trimStart();
    if (word === '--') break;
    const plain = unquote(word, escape);
    const at = plain.indexOf('=');
    flags.push({
      name: plain.slice(2, at < 0 ? undefined : at),
      value: at < 0 ? undefined : plain.slice(at + 1),
    });
  }
  return { flags, rest };
}

function firstWord(text: string, escape: string): string {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === escape) at++;
    else if (quote === '' && /\s/.test(character)) return text.slice(0, at);
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return text;
}

function unquote(word: string, escape: string): string {
  let out = '';
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const character = word[at]!;
    if (character === escape && at + 1 < word.length) out += word[++at];
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else out += character;
  }
  return out;
}
