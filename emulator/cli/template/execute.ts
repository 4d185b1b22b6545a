import type { TemplateFunction } from './functions.ts';
import type { Command, Node, Operand, ParsedTemplate, Pipeline } from './tree.ts';
import {
  GoMapWithMethods,
  GoStruct,
  isMap,
  isTrue,
  noValue,
  printValue,
  sortedKeys,
  typeName,
  type GoMap,
  type GoValue,
} from './values.ts';

/** The template met a value it cannot work with; the message is Go's. */
export class TemplateExecutionError extends Error {
  override readonly name = 'TemplateExecutionError';
  /** What had been printed by then: Go's templates print as they go. */
  printed = '';
}

export interface ExecuteOptions {
  /** How errors call the template. */
  readonly name: string;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  /** Map entries that are not there are errors instead of '<no value>'. */
  readonly missingKeyIsError?: boolean;
}

/** Runs a parsed template over `data` and returns what it prints. Throws TemplateExecutionError. */
export function executeTemplate(
  source: string,
  { nodes, definitions }: ParsedTemplate,
  data: GoValue,
  options: ExecuteOptions,
): string {
  const run = new Execution(source, definitions, data, options);
  try {
    run.list(nodes, data);
  } catch (error) {
    if (error instanceof TemplateExecutionError) error.printed = run.output;
    throw error;
  }
  return run.output;
}

class LoopJump {
  constructor(readonly kind: 'break' | 'continue') {}
}

/** How deep templates may use each other. */
const MAX_DEPTH = 500;

const nothing = Symbol('no piped value');

class Execution {
  output = '';
  readonly #source: string;
  readonly #options: ExecuteOptions;
  readonly #definitions: ParsedTemplate['definitions'];
  #variables: { name: string; value: GoValue }[];
  #depth = 0;

  constructor(source: string, definitions: ParsedTemplate['definitions'], data: GoValue, options: ExecuteOptions) {
    this.#source = source;
    this.#definitions = definitions;
    this.#options = options;
    this.#variables = [{ name: '$', value: data }];
  }

  list(nodes: readonly Node[], dot: GoValue): void {
    for (const node of nodes) this.#node(node, dot);
  }

  #node(node: Node, dot: GoValue): void {
    switch (node.kind) {
      case 'text':
        this.output += node.text;
        return;
      case 'action': {
        const value = this.#pipeline(node.pipeline, dot);
        if (node.pipeline.variables.length === 0) this.output += printValue(value);
        return;
      }
      case 'template':
        return this.#template(node, dot);
      case 'break':
      case 'continue':
        throw new LoopJump(node.kind);
      default: {
        const scope = this.#variables.length;
        if (node.kind === 'range') this.#range(node, dot);
        else {
          const value = this.#pipeline(node.pipeline, dot);
          if (isTrue(value)) this.list(node.body, node.kind === 'with' ? value : dot);
          else this.list(node.otherwise, dot);
        }
        this.#variables.length = scope;
      }
    }
  }

  #template(node: Extract<Node, { kind: 'template' }>, dot: GoValue): void {
    const nodes = this.#definitions.get(node.name);
    if (!nodes) this.#fail(node, `template ${JSON.stringify(node.name)} not defined`);
    if (this.#depth === MAX_DEPTH) this.#fail(node, `exceeded maximum template depth (${MAX_DEPTH})`);
    const value = node.pipeline ? this.#pipeline(node.pipeline, dot) : noValue;
    const outer = this.#variables;
    this.#variables = [{ name: '$', value }];
    this.#depth++;
    this.list(nodes, value);
    this.#depth--;
    this.#variables = outer;
  }

  #range(node: Extract<Node, { kind: 'if' | 'with' | 'range' }>, dot: GoValue): void {
    const { pipeline } = node;
    const value = this.#pipeline({ ...pipeline, variables: [] }, dot);
    const entries = this.#entries(value, pipeline);
    if (entries.length === 0) return this.list(node.otherwise, dot);
    const scope = this.#variables.length;
    for (const [key, item] of entries) {
      const [first, second] = pipeline.variables;
      if (first !== undefined) this.#bind(pipeline, first, second === undefined ? item : key);
      if (second !== undefined) this.#bind(pipeline, second, item);
      try {
        this.list(node.body, item);
      } catch (jump) {
        if (!(jump instanceof LoopJump)) throw jump;
        if (jump.kind === 'break') break;
      } finally {
        this.#variables.length = scope;
      }
    }
  }

  #entries(value: GoValue, at: Pipeline): (readonly [GoValue, GoValue])[] {
    if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
    if (typeof value === 'number')
      return Array.from({ length: Math.max(0, value) }, (_, index) => [index, index] as const);
    if (isMap(value)) return sortedKeys(value).map((key) => [key, value[key]] as const);
    if (value === null || value === undefined || value === noValue) return [];
    return this.#fail(at, `range can't iterate over ${printValue(value)}`);
  }

  #bind(pipeline: Pipeline, name: string, value: GoValue): void {
    if (!pipeline.isAssignment) {
      this.#variables.push({ name, value });
      return;
    }
    const variable = this.#variables.findLast((one) => one.name === name);
    if (variable) variable.value = value;
  }

  #pipeline(pipeline: Pipeline, dot: GoValue): GoValue {
    let value: GoValue = nothing;
    for (const command of pipeline.commands) value = this.#command(command, dot, value);
    for (const name of pipeline.variables) this.#bind(pipeline, name, value);
    return value;
  }

  #command(command: Command, dot: GoValue, piped: GoValue): GoValue {
    const [first, ...rest] = command.operands;
    if (!first) return undefined;
    const takesArguments = rest.length > 0 || piped !== nothing;
    switch (first.kind) {
      case 'function':
        return this.#call(first, command, rest, dot, piped);
      case 'field':
        return this.#fields(first, dot, first.names, () => this.#arguments(rest, dot, piped));
      case 'variable':
        return this.#fields(first, this.#variable(first.name), first.names, () => this.#arguments(rest, dot, piped));
      case 'chain':
        return this.#fields(first, this.#operand(first.of, dot), first.names, () => this.#arguments(rest, dot, piped));
      default:
        if (takesArguments) this.#fail(first, `can't give argument to non-function ${first.text}`);
        if (first.kind === 'nil') this.#fail(first, 'nil is not a command');
        return this.#operand(first, dot);
    }
  }

  #arguments(operands: readonly Operand[], dot: GoValue, piped: GoValue): GoValue[] {
    const values = operands.map((operand) => this.#operand(operand, dot));
    return piped === nothing ? values : [...values, piped];
  }

  #operand(operand: Operand, dot: GoValue): GoValue {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'constant':
        return operand.value;
      case 'pipeline':
        return this.#pipeline(operand.pipeline, dot);
      case 'function':
        return this.#call(
          operand,
          { operands: [operand], offset: operand.offset, text: operand.text },
          [],
          dot,
          nothing,
        );
      case 'field':
        return this.#fields(operand, dot, operand.names, () => []);
      case 'variable':
        return this.#fields(operand, this.#variable(operand.name), operand.names, () => []);
      case 'chain':
        return this.#fields(operand, this.#operand(operand.of, dot), operand.names, () => []);
    }
  }

  #variable(name: string): GoValue {
    return this.#variables.findLast((one) => one.name === name)?.value;
  }

  /** .A.B.C on a value; only the last may be a method that takes the arguments. */
  #fields(at: Operand, start: GoValue, names: readonly string[], args: () => GoValue[]): GoValue {
    let value = start;
    for (const [index, name] of names.entries()) {
      value = this.#field(at, value, name, index === names.length - 1 ? args() : []);
    }
    return value;
  }

  #field(at: Operand, receiver: GoValue, name: string, args: readonly GoValue[]): GoValue {
    if (receiver instanceof GoStruct) {
      const method = receiver.methods[name];
      if (method) {
        if (args.length !== method.length) {
          this.#fail(at, `wrong number of args for ${name}: want ${method.length} got ${args.length}`);
        }
        return method(...args);
      }
      if (receiver.has(name)) {
        if (args.length > 0) {
          this.#fail(
            at,
            receiver.hasMethods
              ? `wrong number of args for ${name}: want 0 got ${args.length}`
              : `${name} has arguments but cannot be invoked as function`,
          );
        }
        return receiver.get(name);
      }
      if (receiver instanceof GoMapWithMethods) return noValue;
      return this.#fail(at, `can't evaluate field ${name} in type ${receiver.typeName}`);
    }
    if (receiver === noValue || receiver === undefined) return this.#fail(at, `nil data; no entry for key "${name}"`);
    if (receiver === null) return this.#fail(at, `nil pointer evaluating interface {}.${name}`);
    if (!isMap(receiver))
      return this.#fail(
        at,
        `can't evaluate field ${name} in type ${this.#options.missingKeyIsError ? 'interface {}' : interfaceName(receiver)}`,
      );
    if (args.length > 0) this.#fail(at, `${name} is not a method but has arguments`);
    return this.#entry(at, receiver, name);
  }

  #entry(at: Operand, map: GoMap, name: string): GoValue {
    if (Object.hasOwn(map, name)) return map[name];
    if (this.#options.missingKeyIsError) return this.#fail(at, `map has no entry for key "${name}"`);
    return noValue;
  }

  #call(
    at: Operand & { kind: 'function' },
    command: Command,
    operands: readonly Operand[],
    dot: GoValue,
    piped: GoValue,
  ): GoValue {
    const called = this.#options.functions[at.name];
    if (!called) return this.#fail(at, `"${at.name}" is not a defined function`);
    const count = operands.length + (piped === nothing ? 0 : 1);
    if (count < called.least || count > called.most) {
      const wanted = called.most === Infinity ? `at least ${called.least}` : String(called.most);
      this.#fail(at, `wrong number of args for ${at.name}: want ${wanted} got ${count}`);
    }
    if (at.name === 'and' || at.name === 'or') return this.#shortCircuit(at.name, operands, dot, piped);
    const args = this.#arguments(operands, dot, piped);
    args.forEach((value, index) => this.#checkType(operands[index] ?? at, called, index, value));
    try {
      return called.call(...args);
    } catch (error) {
      return this.#fail(command, `error calling ${at.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #shortCircuit(name: 'and' | 'or', operands: readonly Operand[], dot: GoValue, piped: GoValue): GoValue {
    let value: GoValue;
    for (const operand of operands) {
      value = this.#operand(operand, dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped === nothing ? value : piped;
  }

  #checkType(at: Operand, called: TemplateFunction, index: number, value: GoValue): void {
    const wanted = called.takes?.[Math.min(index, called.takes.length - 1)] ?? 'any';
    const fits =
      wanted === 'any' ||
      (wanted === 'string' && typeof value === 'string') ||
      (wanted === 'int' && typeof value === 'number') ||
      (wanted === 'list' && (Array.isArray(value) || value === null));
    if (fits) return;
    const go = wanted === 'list' ? '[]string' : wanted;
    if (at.kind === 'constant') this.#fail(at, `expected ${go === 'int' ? 'integer' : go}; found ${at.text}`);
    if (value === noValue || value === null) this.#fail(at, `invalid value; expected ${go}`);
    this.#fail(at, `wrong type for value; expected ${go}; got ${typeName(value)}`);
  }

  #fail(at: { offset: number; text: string }, message: string): never {
    const before = this.#source.slice(0, at.offset);
    const line = 1 + (before.match(/\n/g)?.length ?? 0);
    const { name } = this.#options;
    const column = at.offset - (before.lastIndexOf('\n') + 1);
    throw new TemplateExecutionError(
      `template: ${name}:${line}:${column}: executing "${name}" at <${at.text}>: ${message}`,
    );
  }
}

function interfaceName(value: GoValue): string {
  return Array.isArray(value) || isMap(value) ? 'interface {}' : typeName(value);
}
