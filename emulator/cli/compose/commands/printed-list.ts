import type { Cli } from '../../cli.ts';
import { CliError } from '../../errors.ts';
import { alignColumns } from '../../format/tabwriter.ts';

/** A list as compose's older commands print it: a table, or all of it as one JSON array. Throws CliError. */
export async function printList(
  cli: Cli,
  format: string,
  items: readonly object[],
  table: { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] },
): Promise<void> {
  switch (format.toLowerCase()) {
    case 'table':
    case 'pretty':
    case '':
      return cli.out(aligned([table.headers, ...table.rows]));
    case 'json':
      return cli.out(`${JSON.stringify(items)}\n`);
    case '{{json.}}':
      return cli.out(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    default:
      throw new CliError(`format value ${JSON.stringify(format)} could not be parsed: parsing failed`);
  }
}

function aligned(rows: readonly (readonly string[])[]): string {
  return alignColumns(rows.map((row) => `${row.join('\t')}\n`).join(''), { minWidth: 20, padding: 3 });
}
