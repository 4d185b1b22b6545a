import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Fills `to` with hard links to the files of `from`, or with copies where the two are on different file systems. */
export async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

/** As linkFolder, in place of whatever `to` was: a reader sees the old folder or the new one. */
export async function replaceWithLinks(from: string, to: string): Promise<void> {
  const [fresh, old] = [`${to}.new`, `${to}.old`];
  for (const path of [fresh, old]) await rm(path, { recursive: true, force: true });
  await linkFolder(from, fresh);
  await rename(to, old).catch(() => undefined); // the first time there is none
  await rename(fresh, to);
  await rm(old, { recursive: true, force: true });
}
