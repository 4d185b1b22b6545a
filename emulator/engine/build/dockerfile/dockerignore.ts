import { literal, readSet } from './wildcard.ts';

/** The rules of a .dockerignore (https://docs.docker.com/build/concepts/context/#dockerignore-files). */
export interface IgnoreRules {
  /** `path` is relative to the context, without a slash in front: 'a/b'. */
  ignores(path: string): boolean;
  /** A rule with `!` begins with the folder's name. */
  namesBelow(folder: string): boolean;
  readonly isEmpty: boolean;
  /** There are rules with `!`. */
  readonly hasExceptions: boolean;
}

interface Rule {
  readonly pattern: RegExp;
  readonly includes: boolean;
  /** The cleaned pattern. */
  readonly text: string;
}

/** A line that is no pattern; the message is Docker's. */
export class IgnoreError extends Error {
  override readonly name = 'IgnoreError';
}

/** The file's patterns, cleaned (moby/patternmatcher, ignorefile): comments and blank lines are left out. */
export function readIgnoreFile(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const includes = line.startsWith('!');
      let pattern = (includes ? line.slice(1) : line).trim();
      if (pattern !== '') {
        pattern = cleanPath(pattern);
        if (pattern.length > 1 && pattern.startsWith('/')) pattern = pattern.slice(1);
      }
      return includes ? `!${pattern}` : pattern;
    });
}

/** Error: IgnoreError for '!' alone and malformed patterns. */
export function ignoreRules(patterns: readonly string[]): IgnoreRules {
  const rules = patterns.flatMap((each): Rule[] => {
    const line = each.trim();
    if (line === '') return [];
    const includes = line.startsWith('!');
    if (line === '!') throw new IgnoreError('illegal exclusion pattern: "!"');
    const text = cleanPath(includes ? line.slice(1) : line).replace(/^\//, '');
    return [{ pattern: compile(text), includes, text }];
  });
  const matches = (rule: Rule, path: string): boolean => {
    // A rule for a folder is one for all that is in it.
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (rule.pattern.test(path.slice(0, end))) return true;
    }
    return false;
  };
  return {
    isEmpty: rules.length === 0,
    hasExceptions: rules.some(({ includes }) => includes),
    ignores(path) {
      let ignored = false;
      for (const rule of rules) if (rule.includes === ignored && matches(rule, path)) ignored = !rule.includes;
      return ignored;
    },
    namesBelow: (folder) => rules.some(({ includes, text }) => includes && `${text}/`.startsWith(`${folder}/`)),
  };
}

/**
 * As the classic client walks (moby/go-archive): it does not look into an ignored folder unless a rule with `!` begins with
 * the folder's very name. With '**' and '!**\/*.x' it finds what lies at the top, and BuildKit's clients all of it.
 */
export function classicRules(rules: IgnoreRules): IgnoreRules {
  const known = new Map<string, boolean>();
  const isSkipped = (folder: string): boolean => {
    const skipped =
      known.get(folder) ?? (isBelowSkipped(folder) || (rules.ignores(folder) && !rules.namesBelow(folder)));
    known.set(folder, skipped);
    return skipped;
  };
  const isBelowSkipped = (path: string): boolean => {
    const end = path.lastIndexOf('/');
    return end > 0 && isSkipped(path.slice(0, end));
  };
  return { ...rules, ignores: (path) => isBelowSkipped(path) || rules.ignores(path) };
}

function compile(pattern: string): RegExp {
  let out = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '*' && pattern[at + 1] === '*') {
      at++;
      // '**/' is any number of folders, none included.
      if (pattern[at + 1] === '/') at++;
      out += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (character === '*') out += '[^/]*';
    else if (character === '?') out += '[^/]';
    else if (character === '\\' && at + 1 < pattern.length) out += literal(pattern[++at]!);
    else if (character === '[') {
      const set = readSet(pattern, at);
      if (!set) throw new IgnoreError(`syntax error in pattern`);
      out += set.source;
      at = set.end;
    } else out += literal(character);
  }
  try {
    return new RegExp(`^${out}$`, 's');
  } catch {
    throw new IgnoreError('syntax error in pattern');
  }
}

/** Go's filepath.Clean. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  const clean = (rooted ? '/' : '') + parts.join('/');
  return clean === '' ? '.' : clean;
}
