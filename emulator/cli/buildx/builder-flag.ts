import type { Invocation } from '../command.ts';
import { CliError } from '../errors.ts';
import { flagTable } from '../parse/flag-table.ts';

/** There is one builder: the engine's own, of the docker driver. */
export const BUILDER = 'default';

/** Flags that buildx has on every command. */
export const everyFlags = flagTable(`
  --builder string: Override the configured builder instance
  -D, --debug: Enable debug logging
`);

/** `--builder`, given before or after the command's name, or BUILDX_BUILDER. Error: another one, in buildx's words. */
export function checkBuilder({ cli, flags, groupFlags }: Pick<Invocation, 'cli' | 'flags' | 'groupFlags'>): void {
  const before = groupFlags?.string('builder') ?? '';
  checkName(flags.string('builder') || before || (cli.io.environment['BUILDX_BUILDER'] ?? ''));
}

/** Error: a builder that there is not. */
export function checkName(name: string): void {
  if (name !== '' && name !== BUILDER) throw new CliError(`ERROR: no builder ${JSON.stringify(name)} found`);
}
