import { join } from 'node:path';
import { hashPath } from '../input-hash.ts';
import { GUEST_SOURCES } from '../paths.ts';
import type { CachedStep } from '../step.ts';
import { packageVersions } from './os-packages.ts';

const SOURCES = join(GUEST_SOURCES, 'rootfs');

/** The initramfs: busybox, bash, crun, agent and a few files of /etc. */
export const rootfs: CachedStep = {
  kind: 'cached',
  name: 'rootfs',
  title: 'Userland',
  needs: ['programs', 'crun', 'agent'],
  inputs: async () => [await hashPath(SOURCES), ...(await packageVersions(['libc-bin']))],
  async run(work) {
    work.report('packing');
    await work.command([
      join(SOURCES, 'build-rootfs.sh'),
      work.outputOf('programs'),
      work.outputOf('agent'),
      join(work.outputOf('crun'), 'crun'),
      work.folder,
    ]);
  },
};
