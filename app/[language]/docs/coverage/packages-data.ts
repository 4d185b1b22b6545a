import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageArchive } from '@/components/docs/coverage.ts';
import type { MirrorContents } from '@/emulator/mirror/contents.ts';

/** How a learner asks each archive; hosts that are not here are not shown. */
const ARCHIVES: Readonly<Record<string, string>> = {
  'deb.debian.org': 'apt-get install',
  'registry.npmjs.org': 'npm install',
  'pypi.org': 'pip install',
};

/** What the set-up put into the archives of the sandbox; empty when it has not run. */
export async function readPackages(): Promise<readonly PackageArchive[]> {
  const text = await readFile(
    // The set-up makes it beside the site: not to be looked for when that is built.
    /* turbopackIgnore: true */ join(process.cwd(), 'public', 'catalogue', 'mirror', 'contents.json'),
    'utf8',
  ).catch(() => '[]');
  return (JSON.parse(text) as MirrorContents).flatMap(({ host, chosen, needed }) => {
    const command = ARCHIVES[host];
    return command === undefined ? [] : [{ host, command, packages: chosen, needed }];
  });
}
