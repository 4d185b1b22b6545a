import { wildcardPattern } from './wildcard.ts';

/**
 * Variables in the words of a Dockerfile, by the rules of buildkit's shell lexer: `$x`, `${x}`, `${x:-y}`, `${x-y}`,
 * `${x:+y}`, `${x+y}`, `${x:?y}`, `${x?y}`, `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`, `${x/p/r}`, `${x//p/r}`; in
 * single quotes and behind the escape character nothing is expanded; quotes go.
 */
export interface Variables {
  get(name: string): string | undefined;
}

export interface Expansion {
  readonly text: string;
  /** Names that were used and are not defined (for which no default was given). */
  readonly undefinedNames: readonly string[];
}

/** A word that cannot be expanded; the message is BuildKit's. */
export class ExpansionError extends Error {
  override readonly name = 'ExpansionError';
  /** The word it was in. */
  word = '';
}

/** The word with its variables expanded and its quotes taken away. */
export function expandWord(word: string, variables: Variables, escape = '\\'): string {
  return expand(word, variables, { escape }).text;
}

/** The same for text in which quotes stay as they are: heredocs. */
export function expandHeredoc(text: string, variables: Variables, escape = '\\'): string {
  return expand(text, variables, { escape, keepQuotes: true }).text;
}

/** As `expandWord`, and which names were not defined. */
export function expand(
  word: string,
  variables: Variables,
  options: { escape: string; keepQuotes?: boolean; keepUndefined?: boolean },
): Expansion {
  const lexer = new Lexer(word, variables, options);
  const text = whole(lexer, word);
  return { text, undefinedNames: lexer.undefinedNames };
}

/** Expands a line and splits it at the white space that is left outside of quotes (EXPOSE, `COPY` sources). */
export function expandWords(line: string, variables: Variables, escape = '\\'): string[] {
  const lexer = new Lexer(line, variables, { escape });
  whole(lexer, line);
  return lexer.words();
}

function whole(lexer: Lexer, word: string): string {
  try {
    return lexer.until('');
  } catch (error) {
    if (error instanceof ExpansionError) error.word = word;
    throw error;
  }
}

/** White space that was quoted does not split words: until they are split, it is a private character each. */
const PRIVATE = 0xe000;
/** Stands where there were quotes: `""` is a word. */
const QUOTES = '\uF000';

class Lexer {
  readonly undefinedNames: string[] = [];
  private at = 0;
  /** In a pattern: what is escaped there stays so. */
  private keepsEscapes = false;
  private marked = '';

  constructor(
    private readonly word: string,
    private readonly variables: Variables,
    private readonly options: { escape: string; keepQuotes?: boolean; keepUndefined?: boolean },
  ) {}

  words(): string[] {
    return this.marked
      .split(/\s+/)
      .filter((part) => part !== '')
      .map((part) =>
        part
          .replaceAll(QUOTES, '')
          .replace(/[\uE000-\uE0FF]/g, (character) => String.fromCharCode(character.charCodeAt(0) - PRIVATE)),
      );
  }

  /** Up to `end` outside of quotes (which is consumed), or to the end of the word for ''. */
  until(end: string): string {
    const { escape, keepQuotes } = this.options;
    let out = '';
    const plain = (text: string) => {
      out += text;
      this.marked += text;
    };
    const quoted = (text: string) => {
      out += text;
      this.marked +=
        QUOTES + text.replace(/[\t\n\v\f\r ]/g, (space) => String.fromCharCode(PRIVATE + space.charCodeAt(0)));
    };
    while (this.at < this.word.length) {
      const character = this.word[this.at]!;
      if (end !== '' && character === end) {
        this.at++;
        return out;
      }
      if (character === "'" && !keepQuotes) quoted(this.singleQuoted());
      else if (character === '"' && !keepQuotes) quoted(this.doubleQuoted());
      else if (character === '$') {
        plain(this.dollar());
      } else if (character === escape) {
        this.at++;
        if (this.at >= this.word.length) break;
        const next = this.word[this.at++]!;
        // In a heredoc only what would mean something is escaped.
        if (this.keepsEscapes) quoted(escape + next);
        else if (keepQuotes && next !== '$' && next !== escape) quoted(escape + next);
        else quoted(next);
      } else {
        plain(character);
        this.at++;
      }
    }
    if (end !== '')
      throw new ExpansionError(`unexpected end of statement while looking for matching ${end === '}' ? 'brace' : end}`);
    return out;
  }

  private singleQuoted(): string {
    const close = this.word.indexOf("'", this.at + 1);
    if (close < 0) throw new ExpansionError('unexpected end of statement while looking for matching single-quote');
    const text = this.word.slice(this.at + 1, close);
    this.at = close + 1;
    return text;
  }

  private doubleQuoted(): string {
    const { escape } = this.options;
    let out = '';
    this.at++;
    while (this.at < this.word.length) {
      const character = this.word[this.at]!;
      if (character === '"') {
        this.at++;
        return out;
      }
      if (character === '$') out += this.dollar();
      else if (character === escape) {
        const next = this.word[this.at + 1];
        if (next === undefined) break;
        // As in a shell: only these three lose the escape character in double quotes.
        out += next === '"' || next === '$' || next === escape ? next : escape + next;
        this.at += 2;
      } else {
        out += character;
        this.at++;
      }
    }
    throw new ExpansionError('unexpected end of statement while looking for matching double-quote');
  }

  private dollar(): string {
    const marked = this.marked;
    const value = this.variable();
    // What was read on the way is part of the variable, not of the word.
    this.marked = marked;
    return value;
  }

  private variable(): string {
    const begin = this.at++;
    if (this.word[this.at] !== '{') {
      const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?!$-])/.exec(this.word.slice(this.at))?.[0] ?? '';
      if (name === '') return '$';
      this.at += name.length;
      return this.valueOf(name) ?? (this.options.keepUndefined ? this.word.slice(begin, this.at) : '');
    }
    this.at++;
    const next = this.word[this.at];
    if (next === undefined) throw new ExpansionError('unexpected end of statement while looking for matching brace');
    if (next === '}' || next === ':') throw new ExpansionError('bad substitution');
    const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?!$-])/.exec(this.word.slice(this.at))?.[0] ?? '';
    this.at += name.length;
    return this.modified(name, begin);
  }

  private modified(name: string, begin: number): string {
    const colon = this.word[this.at] === ':';
    if (colon) this.at++;
    const operator = this.word[this.at];
    if (operator === undefined)
      throw new ExpansionError('unexpected end of statement while looking for matching brace');
    this.at++;
    if (operator === '}' && !colon) {
      return this.valueOf(name) ?? (this.options.keepUndefined ? this.word.slice(begin, this.at) : '');
    }
    const value = this.variables.get(name);
    const isSet = value !== undefined && !(colon && value === '');
    if ('+-?'.includes(operator)) {
      const other = this.until('}');
      if (operator === '-') return isSet ? value : other;
      if (operator === '+') return isSet ? other : '';
      if (isSet) return value;
      throw new ExpansionError(other === '' ? `${name}: is not allowed to be unset` : `${name}: ${other}`);
    }
    if (colon) throw new ExpansionError(`unsupported modifier (:${operator}) in substitution`);
    if (operator === '#' || operator === '%') {
      const greedy = this.word[this.at] === operator;
      if (greedy) this.at++;
      const pattern = this.pattern('}');
      const text = this.valueOf(name) ?? '';
      return operator === '#' ? trimPrefix(text, pattern, greedy) : trimSuffix(text, pattern, greedy);
    }
    if (operator === '/') {
      const all = this.word[this.at] === '/';
      if (all) this.at++;
      const pattern = this.pattern('/');
      const replacement = this.until('}');
      const expression = new RegExp(wildcardPattern(pattern, true), all ? 'gs' : 's');
      return (this.valueOf(name) ?? '').replace(expression, () => replacement);
    }
    throw new ExpansionError(`unsupported modifier (${operator}) in substitution`);
  }

  private pattern(end: string): string {
    this.keepsEscapes = true;
    try {
      return this.until(end);
    } finally {
      this.keepsEscapes = false;
    }
  }

  private valueOf(name: string): string | undefined {
    const value = this.variables.get(name);
    if (value === undefined) this.undefinedNames.push(name);
    return value;
  }
}

function trimPrefix(text: string, pattern: string, greedy: boolean): string {
  return text.replace(new RegExp(`^${wildcardPattern(pattern, greedy)}`, 's'), '');
}

/** The shortest suffix is found from the back: the pattern may begin with a star. */
function trimSuffix(text: string, pattern: string, greedy: boolean): string {
  const whole = new RegExp(`^${wildcardPattern(pattern, true)}$`, 's');
  const starts = Array.from({ length: text.length + 1 }, (_, i) => i);
  for (const start of greedy ? starts : starts.reverse()) {
    if (whole.test(text.slice(start))) return text.slice(0, start);
  }
  return text;
}
