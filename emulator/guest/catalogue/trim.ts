import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScriptIn } from './commands.ts';

/**
 * Takes out what packages bring and no container needs: manuals, translations, caches, logs, what differs from one
 * build to the next. Runs trim.sh inside the root, so that no path can lead out of it; a root without a shell has
 * no packages either.
 */
export async function trimPackages(root: string): Promise<void> {
  const hasPackages = await readFile(join(root, 'var/lib/dpkg/status')).catch(() => undefined);
  if (!hasPackages) return;
  await runScriptIn(root, fileURLToPath(new URL('trim.sh', import.meta.url)));
  // Device nodes and what tools left in /proc's place: a container gets its own.
  for (const folder of ['dev', 'proc', 'run']) {
    for (const name of await readdir(join(root, folder))) await rm(join(root, folder, name), { recursive: true });
  }
}
