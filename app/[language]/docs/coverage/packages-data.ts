import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageArchive } from '@/components/docs/coverage.ts';
import type { MirrorContents } from '@/emulator/mirror/contents.ts';

/** How a learner asks each archive; hosts that are not here are not shown. */
const ARCHIVES: Readonly<Record<string, { command: string; where: string }>> = {
  'deb.debian.org': { command: 'apt-get install', where: 'in debian and what is made on it, after apt-get update' },
  'registry.npmjs.org': { command: 'npm install', where: 'in node' },
  'pypi.org': { command: 'pip install', where: 'in python, and where apt-get installed python3-pip' },
};

/** What the set-up put into the archives of the sandbox; empty when it has not run. */
export async function readPackages(): Promise<readonly PackageArchive[]> {
  const text = await readFile(
    // The set-up makes it beside the site: not to be looked for when that is built.
    /* turbopackIgnore: true */ join(process.cwd(), 'public', 'catalogue', 'mirror', 'contents.json'),
    'utf8',
  ).catch(() => '[]');
  return (JSON.parse(text) as MirrorContents).flatMap(({ host, chosen, needed }) => {
    const archive = ARCHIVES[host];
    return archive === undefined ? [] : [{ host, ...archive, packages: chosen, needed }];
  });
}
