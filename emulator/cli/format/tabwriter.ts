import { displayWidth } from './text.ts';

/**
 * Lines of tab-separated cells, aligned as Go's text/tabwriter aligns them (https://pkg.go.dev/text/tabwriter): a
 * column is a run of adjacent lines that have a tab after that cell, at least `minWidth` wide and `padding` wider than
 * its widest cell. The text after the last tab of a line belongs to no column.
 */
export function alignColumns(text: string, layout: { minWidth: number; padding: number }): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const output: string[] = [];

  const emit = (line: readonly string[], widths: readonly number[]): void => {
    let row = '';
    line.forEach((cell, column) => {
      const width = widths[column];
      row += cell;
      if (width !== undefined) row += ' '.repeat(Math.max(0, width - displayWidth(cell)));
    });
    output.push(row);
  };

  const format = (from: number, to: number, widths: number[]): void => {
    const column = widths.length;
    let line = from;
    while (line < to) {
      if (column >= cellsOf(line) - 1) {
        emit(lines[line] ?? [], widths);
        line++;
        continue;
      }
      let width = layout.minWidth;
      let end = line;
      for (; end < to && column < cellsOf(end) - 1; end++) {
        width = Math.max(width, displayWidth(lines[end]?.[column] ?? '') + layout.padding);
      }
      format(line, end, [...widths, width]);
      line = end;
    }
  };
  const cellsOf = (line: number): number => lines[line]?.length ?? 0;

  format(0, lines.length, []);
  return output.join('\n');
}
