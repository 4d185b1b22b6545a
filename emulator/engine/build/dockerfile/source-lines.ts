import type { Directives, Heredoc, LineRange, Problem } from './ast.ts';
import { heredocsOf, type HeredocStart } from './heredoc.ts';
import { problemError, warning } from './problems.ts';

/** One instruction as it stands in the file: continuation lines joined, comments between them left out. */
export interface RawInstruction {
  readonly text: string;
  readonly lines: LineRange;
  readonly heredocs: readonly Heredoc[];
}

export interface SourceLines {
  readonly directives: Directives;
  readonly instructions: readonly RawInstruction[];
  readonly problems: readonly Problem[];
}

/** The instructions that may have heredocs. */
const TAKES_HEREDOCS = /^\s*(?:onbuild\s+)?(?:add|copy|run)\b/i;

/** Splits a Dockerfile into its instructions (the rules: buildkit's frontend/dockerfile/parser). Never throws. */
export function readSource(source: string): SourceLines {
  const lines = source
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  const problems: Problem[] = [];
  const directives = readDirectives(lines, problems);
  const instructions: RawInstruction[] = [];
  for (let at = 0; at < lines.length;) {
    const first = lines[at]!;
    if (isComment(first) || first.trim() === '') {
      at++;
      continue;
    }
    const start = at + 1;
    let { text, goesOn } = withoutContinuation(first.trimStart(), directives.escape);
    at++;
    let hasEmptyLine = false;
    while (goesOn && at < lines.length) {
      const line = lines[at++]!;
      if (isComment(line)) continue;
      if (line.trim() === '') {
        hasEmptyLine = true;
        continue;
      }
      const next = withoutContinuation(line, directives.escape);
      text += next.text;
      goesOn = next.goesOn;
    }
    if (text.trim() === '') continue;
    if (hasEmptyLine) problems.push(warning('NoEmptyContinuation', 'Empty continuation line', { start, end: at }));
    const heredocs: Heredoc[] = [];
    if (TAKES_HEREDOCS.test(text) && text.includes('<<')) {
      for (const begun of heredocsOf(text, directives.escape)) {
        const taken = takeHeredoc(lines, at, begun);
        at = taken.next;
        if (!taken.isTerminated) problems.push(problemError('unterminated heredoc', { start, end: at }));
        heredocs.push({ ...begun, content: taken.content });
      }
    }
    instructions.push({ text: text.trim(), lines: { start, end: at }, heredocs });
  }
  if (instructions.length === 0 && problems.every(({ severity }) => severity === 'warning')) {
    problems.push(
      problemError('file with no instructions', { start: Math.max(1, lines.length), end: Math.max(1, lines.length) }),
    );
  }
  return { directives, instructions, problems };
}

function takeHeredoc(
  lines: readonly string[],
  from: number,
  { name, chomp }: HeredocStart,
): { content: string; next: number; isTerminated: boolean } {
  let content = '';
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!;
    if ((chomp ? line.replace(/^\t+/, '') : line) === name) return { content, next: at + 1, isTerminated: true };
    content += `${line}\n`;
  }
  return { content, next: lines.length, isTerminated: false };
}

const isComment = (line: string) => line.trimStart().startsWith('#');

/** The line without the escape character at its end, which continues it; one that is escaped itself does not. */
function withoutContinuation(line: string, escape: string): { text: string; goesOn: boolean } {
  const trimmed = line.replace(/[ \t]+$/, '');
  if (!trimmed.endsWith(escape) || trimmed.endsWith(escape + escape)) return { text: line, goesOn: false };
  return { text: trimmed.slice(0, -1), goesOn: true };
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;

/** `# name=value` lines at the top, before anything else. */
function readDirectives(lines: readonly string[], problems: Problem[]): Directives {
  const values = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const match = DIRECTIVE.exec(line.trim());
    if (!match) break;
    const name = match[1]!.toLowerCase();
    if (!['syntax', 'escape', 'check'].includes(name)) continue;
    const at = { start: index + 1, end: index + 1 };
    if (values.has(name)) problems.push(problemError(`only one ${name} parser directive can be used`, at));
    if (name === 'escape' && !['\\', '`'].includes(match[2]!)) {
      problems.push(problemError(`invalid escape token '${match[2]}' does not match \` or \\`, at));
    }
    values.set(name, match[2]!);
  }
  return {
    syntax: values.get('syntax'),
    escape: values.get('escape') === '`' ? '`' : '\\',
    check: readCheck(values.get('check') ?? ''),
  };
}

/** 'skip=JSONArgsRecommended,StageNameCasing;error=true' */
function readCheck(text: string): Directives['check'] {
  const fields = new Map(
    text.split(';').map((field) => [field.split('=')[0]!.trim(), field.split('=').slice(1).join('=').trim()]),
  );
  const names = (field: string): string[] => {
    const all = (fields.get(field) ?? '').split(',').map((name) => name.trim());
    return all.filter((name) => name !== '');
  };
  const isError = fields.get('error')?.toLowerCase() === 'true';
  return { skip: names('skip'), experimental: names('experimental'), isError };
}
