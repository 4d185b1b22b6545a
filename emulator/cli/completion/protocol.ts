import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import { complete } from './complete.ts';
import { Directive } from './completion.ts';

const names: readonly (readonly [number, string])[] = [
  [Directive.error, 'ShellCompDirectiveError'],
  [Directive.noSpace, 'ShellCompDirectiveNoSpace'],
  [Directive.noFiles, 'ShellCompDirectiveNoFileComp'],
];

/**
 * `docker __complete WORDS…`, the protocol of Docker's own completion scripts: a candidate a line that begins with the
 * last word, a tab and its description, at the end ':' and the sum of the directives.
 */
export async function runComplete(cli: Cli, argv: readonly string[], withDescriptions: boolean): Promise<number> {
  if (argv.length === 0) throw new CliError('requires at least 1 arg(s), only received 0');
  const { candidates, directive } = await complete(cli, argv);
  const lines = candidates.map((one) => {
    const { value, description = '' } = typeof one === 'string' ? { value: one } : one;
    const [firstLine = ''] = description.split('\n');
    return withDescriptions && firstLine !== '' ? `${value}\t${firstLine}\n` : `${value}\n`;
  });
  await cli.out(`${lines.join('')}:${directive}\n`);
  const said = names.filter(([bit]) => (directive & bit) !== 0).map(([, name]) => name);
  await cli.err(`Completion ended with directive: ${said.join(', ') || 'ShellCompDirectiveDefault'}\n`);
  return 0;
}
