import { isAlias, isMap, isScalar, isSeq, type Document, type Node as YamlNode, type Pair, type YAMLMap } from 'yaml';
import { ComposeError, type SourceRange } from '../problem.ts';
import { list, type MapEntry, type MapNode, type Node, type NodePath } from './node.ts';
import { resolvePlain } from './plain-scalar.ts';

/** One document of a file. */
export interface ComposeDocument {
  readonly root: Node;
  /** Where it says `!reset` or `!override`: what earlier files have there goes before this document is merged. */
  readonly resets: readonly NodePath[];
}

type At = (from: number, to: number) => SourceRange;

/** As many nodes as a document may have, aliases counted at each use: compose's guard against YAML bombs. */
const MOST_NODES = 100_000;

export function convertDocument(document: Document.Parsed, at: At): ComposeDocument {
  const converter = new Converter(document, at);
  const root = converter.convert(document.contents as YamlNode | null, []);
  return { root: root ?? { kind: 'scalar', value: null }, resets: converter.resets };
}

class Converter {
  readonly resets: NodePath[] = [];
  /** Anchored nodes that are being read, and where: an alias to one of them would never end. */
  readonly #open = new Map<YamlNode, NodePath>();
  #count = 0;

  constructor(
    readonly document: Document.Parsed,
    readonly at: At,
  ) {}

  /** Undefined for what `!reset` takes away. */
  convert(node: YamlNode | null, path: NodePath): Node | undefined {
    if (++this.#count > MOST_NODES) {
      throw new ComposeError(`compose file exceeds maximum node visit limit (${MOST_NODES})`);
    }
    if (node === null) return { kind: 'scalar', value: null };
    const at = this.#rangeOf(node);
    if (isAlias(node)) return this.#alias(node, path, at);
    if (node.tag === '!reset') {
      this.resets.push(path);
      return undefined;
    }
    if (node.tag === '!override') this.resets.push(path);
    if (isScalar(node)) return { kind: 'scalar', at, ...scalarOf(node) };
    const before = this.#open.get(node);
    if (before) throw cycle(path, before, at);
    this.#open.set(node, path);
    try {
      if (isMap(node)) return this.#map(node, path, at);
      const items = (isSeq(node) ? (node.items as (YamlNode | null)[]) : []).map((item, index) =>
        this.convert(item, [...path, String(index)]),
      );
      return list(
        items.filter((item) => item !== undefined),
        at,
      );
    } finally {
      this.#open.delete(node);
    }
  }

  #alias(node: Extract<YamlNode, { source: string }>, path: NodePath, at: SourceRange | undefined): Node | undefined {
    const target = isAlias(node) ? (node.resolve(this.document) as YamlNode | undefined) : undefined;
    if (!target) throw new ComposeError(`yaml: unknown anchor '${node.source}' referenced`, at);
    return this.convert(target, path);
  }

  #map(node: YAMLMap, path: NodePath, at: SourceRange | undefined): MapNode {
    const entries = new Map<string, MapEntry>();
    const merged: YamlNode[] = [];
    for (const pair of node.items as Pair<YamlNode, YamlNode | null>[]) {
      const key = this.#key(pair.key, path);
      const keyAt = this.#rangeOf(pair.key);
      if (key === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN') {
        if (pair.value) merged.push(pair.value);
        continue;
      }
      const earlier = entries.get(key);
      if (earlier) {
        const text = `line ${keyAt?.start.line}: mapping key ${JSON.stringify(key)} already defined at line`;
        throw new ComposeError(`${text} ${earlier.keyAt?.start.line}`, keyAt);
      }
      const value = this.convert(pair.value, [...path, key]);
      if (value) entries.set(key, { keyAt, value });
    }
    for (const source of merged) this.#merge(source, path, entries);
    return { kind: 'map', at, entries };
  }

  /** `<<`: what is merged gives way to the mapping's own keys, and what comes later to what comes first. */
  #merge(source: YamlNode, path: NodePath, entries: Map<string, MapEntry>): void {
    const node = this.convert(source, path);
    const sources = node?.kind === 'list' ? node.items : [node];
    for (const one of sources) {
      if (one?.kind !== 'map') {
        throw new ComposeError('yaml: map merge requires map or sequence of maps as the value', this.#rangeOf(source));
      }
      for (const [key, entry] of one.entries) if (!entries.has(key)) entries.set(key, entry);
    }
  }

  #key(key: YamlNode | null, path: NodePath): string {
    const resolved = key && isAlias(key) ? (key.resolve(this.document) as YamlNode) : key;
    const value = resolved && isScalar(resolved) ? scalarOf(resolved).value : null;
    if (typeof value === 'string') return value;
    const where = path.length === 0 ? 'at top level' : `in ${path.join('.')}`;
    throw new ComposeError(`non-string key ${where}: ${value === null ? '<nil>' : String(value)}`, this.#rangeOf(key));
  }

  #rangeOf(node: YamlNode | null): SourceRange | undefined {
    const range = node?.range;
    return range ? this.at(range[0], Math.max(range[1], range[0])) : undefined;
  }
}

function scalarOf(node: { value: unknown; type?: string; tag?: string; source?: string }) {
  const text = String(node.value ?? '');
  const tag = node.tag?.replace('tag:yaml.org,2002:', '!!');
  const isPlain = node.type === 'PLAIN' || node.type === undefined;
  return tag === '!!str' || (!isPlain && (tag === undefined || tag === '!override'))
    ? { value: text }
    : resolvePlain(text);
}

function cycle(path: NodePath, before: NodePath, at: SourceRange | undefined): ComposeError {
  return new ComposeError(
    `cycle detected: node at path ${path.join('.')} references node at path ${before.join('.')}`,
    at,
  );
}
