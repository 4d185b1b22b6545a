/**
 * The lines of a Dockerfile around those that something is about, as buildkit shows them:
 *
 *     Dockerfile:2
 *     --------------------
 *        1 |     FROM busybox
 *        2 | >>> RUN false
 *     --------------------
 */
export function sourceExcerpt(filename: string, source: string, range: { start: number; end: number }): string {
  const lines = source.split('\n');
  // Up to four lines are shown; what is longer is shown whole.
  let { start, end } = range;
  const length = end - start + 1;
  const around = length < 4 ? Math.floor((4 - length) / 2) + ((4 - length) % 2) : 0;
  start = Math.max(1, start - Math.max(around, length < 4 ? 2 - Math.floor(length / 2) : 0));
  end = Math.min(lines.length, end + around);
  const shown = lines.slice(start - 1, end).map((line, i) => {
    const number = start + i;
    const mark = number >= range.start && number <= range.end ? '>>>' : '   ';
    return `${String(number).padStart(4)} | ${mark} ${line}`;
  });
  const rule = '-'.repeat(20);
  return [`${filename}:${range.start}`, rule, ...shown, rule, ''].join('\n');
}
