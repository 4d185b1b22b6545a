import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conformance } from '@/components/docs/coverage.ts';

/** What `npm run -s conformance -- --report` wrote; undefined when it has not. */
export async function readConformance(): Promise<Conformance | undefined> {
  try {
    const file = join(process.cwd(), 'e2e', 'conformance', 'REPORT.md');
    return parseReport(await readFile(/* turbopackIgnore: true */ file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The summary and the two tables of REPORT.md (e2e/conformance/report.ts); undefined when it has no summary. */
export function parseReport(text: string): Conformance | undefined {
  const summary = /\*\*(\d+) of (\d+) scenarios/.exec(text);
  if (!summary) return undefined;
  const [results = '', known = ''] = text.split('## Known differences');
  const differences = table(known.split('\n## ')[0] ?? '')
    .slice(1)
    .map(([scenario = '', , what = '', reason = '']) => ({ scenario, what, reason }));
  return { identical: Number(summary[1]), all: Number(summary[2]), rows: table(results), differences };
}

/** The cells of a Markdown table, without the line under its head. */
function table(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('`', '')),
    );
}
