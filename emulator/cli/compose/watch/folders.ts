import type { Cli } from '../../cli.ts';
import { CliError } from '../../errors.ts';
import type { CliFiles } from '../../io.ts';

export function isAtOrBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The fewest folders below which all of these paths lie, those that are not there yet, too. Throws CliError. */
export async function foldersOf({ io }: Cli, paths: readonly string[]): Promise<string[]> {
  const folders = new Set<string>();
  for (const path of paths) folders.add(await folderOf(io.files, path, path));
  return [...folders].filter((one) => ![...folders].some((other) => other !== one && isAtOrBelow(other, one)));
}

async function folderOf(files: CliFiles, path: string, asked: string): Promise<string> {
  if (path === '/') throw new CliError(`finding ancestor of ${asked}: cannot watch root directory`);
  const found = await files.stat(path, true);
  return found?.isDirectory ? path : folderOf(files, path.slice(0, path.lastIndexOf('/')) || '/', asked);
}

/** All that is below a folder, without what is in folders that `isWanted` turns down. */
export async function everythingBelow(
  files: CliFiles,
  folder: string,
  isWanted: (path: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await files.list(folder)).toSorted()) {
    const path = `${folder === '/' ? '' : folder}/${name}`;
    if (!isWanted(path)) continue;
    found.push(path);
    if ((await files.stat(path, false))?.isDirectory) found.push(...(await everythingBelow(files, path, isWanted)));
  }
  return found;
}
