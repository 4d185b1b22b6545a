/** A shell pattern as source of a regular expression: `*` and `?` match anything, the escape character takes that away. */
export function wildcardPattern(pattern: string, greedy: boolean): string {
  let out = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '*') out += greedy ? '.*' : '.*?';
    else if (character === '?') out += '.';
    else if (character === '\\' && at + 1 < pattern.length) out += literal(pattern[++at]!);
    else out += literal(character);
  }
  return out;
}

export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/**
 * Go's filepath.Match: `*` and `?` stop at slashes, `[a-z]` and `[^a-z]` are sets. Undefined for a malformed pattern
 * (Go's ErrBadPattern).
 */
export function pathPattern(pattern: string): RegExp | undefined {
  let out = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '*') out += '[^/]*';
    else if (character === '?') out += '[^/]';
    else if (character === '\\') {
      if (at + 1 >= pattern.length) return undefined;
      out += literal(pattern[++at]!);
    } else if (character === '[') {
      const set = readSet(pattern, at);
      if (!set) return undefined;
      out += set.source;
      at = set.end;
    } else out += literal(character);
  }
  try {
    return new RegExp(`^${out}$`, 's');
  } catch {
    return undefined; // a range from high to low
  }
}

/** `[…]` at `begin`; `end` is where its bracket closes. */
export function readSet(pattern: string, begin: number): { source: string; end: number } | undefined {
  let at = begin + 1;
  const negated = pattern[at] === '^';
  if (negated) at++;
  let body = '';
  const first = at;
  for (; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === ']' && at > first) return { source: `[${negated ? '^/' : ''}${body}]`, end: at };
    if (character === '\\') {
      const next = pattern[++at];
      if (next === undefined) return undefined;
      body += literal(next);
    } else if (character === '-' && at > first && pattern[at + 1] !== ']') body += '-';
    else body += literal(character);
  }
  return undefined;
}
