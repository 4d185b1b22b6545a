import type { SourceRange } from '../problem.ts';

/** A YAML value that knows where it was written. Made afresh for each use of an alias, so that it may be changed. */
export type Node = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly at?: SourceRange;
  readonly entries: Map<string, MapEntry>;
}

export interface MapEntry {
  /** Where the key is written. */
  readonly keyAt?: SourceRange;
  value: Node;
}

export interface ListNode {
  readonly kind: 'list';
  readonly at?: SourceRange;
  readonly items: Node[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly at?: SourceRange;
  readonly value: Scalar;
  /** The number was written as 1.0 or 1e3: Go's YAML makes it a float, which an integer may not be. */
  readonly isFloat?: boolean;
}

export type Scalar = string | number | boolean | null;

/** Where a value is in a tree: keys, and '0', '1' … in lists. */
export type NodePath = readonly string[];

export function scalar(value: Scalar, at?: SourceRange): ScalarNode {
  return { kind: 'scalar', value, at };
}

export function list(items: Node[], at?: SourceRange): ListNode {
  return { kind: 'list', items, at };
}

export function map(entries: readonly (readonly [string, Node])[] = [], at?: SourceRange): MapNode {
  return { kind: 'map', at, entries: new Map(entries.map(([key, value]) => [key, { value }])) };
}

export function childOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

/** The child as a mapping, made when there is none. */
export function mapAt(node: MapNode, key: string): MapNode | undefined {
  const child = childOf(node, key);
  return child?.kind === 'map' ? child : undefined;
}

export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function isNull(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** Sets a value; the key keeps its place in the file, and gets the value's when it is new. */
export function setChild(node: MapNode, key: string, value: Node): void {
  const entry = node.entries.get(key);
  if (entry) entry.value = value;
  else node.entries.set(key, { value, keyAt: value.at });
}

export function toPlain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}

export function clone<T extends Node>(node: T): T;
export function clone(node: Node): Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => clone(item)) };
  const entries = [...node.entries].map(([key, entry]) => [key, { ...entry, value: clone(entry.value) }] as const);
  return { ...node, entries: new Map(entries) };
}

/** Where `path` is written: the value, its key with `isKey`, or the nearest thing around it that has a place. */
export function locate(root: Node, path: NodePath, isKey = false): SourceRange | undefined {
  let node: Node = root;
  let found = root.at;
  for (const [index, step] of path.entries()) {
    const entry: MapEntry | undefined = node.kind === 'map' ? node.entries.get(step) : undefined;
    const next: Node | undefined = node.kind === 'list' ? node.items[Number(step)] : entry?.value;
    if (!next) return found;
    const isLast = index === path.length - 1;
    found = (isLast && isKey ? entry?.keyAt : undefined) ?? next.at ?? entry?.keyAt ?? found;
    node = next;
  }
  return found;
}

/** A scalar as Go prints it with %v: how lists of KEY=VALUE and mappings come to the same. */
export function goText(value: Scalar): string {
  if (value === null) return '<nil>';
  if (typeof value !== 'number' || value === 0) return String(value);
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  if (magnitude >= 1e-4 && magnitude < 1e21) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
