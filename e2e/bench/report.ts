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

/** Prints the rows with the ratio of the medians: below 1, the sandbox is faster than real Docker. */
export function printTable(rows: readonly Row[], sandbox: string): void {
  const head = ['', sandbox, '(min–max)', 'real Docker', '(min–max)', 'ratio', 'target'];
  const cells = [head, ...rows.map(rowCells)];
  const widths = head.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  for (const line of cells) {
    const padded = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
    );
    console.log(padded.join('  '));
  }
}

function rowCells({ name, slipway, docker, target }: Row): string[] {
  if ('bytes' in slipway) return [name, `${(slipway.bytes / 1e6).toFixed(2)} MB`, '', '', '', '', target];
  const ratio = docker === undefined ? '' : `${(slipway.medianMs / docker.medianMs).toFixed(2)} ×`;
  return [name, ...timingCells(slipway), ...(docker === undefined ? ['', ''] : timingCells(docker)), ratio, target];
}

function timingCells({ medianMs, minMs, maxMs }: Timing): string[] {
  return [ms(medianMs), `${ms(minMs)}–${ms(maxMs)}`];
}

function ms(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;
}
