import { join } from 'node:path';
import { hashPath } from '../input-hash.ts';
import { cacheFolder, GUEST_SOURCES, REPOSITORY, tsxArguments } from '../paths.ts';
import type { CachedStep } from '../step.ts';
import { asRoot } from './os-packages.ts';

const SCRIPT = 'emulator/guest/catalogue/build.ts';

/** The images of the registry, as an OCI layout. */
export const catalogue: CachedStep = {
  kind: 'cached',
  name: 'catalogue',
  title: 'Images',
  needs: ['os-packages'],
  inputs: async () => [await hashPath(join(GUEST_SOURCES, 'catalogue'), (path) => path.endsWith('.test.ts'))],
  async run(work) {
    work.report('starting');
    // An image whose recipe did not change is not built again for one that did.
    const images = join(cacheFolder(), 'catalogue');
    await work.command([...asRoot(), ...tsxArguments(SCRIPT), '--out', work.folder, '--cache', images], {
      cwd: REPOSITORY,
      onLine: (line) => line.trim() !== '' && work.report(line.trim()),
    });
    const owner = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
    if (asRoot().length > 0) await work.command([...asRoot(), 'chown', '-R', owner, work.folder]);
  },
};
