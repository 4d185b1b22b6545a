import type { KnownDifference } from './known-differences.ts';
import { RULES, WIDTH_RULE } from './normalise.ts';
import { CLIENT_MAJOR, REFERENCE, referenceOf, type Pairing, type Scope } from './pairings.ts';
import type { Scenario } from './scenario.ts';
import type { Outcomes } from './outcomes.ts';
import { passes, type Result } from './verdict.ts';

const LONGEST_DIFFERENCE_LINES = 40;

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

/** Of what each scenario is measured with. */
export function printSteps(scenarios: readonly Scenario[], scope: Scope, outcomes: Outcomes): void {
  for (const scenario of scenarios) {
    const pairing = referenceOf(REFERENCE, scope, scenario);
    const outcome = outcomes.get(pairing, scenario);
    console.log(`\n=== ${scenario.id} (${pairing.name})`);
    if (outcome instanceof Error) console.log(outcome.stack);
    else
      for (const { command, stdout, stderr, code } of outcome.steps)
        console.log(`$ ${command}\n${stdout}${stderr.replace(/^/gm, '! ').replace(/! $/, '')}[${code}]`);
  }
}

/** Rows of the table: a group each, then all; identical of all scenarios by pairing. */
function rows(results: readonly Result[], pairings: readonly Pairing[]): string[][] {
  const groups = [...new Set(results.map(({ scenario }) => scenario.group))].sort();
  const row = (name: string, of: readonly Result[]) => [
    name,
    String(new Set(of.map(({ scenario }) => scenario.id)).size),
    ...pairings.map(({ name: pairing }) => {
      const all = of.filter((result) => result.pairing === pairing);
      const judged = all.filter(({ verdict }) => verdict !== 'measure');
      if (judged.length === 0) return all.length === 0 ? '–' : 'reference';
      const identical = judged.filter(({ differences }) => differences.length === 0).length;
      return `${identical} (${Math.floor((100 * identical) / judged.length)} %)`;
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
    results.filter(({ differences }) => differences.length > 0).map(({ scenario }) => scenario.id),
  );
  return { identical: ids.size - differing.size, all: ids.size };
}

/** For the end of a log: how many scenarios are identical, and by name those that fail, and those that differ as known. */
export function summary(results: readonly Result[]): string[] {
  const { identical, all } = identicalEverywhere(results);
  const named = (title: string, wanted: (result: Result) => boolean) => {
    const pairings = new Map<string, string[]>();
    for (const { scenario, pairing } of results.filter(wanted))
      pairings.set(scenario.id, [...(pairings.get(scenario.id) ?? []), pairing]);
    if (pairings.size === 0) return [];
    return [`${title}:`, ...[...pairings].map(([id, names]) => `  ${id} (${names.join(', ')})`)];
  };
  return [
    `${identical} of ${all} scenarios are identical in all pairings`,
    ...named('differ as known', ({ verdict }) => verdict === 'known'),
    ...named('differ', ({ verdict }) => verdict === 'different'),
    ...named('known differences that are gone', ({ verdict }) => verdict === 'gone'),
  ];
}

export interface WholeRun {
  readonly results: readonly Result[];
  readonly pairings: readonly Pairing[];
  readonly known: readonly KnownDifference[];
  readonly scope: Scope;
  /** What `docker --version` printed. */
  readonly docker: string;
  /** Scenarios that were as they should be only when they were played again. */
  readonly steadied: readonly string[];
}

/** REPORT.md: what the documentation shows. No times in it, so that it changes only when a result does. */
export function markdownReport({ results, pairings, known, scope, docker, steadied }: WholeRun): string {
  const [head, ...body] = rows(results, pairings);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const { identical, all } = identicalEverywhere(results);
  const inCell = (text: string) => text.trim().replaceAll('\n', ' ').replaceAll('|', '\\|');
  const compared =
    scope === 'engines'
      ? `That client is not of release ${CLIENT_MAJOR}, whose words ours speaks: only engines are compared, each client’s with each other.`
      : `The reference is \`${REFERENCE.name}\`; the others are compared with it.`;
  return [
    '# Conformance with Docker',
    '',
    `Made by \`npm run -s conformance -- --report\`; not edited by hand. Clients: ${docker}, unmodified, and`,
    'Slipway’s `docker`. Engines: Debian’s dockerd and Slipway’s engine, with the same linux/386 images.',
    `${compared} Compared are exit codes, stdout and stderr of every step.`,
    '',
    `**${identical} of ${all} scenarios (${((100 * identical) / Math.max(all, 1)).toFixed(1)} %) are identical in all four pairings.**`,
    '',
    line(head!),
    line(head!.map((_, column) => (column === 0 ? '---' : '--:'))),
    ...body.map(line),
    '',
    'A scenario that differs beyond what is known is played again, alone, once, before it counts. In this run that',
    `decided for: ${steadied.length === 0 ? 'none' : steadied.join(', ')}.`,
    '',
    '## Known differences',
    '',
    ...(known.length === 0
      ? ['None.']
      : [
          line(['scenario', 'pairings', 'what differs', 'reason']),
          line(['---', '---', '---', '---']),
          ...known.map(({ scenario, pairings: of, what, reason }) =>
            line([scenario, of.join(', '), inCell(what), inCell(reason)]),
          ),
        ]),
    '',
    '## What is normalised',
    '',
    ...RULES.map(({ reason }) => `- ${reason}`),
    `- ${WIDTH_RULE}`,
    '',
  ].join('\n');
}
