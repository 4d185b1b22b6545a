/** A line's parts: the columns (from 0) of its dashes, and what follows them. */
export interface LineParts {
  readonly dashes: readonly number[];
  readonly column: number;
  readonly content: string;
  /** Undefined where the content is no `key:`. */
  readonly key: string | undefined;
  /** After `key:`, without the space between; '' when there is nothing. */
  readonly value: string;
  /** Where `value` begins in the line. */
  readonly valueColumn: number;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@-][^#:]*?|-[^\s#:][^#:]*?))\s*:(?:(\s+)(.*)|$)/;

/** Undefined for empty lines and comments. */
export function partsOf(line: string): LineParts | undefined {
  const dashes: number[] = [];
  let column = line.length - line.trimStart().length;
  while (/^-(?:\s|$)/.test(line.slice(column))) {
    dashes.push(column);
    const rest = line.slice(column + 1);
    column += 1 + rest.length - rest.trimStart().length;
  }
  const content = line.slice(column);
  if (content.startsWith('#') || (content === '' && dashes.length === 0)) return undefined;
  const found = KEY.exec(content);
  const value = found?.[5] ?? '';
  return {
    ...{ dashes, column, content, value },
    key: found ? (found[1] ?? found[2] ?? found[3]) : undefined,
    valueColumn: line.length - value.length,
  };
}

/** Where a cursor is in a compose file in block style, however unfinished. */
export interface Place {
  /** Keys from the top to what the cursor is in, and with `isValue` its own; '-' for an item of a list. */
  readonly path: readonly string[];
  /** After `key: `. */
  readonly isValue: boolean;
  /** What is typed up to the cursor, and the offset it begins at. */
  readonly word: string;
  readonly wordFrom: number;
  /** From 0: where the key or item begins. */
  readonly column: number;
  /** The width of the line's `- `. */
  readonly dashWidth: number;
  /** Other keys of the same mapping. */
  readonly siblings: readonly string[];
}

/** Undefined in a comment. */
export function placeAt(text: string, offset: number): Place | undefined {
  const lines = text.split('\n');
  const before = text.slice(0, offset).split('\n');
  const number = before.length - 1;
  const typed = before[number]!;
  if (/^\s*#|\s#/.test(typed)) return undefined;
  const parts = partsOf(typed) ?? {
    ...{ dashes: [], column: typed.length, content: '', key: undefined, value: '', valueColumn: typed.length },
  };
  const isValue = parts.key !== undefined && /:\s/.test(parts.content);
  const path = ancestors(lines, number, parts);
  const word = isValue ? parts.value : parts.content;
  return {
    path: isValue ? [...path, parts.key!] : path,
    ...{ isValue, word },
    wordFrom: offset - word.length,
    column: parts.column,
    dashWidth: parts.column - (parts.dashes[0] ?? parts.column),
    siblings: siblings(lines, number, parts),
  };
}

/** The keys above what stands at `parts` of a line, from the top; '-' for an item of a list. */
export function ancestors(
  lines: readonly string[],
  number: number,
  parts: Pick<LineParts, 'dashes' | 'column'>,
): string[] {
  const path: string[] = [];
  let { column } = parts;
  let isInList = false;
  const enter = (dash: number) => {
    path.unshift('-');
    column = dash;
    isInList = true;
  };
  for (const dash of [...parts.dashes].reverse()) enter(dash);
  for (let at = number - 1; at >= 0 && (column > 0 || isInList); at -= 1) {
    const above = partsOf(lines[at]!);
    if (above === undefined) continue;
    // A list may stand in the column of its key.
    if (above.key !== undefined && (above.column < column || (isInList && above.column === column))) {
      path.unshift(above.key);
      column = above.column;
      isInList = false;
    }
    for (const dash of [...above.dashes].reverse()) if (dash < column) enter(dash);
  }
  return path;
}

function siblings(lines: readonly string[], number: number, { dashes, column }: LineParts): string[] {
  const found: string[] = [];
  const look = (at: number, isFirst: boolean): boolean => {
    const line = partsOf(lines[at]!);
    if (line === undefined || Math.min(line.column, ...line.dashes) > column) return true;
    if (line.key !== undefined && line.column === column && (line.dashes.length === 0 || isFirst)) found.push(line.key);
    return line.column >= column && line.dashes.length === 0;
  };
  if (dashes.length === 0) for (let at = number - 1; at >= 0 && look(at, true); at -= 1);
  for (let at = number + 1; at < lines.length && look(at, false); at += 1);
  return found;
}

/** The names under a key of the top: 'services' → what services there are, with their lines (from 0). */
export function namesUnder(text: string, top: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  let isInside = false;
  let column: number | undefined;
  for (const [number, line] of text.split('\n').entries()) {
    const parts = partsOf(line);
    if (parts?.key === undefined || parts.dashes.length > 0) continue;
    if (parts.column === 0) {
      isInside = parts.key === top;
      column = undefined;
    } else if (isInside && parts.column === (column ??= parts.column)) names.set(parts.key, number);
  }
  return names;
}
