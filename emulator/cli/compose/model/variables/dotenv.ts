import { substitute, type Lookup } from './template.ts';

/**
 * Reads the text of a .env file into `variables`, in compose's syntax: `NAME=value` or `NAME: value`, with `export`
 * before it or not; unquoted values end at ` #` or the line's end; 'single quotes' keep all as it is, "double quotes"
 * know \n and the like and variables, and both may span lines. A NAME alone has the value it has around. `lookup` goes
 * before what the file itself set. Throws an Error with the line's number.
 */
export function parseDotenv(text: string, variables: Record<string, string>, lookup: Lookup): void {
  new DotenvParser(text.replace(/^\uFEFF/, ''), variables, lookup).parse();
}

const escapes: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', c: '\\c', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', $: '$$', '"': '"', '\\': '\\' },
};

class DotenvParser {
  #line = 1;

  constructor(
    private rest: string,
    readonly variables: Record<string, string>,
    readonly lookup: Lookup,
  ) {}

  parse(): void {
    while (this.#skipBlank()) {
      const { name, isAlone } = this.#name();
      if (name.includes(' ')) throw new Error(`line ${this.#line}: key cannot contain a space`);
      const value = isAlone ? this.lookup(name) : this.#value();
      if (value !== undefined) this.variables[name] = value;
    }
  }

  /** To the next statement; false at the end. */
  #skipBlank(): boolean {
    const blank = /^(?:\s+|#[^\n]*)*/.exec(this.rest)?.[0] ?? '';
    this.#take(blank.length);
    return this.rest !== '';
  }

  #take(length: number): string {
    const taken = this.rest.slice(0, length);
    this.rest = this.rest.slice(length);
    this.#line += taken.split('\n').length - 1;
    return taken;
  }

  #name(): { name: string; isAlone: boolean } {
    this.rest = this.rest.replace(/^export[^\S\n]+/, '');
    const end = /[=:\n]/.exec(this.rest)?.index ?? this.rest.length;
    const wrong = /[^\p{L}\p{N}_.\-[\]\s]/u.exec(this.rest.slice(0, end))?.[0];
    if (wrong !== undefined) {
      const [line = ''] = this.rest.split('\n');
      const said = `unexpected character ${JSON.stringify(wrong)} in variable name ${JSON.stringify(line)}`;
      throw new Error(`line ${this.#line}: ${said}`);
    }
    const name = this.rest.slice(0, end).trimEnd();
    const isAlone = this.rest[end] === '\n' || end === this.rest.length;
    this.#take(end + 1);
    return { name, isAlone };
  }

  #value(): string {
    this.rest = this.rest.replace(/^[^\S\n]+/, '');
    const quote = this.rest[0];
    if (quote !== '"' && quote !== "'") {
      const end = this.rest.indexOf('\n');
      const line = this.#take(end === -1 ? this.rest.length : end + 1);
      const [value = ''] = line.split(' #');
      return this.#expand(value.trimEnd());
    }
    const quoted = quote === '"' ? /^"((?:[^"\\]|\\[^])*)"/ : /^'((?:[^'\\]|\\[^])*)'/;
    const found = quoted.exec(this.rest);
    if (!found) {
      const [opening] = this.rest.split('\n');
      // compose counts on to the end of the file, where it gave up
      this.#take(this.rest.length);
      throw new Error(`line ${this.#line}: unterminated quoted value ${opening}`);
    }
    this.#take(found[0].length);
    const inside = (found[1] ?? '').replaceAll(`\\${quote}`, quote);
    return quote === "'" ? inside : this.#expand(expandEscapes(inside));
  }

  #expand(value: string): string {
    return substitute(value, (name) => this.lookup(name) ?? this.variables[name]);
  }
}

function expandEscapes(text: string): string {
  return text.replace(/\\(?:0(\d{0,3})|([abcfnrtv$"\\]))/g, (match, octal: string | undefined, letter?: string) => {
    if (letter !== undefined) return escapes[letter] ?? match;
    return octal?.length === 3 && /^[0-3][0-7]{2}$/.test(octal)
      ? String.fromCharCode(Number.parseInt(octal, 8))
      : match;
  });
}

/** The `raw` format, `docker run --env-file`'s: NAME=value to the line's end, nothing replaced; NAME alone is looked up. */
export function parseRawEnv(text: string, variables: Record<string, string>, lookup: Lookup): void {
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const trimmed = line.trimStart();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [name = ''] = trimmed.split('=');
    if (name === '') throw new Error(`no variable name on line '${trimmed}'`);
    if (/\s/.test(name)) throw new Error(`variable '${name}' contains whitespaces`);
    const value = trimmed.includes('=') ? trimmed.slice(name.length + 1) : lookup(name);
    if (value !== undefined) variables[name] = value;
  }
}
