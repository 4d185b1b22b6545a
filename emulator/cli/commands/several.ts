import type { Cli } from '../cli.ts';
import { CliError, throwJoined } from '../errors.ts';

const atOnce = 50;

/**
 * Does `action` for every name, at most 50 at once, and prints each name as it is done, in the order given; failures
 * are thrown together at the end. `onError` may take care of a failure by returning true.
 */
export async function forEachName(
  cli: Cli,
  names: readonly string[],
  action: (name: string) => Promise<unknown>,
  onError: (error: unknown) => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  const results: Promise<unknown>[] = [];
  const errors: unknown[] = [];
  for (const [index, name] of names.entries()) {
    for (let next = results.length; next < Math.min(names.length, index + atOnce); next++) {
      const started = action(names[next] ?? '');
      started.catch(() => undefined);
      results.push(started);
    }
    try {
      await results[index];
      await cli.out(`${name}\n`);
    } catch (error) {
      if (!(await onError(error))) errors.push(error);
    }
  }
  throwJoined(errors);
}

/** A name for a URL's path, without blanks around it; an empty one is refused before it reaches a wrong route. */
export function pathName(name: string, what = 'container'): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new CliError(`invalid ${what} name or ID: value is empty`);
  return encodedPath(trimmed);
}

/** As it is, for the calls whose empty name Docker's CLI leaves to the daemon. */
export function encodedPath(name: string): string {
  return encodeURIComponent(name).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%40', '@');
}
