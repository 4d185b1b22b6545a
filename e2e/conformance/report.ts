import type { KnownDifference } from './known-differences.ts';
import { RULES } from './normalise.ts';
import { REFERENCE, type Pairing } from './pairings.ts';
import { passes, type Result } from './verdict.ts';

const LONGEST_DIFFERENCE_LINES = 24;

/** What is not as the reference and not known, and what is known and gone. */
export function printDifferences(results: readonly Result[]): void {
  for (const { scenario, pairing, verdict, differences } of results) {
    if (passes(verdict)) continue;
    console.log(
      `\n--- ${scenario.id} (${pairing}): ${verdict === 'gone' ? 'a known difference, or a step of it, is gone' : 'differs'}`,
    );
    for (const { command, lines } of differences) {
      console.log(`$ ${command}`);
      for (const line of lines.slice(0, LONGEST_DIFFERENCE_LINES)) console.log(`    ${line}`);
      if (lines.length > LONGEST_DIFFERENCE_LINES) console.log(`    … ${lines.length} lines`);
    }
  }
  console.log('');
}

/** Rows of the table: a group each, then all; identical of all scenarios by pairing. */
function rows(results: readonly Result[], pairings: readonly Pairing[]): string[][] {
  const groups = [...new Set(results.map(({ scenario }) => scenario.group))].sort();
  const row = (name: string, of: readonly Result[]) => [
    name,
    String(new Set(of.map(({ scenario }) => scenario.id)).size),
    ...pairings.map(({ name: pairing }) => {
      const all = of.filter((result) => result.pairing === pairing);
      const identical = all.filter(({ verdict }) => verdict === 'identical' || verdict === 'gone').length;
      return `${identical} (${all.length === 0 ? 0 : Math.floor((100 * identical) / all.length)} %)`;
    }),
  ];
  return [
    ['group', 'scenarios', ...pairings.map(({ name }) => name)],
    ...groups.map((group) =>
      row(
        group,
        results.filter(({ scenario }) => scenario.group === group),
      ),
    ),
    row('all', results),
  ];
}

export function groupTable(results: readonly Result[], pairings: readonly Pairing[]): string[] {
  const cells = rows(results, pairings);
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  return cells.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  );
}

/** Scenarios that gave what the reference gave in every pairing. */
function identicalEverywhere(results: readonly Result[]): { identical: number; all: number } {
  const ids = new Set(results.map(({ scenario }) => scenario.id));
  const differing = new Set(
    results.filter(({ verdict }) => verdict !== 'identical').map(({ scenario }) => scenario.id),
  );
  return { identical: ids.size - differing.size, all: ids.size };
}

/** REPORT.md: what the documentation shows. No times in it, so that it changes only when a result does. */
export function markdownReport(
  results: readonly Result[],
  pairings: readonly Pairing[],
  known: readonly KnownDifference[],
  dockerVersion: string,
): string {
  const [head, ...body] = rows(results, pairings);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const { identical, all } = identicalEverywhere(results);
  const inCell = (text: string) => text.trim().replaceAll('\n', ' ').replaceAll('|', '\\|');
  return [
    '# Conformance with Docker',
    '',
    `Made by \`npm run -s conformance -- --report\`; not edited by hand. Clients: ${dockerVersion}, unmodified, and`,
    `Slipway’s \`docker\`. Engines: Debian’s dockerd and Slipway’s engine, with the same linux/386 images. The reference`,
    `is \`${REFERENCE.name}\`; the others are compared with it step by step: exit codes, stdout and stderr.`,
    '',
    `**${identical} of ${all} scenarios (${((100 * identical) / Math.max(all, 1)).toFixed(1)} %) are identical in all four pairings.**`,
    '',
    line(head!),
    line(head!.map((_, column) => (column === 0 ? '---' : '--:'))),
    ...body.map(line),
    '',
    '## Known differences',
    '',
    ...(known.length === 0
      ? ['None.']
      : [
          line(['scenario', 'pairings', 'what differs', 'reason']),
          line(['---', '---', '---', '---']),
          ...known.map(({ scenario, pairings: of, what, reason, pending }) =>
            line([scenario, of.join(', '), inCell(what), `${pending ? 'Pending: ' : ''}${inCell(reason)}`]),
          ),
        ]),
    '',
    '## What is normalised',
    '',
    ...RULES.map(({ reason }) => `- ${reason}`),
    '',
  ].join('\n');
}
