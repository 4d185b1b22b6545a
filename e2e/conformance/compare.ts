import { isSame, normalise, readable } from './normalise.ts';
import type { Played } from './play.ts';

/** A step that did not give what the reference gave, after normalising. */
export interface StepDifference {
  readonly command: string;
  /** For a reader: lines of the reference with '-', lines of the other with '+'. */
  readonly lines: readonly string[];
}

/** Exit codes, stdout and stderr of every step. */
export function compare(reference: Played, other: Played): StepDifference[] {
  const [expected, actual] = [textsOf(reference), textsOf(other)];
  return reference.steps.flatMap(({ command, code }, index) => {
    const lines: string[] = [];
    const otherCode = other.steps[index]?.code;
    if (code !== otherCode)
      lines.push(`- exit code ${code ?? 'none, it did not end'}`, `+ exit code ${otherCode ?? 'none, it did not end'}`);
    for (const [name, at] of [
      ['stdout', 2 * index],
      ['stderr', 2 * index + 1],
    ] as const) {
      const [a, b] = [expected[at] ?? '', actual[at] ?? ''];
      if (!isSame(a, b)) lines.push(`${name}:`, ...differingLines(readable(a), readable(b)));
    }
    return lines.length === 0 ? [] : [{ command, lines }];
  });
}

function textsOf({ steps, madeUp }: Played): string[] {
  return normalise(
    steps.flatMap(({ stdout, stderr }) => [stdout, stderr]),
    madeUp,
  );
}

/** Without what both begin and end with. */
function differingLines(expected: string, actual: string): string[] {
  const [a, b] = [expected.split('\n'), actual.split('\n')];
  while (a.length > 0 && b.length > 0 && a[0] === b[0]) {
    a.shift();
    b.shift();
  }
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  return [...a.map((line) => `- ${line}`), ...b.map((line) => `+ ${line}`)];
}
