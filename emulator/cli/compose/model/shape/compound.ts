import { goType } from '../merge/unique.ts';
import { isNull, toPlain, type Node } from '../tree/node.ts';
import { Fields, type Format, type Kind, type Printable, type Reader } from './kind.ts';

/** The attributes of T in the order of compose's Go struct, which is the order they are printed in. */
export type Shape<T> = {
  readonly [Key in Exclude<keyof T, 'extensions'>]-?: Kind<NonNullable<T[Key]> | NullOf<T[Key]>>;
};
type NullOf<T> = null extends T ? null : never;

interface ObjectOptions<T> {
  /** Attributes that are printed even when they are empty. */
  readonly keeps?: readonly (keyof T)[];
  /** A Go struct that is no pointer: in YAML left out when nothing is in it, in JSON printed always. */
  readonly isValue?: boolean;
  /** Attributes that belong to the value but are not printed. */
  readonly hides?: readonly (keyof T)[];
}

/** A mapping with known keys; `x-…` keys are kept as they are, in `extensions`. */
export function object<T extends object>(shape: Shape<T>, options: ObjectOptions<T> = {}): Kind<T> {
  const kinds = Object.entries(shape) as [keyof T & string, Kind<unknown>][];
  const known = new Map(kinds);
  const printed = (value: T, format: Format): (readonly [string, Printable])[] => {
    const fields = kinds.flatMap(([key, kind]): [string, Printable][] => {
      if (options.hides?.includes(key)) return [];
      const field: unknown = value[key];
      const isEmpty = field === undefined || (kind.isEmpty?.(field) ?? false);
      if (isEmpty && format === 'json' && kind.absentInJson !== undefined) return [[key, kind.absentInJson]];
      return field === undefined || (isEmpty && !options.keeps?.includes(key))
        ? []
        : [[key, kind.print(field, format)]];
    });
    // Go's JSON leaves extensions out
    return format === 'json' ? fields : [...fields, ...extensionsOf(value)];
  };
  return {
    read: (node, reader, path) => readObject(node, known, reader, path) as T,
    print: (value, format) => new Fields(printed(value, format)),
    isEmpty: options.isValue ? (value) => printed(value, 'yaml').length === 0 : undefined,
    absentInJson: options.isValue ? new Fields([]) : undefined,
  };
}

export function extensionsOf(value: object): [string, Printable][] {
  const extensions = 'extensions' in value ? (value.extensions as Readonly<Record<string, Printable>>) : {};
  return Object.entries(extensions ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function readObject(node: Node, kinds: ReadonlyMap<string, Kind<unknown>>, reader: Reader, path: string): object {
  if (node.kind !== 'map') {
    if (!isNull(node)) reader.fail(path, `expected a map, got '${goType(node)}'`, node);
    return {};
  }
  const value: Record<string, unknown> = {};
  const extensions: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) {
    const kind = kinds.get(key);
    if (kind) value[key] = kind.read(entry.value, reader, path === '' ? key : `${path}.${key}`);
    else if (key.startsWith('x-')) extensions[key] = toPlain(entry.value);
  }
  return Object.keys(extensions).length > 0 ? { ...value, extensions } : value;
}

export function listOf<T>(kind: Kind<T>): Kind<readonly T[]> {
  return {
    read: (node, reader, path) =>
      (node.kind === 'list' ? node.items : []).map((item, index) => kind.read(item, reader, `${path}[${index}]`)),
    print: (value, format) => value.map((item) => kind.print(item, format)),
    isEmpty: (value) => value.length === 0,
  };
}

/** A mapping from names to values of one kind. */
export function recordOf<T>(kind: Kind<T>): Kind<Readonly<Record<string, T>>> {
  return {
    read: (node, reader, path) =>
      Object.fromEntries(
        [...(node.kind === 'map' ? node.entries : [])].map(
          ([key, entry]) => [key, kind.read(entry.value, reader, `${path}[${key}]`)] as const,
        ),
      ),
    print: (value, format) =>
      Object.fromEntries(Object.entries(value).map(([key, item]) => [key, kind.print(item, format)])),
    isEmpty: (value) => Object.keys(value).length === 0,
  };
}

/** A value that may be null in its mapping: `networks: { default: null }`. */
export function orNull<T>(kind: Kind<T>): Kind<T | null> {
  return {
    read: (node, reader, path) => (isNull(node) ? null : kind.read(node, reader, path)),
    print: (value, format) => (value === null ? null : kind.print(value, format)),
  };
}
