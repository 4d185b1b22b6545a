import { goQuote } from '../format/text.ts';

export type TokenKind =
  | 'text' // between actions
  | 'open' // {{
  | 'close' // }}
  | 'space'
  | 'field' // .Name
  | 'dot'
  | 'variable' // $ or $name
  | 'word' // function name or keyword
  | 'string'
  | 'character'
  | 'number'
  | 'declare' // :=
  | 'assign' // =
  | 'pipe'
  | 'comma'
  | 'leftParen'
  | 'rightParen';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of text, without what {{- and -}} trim. */
  readonly text: string;
  readonly offset: number;
}

/** The template cannot be read; the message is Go's. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['character', /'(?:[^'\\\n]|\\.)+'/y],
  [
    'number',
    /[+-]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/y,
  ],
  ['field', /\.[\p{L}_][\p{L}\p{N}_]*/uy],
  ['dot', /\./y],
  ['variable', /\$[\p{L}\p{N}_]*/uy],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['declare', /:=/y],
  ['assign', /=/y],
  ['pipe', /\|/y],
  ['comma', /,/y],
  ['leftParen', /\(/y],
  ['rightParen', /\)/y],
];

/** Cuts a text/template into tokens (https://pkg.go.dev/text/template, "Text and spaces", "Actions"). */
export function tokenize(source: string, name = ''): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  const fail = (message: string, at: number): never => {
    throw new TemplateSyntaxError(
      `template: ${name}:${1 + (source.slice(0, at).match(/\n/g)?.length ?? 0)}: ${message}`,
    );
  };
  let trimsStart = false;
  while (offset < source.length) {
    const start = source.indexOf('{{', offset);
    const end = start === -1 ? source.length : start;
    let text = source.slice(offset, end);
    if (trimsStart) text = text.replace(/^[ \t\r\n]+/, '');
    const trimsEnd = start !== -1 && /^\{\{-[ \t\r\n]/.test(source.slice(start, start + 4));
    if (trimsEnd) text = text.replace(/[ \t\r\n]+$/, '');
    if (text !== '') tokens.push({ kind: 'text', text, offset });
    if (start === -1) break;

    offset = start + (trimsEnd ? 3 : 2);
    trimsStart = false;
    if (trimsEnd) offset += /^[ \t\r\n]*/.exec(source.slice(offset))?.[0].length ?? 0;
    const inAction = source.slice(offset);
    if (inAction.startsWith('/*')) {
      const comment = /^\/\*[\s\S]*?\*\/(?:[ \t\r\n]+(-))?\}\}/.exec(inAction);
      if (comment) {
        offset += comment[0].length;
        trimsStart = comment[1] === '-';
        continue;
      }
      fail(inAction.includes('*/') ? 'comment ends before closing delimiter' : 'unclosed comment', offset);
    }
    tokens.push({ kind: 'open', text: '{{', offset: start });
    offset = scanAction(source, offset, tokens, fail);
    trimsStart = /[ \t\r\n]-\}\}$/.test(source.slice(Math.max(0, offset - 4), offset));
  }
  return tokens;
}

function scanAction(
  source: string,
  from: number,
  tokens: Token[],
  fail: (message: string, at: number) => never,
): number {
  let offset = from;
  let depth = 0;
  for (;;) {
    const close = /[ \t\r\n]-\}\}|\}\}/y;
    close.lastIndex = offset;
    const end = close.exec(source)?.[0];
    if (end !== undefined) {
      if (depth > 0) fail('unclosed left paren', offset);
      tokens.push({ kind: 'close', text: '}}', offset: offset + end.length - 2 });
      return offset + end.length;
    }
    if (offset >= source.length) fail('unclosed action', from);
    const token = match(source, offset);
    if (!token) {
      const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
      if (character === '"' || character === '`') {
        fail(`unterminated ${character === '`' ? 'raw ' : ''}quoted string`, offset);
      }
      if (character === "'") fail('unterminated character constant', offset);
      // one of ASCII is a token of its own in Go, though none that the grammar knows
      if (/[!-~]/.test(character)) fail(`unexpected ${goQuote(character)} in command`, offset);
      return fail(`unrecognized character in action: ${unicodeName(character)}`, offset);
    }
    if (token.kind === 'leftParen') depth++;
    if (token.kind === 'rightParen' && --depth < 0) fail('unexpected right paren', offset);
    if (token.kind === 'number') {
      const tail = /[\p{L}\p{N}_]/uy;
      tail.lastIndex = offset + token.text.length;
      const wrong = tail.exec(source)?.[0];
      if (wrong !== undefined) fail(`bad number syntax: ${JSON.stringify(token.text + wrong)}`, offset);
    }
    tokens.push(token);
    offset += token.text.length;
    if (token.kind === 'field' || token.kind === 'variable' || token.kind === 'word' || token.kind === 'dot') {
      const next = String.fromCodePoint(source.codePointAt(offset) ?? 0x20);
      if (!/[\s.,|:()]/.test(next) && !source.startsWith('}}', offset))
        fail(`bad character ${unicodeName(next)}`, offset);
    }
  }
}

/** U+007D '}' */
function unicodeName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} '${character}'`;
}

function match(source: string, offset: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = offset;
    const text = pattern.exec(source)?.[0];
    if (text !== undefined) return { kind, text, offset };
  }
  return undefined;
}
