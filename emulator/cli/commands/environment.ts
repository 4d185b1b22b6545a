import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';
import { listOf } from '../parse/flag-types.ts';

/** -e: 'NAME=value', or 'NAME' for the value it has here. */
export const environmentType = listOf('list', (text) => {
  if (text === '' || text.startsWith('=')) throw new Error(`invalid environment variable: ${text}`);
  return text;
});

/** The lines of --env-file or --label-file: comments and blank lines left out. Throws in Docker's words. */
async function readLines(cli: Cli, path: string): Promise<string[]> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await cli.io.files.read(cli.resolvePath(path)));
  } catch (error) {
    if (error instanceof TypeError) throw new CliError(`env file ${path} contains invalid utf8 bytes`);
    throw new CliError(`open ${path}: no such file or directory`);
  }
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** --env-file and -e together: a name alone has the value it has in the place the command was typed. */
export async function readEnvironment(
  cli: Cli,
  files: readonly string[],
  values: readonly string[],
): Promise<string[]> {
  const here = (name: string): string | undefined => cli.io.environment[name];
  const result: string[] = [];
  for (const file of files) {
    for (const line of await readLines(cli, file)) {
      const name = checkedName(file, line);
      if (line.includes('=')) result.push(`${name}=${line.slice(line.indexOf('=') + 1)}`);
      else if (here(name) !== undefined) result.push(`${name}=${here(name)}`);
    }
  }
  for (const value of values) {
    const local = value.includes('=') ? undefined : here(value);
    result.push(local === undefined ? value : `${value}=${local}`);
  }
  return result;
}

/** --label-file and -l together. */
export async function readLabels(cli: Cli, files: readonly string[], values: readonly string[]): Promise<string[]> {
  const result: string[] = [];
  for (const file of files) {
    for (const line of await readLines(cli, file)) {
      checkedName(file, line);
      result.push(line);
    }
  }
  return [...result, ...values];
}

function checkedName(file: string, line: string): string {
  const name = line.split('=')[0] ?? '';
  if (name === '') throw new CliError(`invalid env file (${file}): no variable name on line '${line}'`);
  if (/\s/.test(name)) throw new CliError(`invalid env file (${file}): variable '${name}' contains whitespaces`);
  return name;
}
