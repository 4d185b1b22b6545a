const RULE = '-'.repeat(20);

/**
 * The lines of a Dockerfile that something is about, with some around them, as BuildKit shows them (solver/errdefs):
 *
 *     Dockerfile:2
 *     --------------------
 *       1 |     FROM busybox
 *       2 | >>> RUN false
 *     --------------------
 */
export function sourceExcerpt(filename: string, source: string, range: { start: number; end: number }): string {
  const lines = source.split('\n');
  const last = Math.min(range.end, lines.length);
  const around = last === range.start ? 4 : 2;
  let [start, end] = [range.start, last];
  for (let taken = 0; taken < around; taken++) {
    if (start > 1) [start, taken] = [start - 1, taken + 1];
    if (end < lines.length) [end, taken] = [end + 1, taken + 1];
  }
  const shown = lines.slice(start - 1, end).map((line, i) => {
    const number = start + i;
    const mark = number >= range.start && number <= last ? '>>>' : '   ';
    return ` ${String(number).padStart(3)} | ${mark} ${line}`;
  });
  return [`${filename}:${range.start}`, RULE, ...shown, RULE, ''].join('\n');
}
