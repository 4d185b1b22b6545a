import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '../step.ts';

/**
 * Downloads the source package `name` (its tar files and patches, not unpacked) into `into`, from the archive of a
 * private apt as catalogue/apt.ts makes it in `aptFolder`.
 */
export async function downloadSource(aptFolder: string, name: string, into: string, work: Work): Promise<void> {
  const binaries = await readFile(join(aptFolder, 'sources.list'), 'utf8');
  const list = join(aptFolder, 'source-packages.list');
  await writeFile(list, binaries.replace(/^deb /, 'deb-src ').replace(/arch=\S+ /, ''));
  const environment = { APT_CONFIG: join(aptFolder, 'apt.conf') };
  const options = ['-q', '-o', `Dir::Etc::sourcelist=${list}`];
  await work.command(['apt-get', 'update', ...options], { environment });
  // No dpkg-dev needed: only the download is apt's.
  await work.command(['apt-get', 'source', '--download-only', ...options, name], { cwd: into, environment });
}
