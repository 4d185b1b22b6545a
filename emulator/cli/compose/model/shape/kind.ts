import type { SourceRange } from '../problem.ts';
import type { Node } from '../tree/node.ts';

/** A Go struct on its way to YAML or JSON: keys in the order of its fields. Plain objects are maps: sorted by key. */
export type Printable = string | number | boolean | null | readonly Printable[] | Fields | PrintableMap;
export interface PrintableMap {
  readonly [key: string]: Printable;
}

/** Keys in their order. */
export class Fields {
  constructor(readonly entries: readonly (readonly [string, Printable])[]) {}
}

export type Format = 'yaml' | 'json';

/**
 * How an attribute is read from the canonical tree, and how docker compose prints it. Kinds mirror the types of
 * compose's Go structs, for they decide what is printed when nothing is set.
 */
export interface Kind<T> {
  read(node: Node, reader: Reader, path: string): T;
  print(value: T, format: Format): Printable;
  /** What is left out of the output though it is set ("omitempty"). */
  isEmpty?(value: T): boolean;
  /** Printed in JSON even when it is not set: Go's structs that are no pointers, and commands. */
  readonly absentInJson?: Printable;
}

/** Collects what cannot be read, so that all of it can be said at once. */
export class Reader {
  readonly errors: { readonly message: string; readonly at: SourceRange | undefined }[] = [];

  fail(path: string, reason: string, node: Node): void {
    this.errors.push({ message: `error decoding '${path}': ${reason}`, at: node.at });
  }
}
