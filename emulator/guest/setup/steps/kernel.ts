import { join } from 'node:path';
import { hashPath } from '../input-hash.ts';
import { GUEST_SOURCES } from '../paths.ts';
import type { CachedStep } from '../step.ts';
import { packageVersions } from './os-packages.ts';

const SOURCES = join(GUEST_SOURCES, 'kernel');
const LINUX_SOURCE = '/usr/src/linux-source-6.1.tar.xz';

/** Lines that make prints with this configuration: what a percentage is of. It need not be exact. */
const EXPECTED_LINES = 1490;

export const kernel: CachedStep = {
  kind: 'cached',
  name: 'kernel',
  title: 'Linux kernel',
  needs: ['os-packages'],
  inputs: async () => [await hashPath(SOURCES), ...(await packageVersions(['linux-source-6.1', 'gcc-i686-linux-gnu']))],
  async run(work) {
    let lines = 0;
    work.report('unpacking the source');
    const script = join(SOURCES, 'build-kernel.sh');
    const fragment = join(SOURCES, 'slipway.config');
    await work.command([script, LINUX_SOURCE, fragment, work.folder, String(work.jobs)], {
      onLine(line) {
        const object = /^\s+(?:CC|AS|LD|AR)\s+(\S+)/.exec(line)?.[1];
        if (object !== undefined) work.report(`compiling ${object}`, ++lines / EXPECTED_LINES);
      },
    });
  },
};
