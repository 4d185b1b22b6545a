import type { Cli } from '../cli.ts';
import { CliError } from '../errors.ts';

/** `--iidfile`. */
export async function writeImageId(cli: Cli, path: string, imageId: string): Promise<void> {
  if (path === '') return;
  if (imageId === '') throw new CliError(`server did not provide an image ID. Cannot write ${path}`);
  await cli.io.files.write(cli.resolvePath(path), new TextEncoder().encode(imageId), 0o666);
}
