import { goQuote } from '../format/text.ts';
import { TemplateSyntaxError, tokenize, type Token, type TokenKind } from './lexer.ts';
import { parseNumber, unquote } from './literals.ts';
import type { Command, Node, Operand, ParsedTemplate, Pipeline } from './tree.ts';

const blockKeywords = ['if', 'with', 'range'] as const;
type BlockKeyword = (typeof blockKeywords)[number];
const keywords = new Set(['if', 'with', 'range', 'else', 'end', 'break', 'continue', 'template', 'define', 'block']);

/** Where a list of nodes ended. */
interface ListEnd {
  readonly nodes: Node[];
  readonly stop: 'eof' | 'end' | 'else';
}

/** Parses Go's text/template, which Docker's --format is. Throws TemplateSyntaxError in Go's words. */
export function parseTemplate(source: string, functions: ReadonlySet<string>, name = ''): ParsedTemplate {
  return new Parser(source, functions, name).parse();
}

class Parser {
  readonly #tokens: Token[];
  readonly #source: string;
  readonly #functions: ReadonlySet<string>;
  #next = 0;
  #variables: string[] = ['$'];
  #rangeDepth = 0;
  /** How many blocks it is in. */
  #depth = 0;
  readonly #definitions = new Map<string, readonly Node[]>();

  readonly #name: string;

  constructor(source: string, functions: ReadonlySet<string>, name: string) {
    this.#name = name;
    this.#source = source;
    this.#functions = functions;
    this.#tokens = tokenize(source, name);
  }

  parse(): ParsedTemplate {
    const { nodes, stop } = this.#list();
    if (stop !== 'eof') this.#fail(`unexpected {{${stop}}}`);
    return { nodes, definitions: this.#definitions };
  }

  #list(): ListEnd {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.#tokens[this.#next++];
      if (!token) return { nodes, stop: 'eof' };
      if (token.kind === 'text') {
        nodes.push({ kind: 'text', text: token.text });
        continue;
      }
      const word = this.#peek();
      if (word?.kind === 'word' && (word.text === 'end' || word.text === 'else')) {
        this.#take();
        if (word.text === 'end') this.#expect('close', 'end');
        return { nodes, stop: word.text };
      }
      const node = this.#action();
      if (node) nodes.push(node);
    }
  }

  /** Undefined for a definition, which prints nothing where it stands. */
  #action(): Node | undefined {
    const word = this.#peek();
    if (word?.kind === 'word') {
      const keyword = blockKeywords.find((name) => name === word.text);
      if (keyword) {
        this.#take();
        return this.#block(keyword);
      }
      if (word.text === 'break' || word.text === 'continue') {
        this.#take();
        if (this.#rangeDepth === 0) this.#fail(`{{${word.text}}} outside {{range}}`);
        this.#expect('close', `{{${word.text}}}`);
        return { kind: word.text };
      }
      if (word.text === 'template') return this.#template(word);
      if (word.text === 'define' || word.text === 'block') return this.#definition(word, word.text);
    }
    return { kind: 'action', pipeline: this.#pipeline('command', 'close') };
  }

  #template(word: Token): Node {
    this.#take();
    const name = this.#templateName('template clause');
    if (this.#peek()?.kind !== 'close') return this.#call(word, name, this.#pipeline('template clause', 'close'));
    this.#take();
    return this.#call(word, name, undefined);
  }

  #call({ offset }: Token, name: string, pipeline: Pipeline | undefined): Node {
    const text = `{{template ${goQuote(name)}${pipeline ? ` ${pipeline.text}` : ''}}}`;
    return { kind: 'template', name, pipeline, offset, text };
  }

  /** {{define "x"}}…{{end}}, and {{block "x" .}}…{{end}}, which is used where it stands. */
  #definition(word: Token, kind: 'define' | 'block'): Node | undefined {
    if (kind === 'define' && this.#depth > 0) this.#unexpected(word, 'command');
    this.#take();
    const name = this.#templateName(`${kind} clause`);
    const pipeline = kind === 'block' ? this.#pipeline('block clause', 'close') : undefined;
    if (kind === 'define') this.#expect('close', 'define clause');
    const [variables, rangeDepth] = [this.#variables, this.#rangeDepth];
    [this.#variables, this.#rangeDepth] = [['$'], 0];
    this.#depth++;
    const { nodes, stop } = this.#list();
    this.#depth--;
    [this.#variables, this.#rangeDepth] = [variables, rangeDepth];
    if (stop !== 'end') this.#fail(stop === 'eof' ? 'unexpected EOF' : `unexpected {{else}} in ${kind} clause`);
    this.#definitions.set(name, nodes);
    return kind === 'block' ? this.#call(word, name, pipeline) : undefined;
  }

  #templateName(context: string): string {
    const token = this.#peek();
    if (token?.kind !== 'string') return this.#unexpected(token, context);
    this.#take();
    return unquote(token.text) ?? this.#fail('invalid syntax');
  }

  #block(kind: BlockKeyword): Node {
    this.#depth++;
    try {
      return this.#blockBody(kind);
    } finally {
      this.#depth--;
    }
  }

  #blockBody(kind: BlockKeyword): Node {
    const outer = this.#variables.length;
    if (kind === 'range') this.#rangeDepth++;
    const pipeline = this.#pipeline(kind, 'close');
    const { nodes: body, stop } = this.#list();
    if (kind === 'range') this.#rangeDepth--;
    let otherwise: Node[] = [];
    if (stop === 'eof') this.#fail('unexpected EOF');
    if (stop === 'else') {
      const chained = this.#peek();
      if (chained?.kind === 'word' && chained.text === kind && kind !== 'range') {
        this.#take();
        otherwise = [this.#block(kind)];
      } else {
        this.#expect('close', 'else');
        const rest = this.#list();
        if (rest.stop !== 'end') this.#fail(rest.stop === 'eof' ? 'unexpected EOF' : `expected end; found {{else}}`);
        otherwise = rest.nodes;
      }
    }
    this.#variables.length = outer;
    return { kind, pipeline, body, otherwise };
  }

  #pipeline(context: string, end: 'close' | 'rightParen'): Pipeline {
    const first = this.#peek();
    const offset = first?.offset ?? this.#source.length;
    const { variables, isAssignment } = this.#declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.#peek();
      if (token?.kind === end) {
        this.#take();
        if (commands.length === 0) this.#fail(`missing value for ${context}`);
        for (const [index, command] of commands.entries()) {
          const kind = command.operands[0]?.kind;
          if (index > 0 && (kind === 'constant' || kind === 'dot' || kind === 'nil')) {
            this.#fail(`non executable command in pipeline stage ${index + 1}`);
          }
        }
        const text = (variables.length > 0 ? `${variables.join(', ')} ${isAssignment ? '=' : ':='} ` : '').concat(
          commands.map((command) => command.text).join(' | '),
        );
        return { variables, isAssignment, commands, offset, text };
      }
      if (!token || !isOperandStart(token.kind)) this.#unexpected(token, context);
      commands.push(this.#command(end));
    }
  }

  /** `$x :=`, `$x =`, and for range `$i, $v :=`. */
  #declarations(context: string): { variables: string[]; isAssignment: boolean } {
    const start = this.#next;
    const variables: string[] = [];
    for (let token = this.#peek(); token?.kind === 'variable'; token = this.#peek()) {
      this.#take();
      variables.push(token.text);
      const after = this.#peek();
      if (after?.kind === 'comma' && context === 'range' && variables.length < 2) {
        this.#take();
        continue;
      }
      if (after?.kind === 'declare' || after?.kind === 'assign') {
        this.#take();
        if (after.kind === 'declare') this.#variables.push(...variables);
        return { variables, isAssignment: after.kind === 'assign' };
      }
      break;
    }
    this.#next = start;
    return { variables: [], isAssignment: false };
  }

  #command(end: TokenKind): Command {
    const operands: Operand[] = [];
    const offset = this.#peek()?.offset ?? 0;
    for (;;) {
      const operand = this.#operand();
      if (operand) operands.push(operand);
      const raw = this.#tokens[this.#next];
      if (raw?.kind === 'space') {
        this.#take();
        if (this.#peekRaw()?.kind !== 'pipe' && this.#peekRaw()?.kind !== end) continue;
      }
      const token = this.#peek();
      if (token?.kind === 'pipe') this.#take();
      else if (token?.kind !== end) this.#unexpected(token, 'operand');
      break;
    }
    if (operands.length === 0) this.#fail('empty command');
    return { operands, offset, text: operands.map((operand) => operand.text).join(' ') };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (!term) return undefined;
    const names: string[] = [];
    let last = term.offset;
    for (let token = this.#peekRaw(); token?.kind === 'field'; token = this.#peekRaw()) {
      this.#next++;
      names.push(token.text.slice(1));
      if (names.length === 1) last = token.offset;
    }
    if (names.length === 0) return term;
    const text = term.text + names.map((name) => `.${name}`).join('');
    if (term.kind === 'field') return { ...term, names: [...term.names, ...names], text, offset: last };
    if (term.kind === 'variable') return { ...term, names: [...term.names, ...names], text, offset: last };
    if (term.kind === 'constant') this.#fail(`unexpected . after term ${JSON.stringify(term.text)}`);
    return { kind: 'chain', of: term, names, text, offset: last };
  }

  #term(): Operand | undefined {
    const token = this.#peekRaw();
    if (!token || !isOperandStart(token.kind)) return undefined;
    this.#next++;
    const { offset, text } = token;
    switch (token.kind) {
      case 'word':
        if (text === 'true' || text === 'false') return { kind: 'constant', value: text === 'true', offset, text };
        if (text === 'nil') return { kind: 'nil', offset, text };
        if (!this.#functions.has(text)) this.#fail(`function ${goQuote(text)} not defined`);
        return { kind: 'function', name: text, offset, text };
      case 'dot':
        return { kind: 'dot', offset, text };
      case 'variable':
        if (!this.#variables.includes(text)) this.#fail(`undefined variable ${goQuote(text)}`);
        return { kind: 'variable', name: text, names: [], offset, text };
      case 'field':
        return { kind: 'field', names: [text.slice(1)], offset, text };
      case 'number':
        return { kind: 'constant', value: parseNumber(text), offset, text };
      case 'character':
        return { kind: 'constant', value: unquote(text)?.codePointAt(0) ?? 0, offset, text };
      case 'leftParen': {
        const pipeline = this.#pipeline('parenthesized pipeline', 'rightParen');
        return { kind: 'pipeline', pipeline, offset, text: `(${pipeline.text})` };
      }
      default: {
        const value = unquote(text);
        if (value === undefined) return this.#fail('invalid syntax');
        return { kind: 'constant', value, offset, text };
      }
    }
  }

  #peekRaw(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #peek(): Token | undefined {
    while (this.#tokens[this.#next]?.kind === 'space') this.#next++;
    return this.#tokens[this.#next];
  }

  #take(): void {
    this.#next++;
  }

  #expect(kind: TokenKind, context: string): void {
    const token = this.#peek();
    if (token?.kind !== kind) this.#unexpected(token, context);
    this.#take();
  }

  #unexpected(token: Token | undefined, context: string): never {
    if (!token) return this.#fail('unexpected EOF');
    const shown = keywords.has(token.text) ? `<${token.text}>` : goQuote(token.text);
    return this.#fail(`unexpected ${shown} in ${context}`);
  }

  #fail(message: string): never {
    const at = this.#tokens[Math.max(0, this.#next - 1)]?.offset ?? 0;
    const line = 1 + (this.#source.slice(0, at).match(/\n/g)?.length ?? 0);
    throw new TemplateSyntaxError(`template: ${this.#name}:${line}: ${message}`);
  }
}

function isOperandStart(kind: TokenKind): boolean {
  return ['word', 'dot', 'variable', 'field', 'number', 'character', 'string', 'leftParen'].includes(kind);
}
