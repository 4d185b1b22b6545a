import type { Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths relative to the root, sorted, folders before what is in them. */
export interface TreeChanges {
  /** New or changed, and the folders on the way to them. */
  readonly present: readonly string[];
  /** In the base, no longer in the root; for a whole folder only the folder itself. */
  readonly removed: readonly string[];
}

/**
 * What makes `root` differ from `base` (undefined: from nothing), as a layer holds it. Dates alone make no
 * difference: dpkg rewrites files with what was in them.
 */
export async function treeChanges(root: string, base: string | undefined): Promise<TreeChanges> {
  const present: string[] = [];
  const removed: string[] = [];

  /** Returns whether anything in the folder changed. */
  const visit = async (folder: string, baseFolder: string | undefined): Promise<boolean> => {
    const names = (await readdir(join(root, folder))).sort(byBytes);
    const baseNames = baseFolder === undefined ? [] : (await readdir(baseFolder)).sort(byBytes);
    const known = new Set(baseNames);
    const kept = new Set(names);
    const gone = baseNames.filter((name) => !kept.has(name));
    removed.push(...gone.map((name) => join(folder, name)));
    let changed = gone.length > 0;
    for (const name of names) {
      const path = join(folder, name);
      const status = await lstat(join(root, path));
      const basePath = baseFolder !== undefined && known.has(name) ? join(baseFolder, name) : undefined;
      const baseStatus = basePath === undefined ? undefined : await lstat(basePath);
      const position = present.push(path) - 1;
      const same = baseStatus !== undefined && (await alike(join(root, path), status, basePath!, baseStatus));
      const inside = status.isDirectory() && (await visit(path, baseStatus?.isDirectory() ? basePath : undefined));
      if (same && !inside) present.splice(position, 1);
      else changed = true;
    }
    return changed;
  };

  await visit('', base);
  return { present, removed };
}

async function alike(path: string, status: Stats, basePath: string, baseStatus: Stats): Promise<boolean> {
  if (status.mode !== baseStatus.mode || status.uid !== baseStatus.uid || status.gid !== baseStatus.gid) return false;
  if (status.isSymbolicLink()) return (await readlink(path)) === (await readlink(basePath));
  if (!status.isFile()) return status.rdev === baseStatus.rdev;
  return status.size === baseStatus.size && (await readFile(path)).equals(await readFile(basePath));
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
