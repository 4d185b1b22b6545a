/**
 * Values as templates see them. JSON's strings, numbers, booleans, null and arrays stand for Go's; a plain object is a
 * Go map; a GoStruct is a struct or an object with methods.
 */
export type GoValue = unknown;

/** A missing map entry: prints as '<no value>'. */
export const noValue: unique symbol = Symbol('<no value>');

/** A nil slice and a nil map: empty in all, but null in JSON. */
export const nilList: readonly never[] = Object.freeze([]);
export const nilMap: GoMap = Object.freeze({});

/** Fields, and methods that take arguments. Fields are read when used. */
export class GoStruct {
  constructor(
    /** As error messages name it: '*formatter.ContainerContext'. */
    readonly typeName: string,
    readonly fields: Readonly<Record<string, () => GoValue>>,
    readonly methods: Readonly<Record<string, (...args: GoValue[]) => GoValue>> = {},
    /** What `json` prints instead of the fields, where that differs. */
    readonly json?: () => unknown,
    /** Its own encoder writes it, which escapes <, > and &. */
    readonly escapesHtml = false,
  ) {}

  /** Its names are methods in Go, not fields: those that lists print. */
  get hasMethods(): boolean {
    return this.escapesHtml;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.fields, name);
  }

  get(name: string): GoValue {
    return this.fields[name]?.();
  }

  toJSON(): unknown {
    if (this.json) return this.json();
    return Object.fromEntries(Object.entries(this.fields).map(([name, read]) => [name, read()]));
  }
}

/** A Go map with methods: what it has not is no error. The header of a table is one. */
export class GoMapWithMethods extends GoStruct {}

export type GoMap = Readonly<Record<string, GoValue>>;

export function isMap(value: GoValue): value is GoMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof GoStruct);
}

/** Go's idea of an empty value, for if, with, and, or, not. */
export function isTrue(value: GoValue): boolean {
  if (value === noValue || value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return Boolean(value);
  return true;
}

/** The kind of value, for error messages. */
export function typeName(value: GoValue): string {
  if (value === null || value === undefined) return 'nil';
  if (value === noValue) return 'interface {}';
  if (Array.isArray(value)) return '[]interface {}';
  if (value instanceof GoStruct) return value.typeName;
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int64';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  return typeof value === 'string' ? 'string' : 'map[string]interface {}';
}

/** As fmt's %v prints it. */
export function printValue(value: GoValue): string {
  if (value === noValue) return '<no value>';
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(printValue).join(' ')}]`;
  if (value instanceof GoStruct)
    return `{${Object.values(value.fields)
      .map((read) => printValue(read()))
      .join(' ')}}`;
  if (isMap(value)) {
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${printValue(value[key])}`)
      .join(' ')}]`;
  }
  return String(value);
}

export function sortedKeys(map: GoMap): string[] {
  return Object.keys(map).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}
