import { parseDockerfile } from '../../../../emulator/engine/build/dockerfile/parse.ts';
import type { Problem } from '../../../../emulator/engine/build/dockerfile/ast.ts';
import type { LanguageProblem, TextRange } from '../language-service.ts';

/** What `docker build --check` would say of the text, each at its place. */
export function problems(text: string): LanguageProblem[] {
  const lines = text.split(/\r?\n/);
  return parseDockerfile(text).problems.map((problem) => ({
    severity: problem.severity,
    code: problem.severity === 'error' ? '' : problem.code,
    message: problem.message,
    range: placeOf(problem, lines),
  }));
}

/**
 * The parser knows the lines of an instruction. Of a name that the message cites the place is known better when it
 * stands there once; else it is the whole instruction.
 */
function placeOf({ message, lines: { start, end } }: Problem, lines: readonly string[]): TextRange {
  for (const cited of citations(message)) {
    const places = placesOf(cited, lines, start, end);
    if (places.length === 1) return places[0]!;
  }
  const first = lines[start - 1] ?? '';
  const last = (lines[end - 1] ?? '').trimEnd();
  return {
    startLine: start,
    startColumn: first.length - first.trimStart().length + 1,
    endLine: end,
    endColumn: Math.max(last.length, 1) + 1,
  };
}

/** 'unknown instruction: RUNN (did you mean RUN?)' → ['RUNN']; 'Stage name 'Base' should …' → ['Base'] */
function citations(message: string): string[] {
  const told = message.replace(/ \(did you mean .*\)$/, '');
  const named = /^(?:unknown instruction|unknown flag|duplicate flag specified|missing a value on flag): (\S+)/.exec(
    told,
  );
  const quoted = [...told.matchAll(/'([^']+)'|"([^"]+)"/g)].map(([, single, double]) => single ?? double ?? '');
  return [...(named?.[1] === undefined ? [] : [named[1]]), ...quoted];
}

function placesOf(word: string, lines: readonly string[], start: number, end: number): TextRange[] {
  const found: TextRange[] = [];
  for (let line = start; line <= end; line++) {
    const text = lines[line - 1] ?? '';
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      // A part of a longer word is not what was meant.
      if (/\w/.test(text[at - 1] ?? '') || /\w/.test(text[at + word.length] ?? '')) continue;
      found.push({ startLine: line, startColumn: at + 1, endLine: line, endColumn: at + word.length + 1 });
    }
  }
  return found;
}
