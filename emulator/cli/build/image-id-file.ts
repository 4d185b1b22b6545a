import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';

/** `--iidfile`: what an earlier build wrote goes first, so that a build that fails leaves none. */
export async function removeImageId(cli: Cli, path: string): Promise<void> {
  if (path === '') return;
  const whole = cli.resolvePath(path);
  if (await cli.io.files.exists(whole)) await cli.io.files.remove(whole);
}

/** `--iidfile`. */
export async function writeImageId(cli: Cli, path: string, imageId: string): Promise<void> {
  if (path === '') return;
  if (imageId === '') throw new CliError(`server did not provide an image ID. Cannot write ${path}`);
  await cli.io.files.write(cli.resolvePath(path), new TextEncoder().encode(imageId), 0o666);
}
