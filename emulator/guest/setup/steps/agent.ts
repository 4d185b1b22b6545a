import { join } from 'node:path';
import { hashPath } from '../input-hash.ts';
import { GUEST_SOURCES } from '../paths.ts';
import type { CachedStep } from '../step.ts';
import { packageVersions } from './os-packages.ts';

const SOURCES = join(GUEST_SOURCES, 'agent');

/** The agent (PID 1) and the `docker` client, both static. */
export const agent: CachedStep = {
  kind: 'cached',
  name: 'agent',
  title: 'Agent',
  needs: ['os-packages'],
  inputs: async () => [
    await hashPath(SOURCES, (path) => path.startsWith('test/')),
    ...(await packageVersions(['gcc-i686-linux-gnu'])),
  ],
  async run(work) {
    work.report('compiling');
    await work.command(['make', '-C', SOURCES, `-j${work.jobs}`, 'CC=i686-linux-gnu-gcc', `OUT=${work.folder}`]);
  },
};
