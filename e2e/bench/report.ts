import type { Timing } from './timing.ts';

export interface Figures {
  readonly slipway: Timing | { readonly bytes: number };
  /** The same on real Docker; undefined where there is no such thing or no dockerd. */
  readonly docker?: Timing | undefined;
  /** What DESIGN.md asks for. */
  readonly target: string;
}

export interface Row extends Figures {
  readonly name: string;
}

/** Prints the rows with the ratio of the medians: below 1, the tab is faster than real Docker. */
export function printTable(rows: readonly Row[]): void {
  const cells = [['', 'tab', '(min–max)', 'real Docker', 'ratio', 'target'], ...rows.map(rowCells)];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  for (const line of cells) {
    const padded = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
    );
    console.log(padded.join('  '));
  }
}

function rowCells({ name, slipway, docker, target }: Row): string[] {
  if ('bytes' in slipway) return [name, `${(slipway.bytes / 1e6).toFixed(1)} MB`, '', '', '', target];
  const ratio = docker === undefined ? '' : `${(slipway.medianMs / docker.medianMs).toFixed(2)} ×`;
  const range = `${ms(slipway.minMs)}–${ms(slipway.maxMs)}`;
  return [name, ms(slipway.medianMs), range, docker === undefined ? '' : ms(docker.medianMs), ratio, target];
}

function ms(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;
}
