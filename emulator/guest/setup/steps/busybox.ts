import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createApt } from '../../catalogue/apt.ts';
import type { CachedStep } from '../step.ts';

/** Debian's static i386 busybox, taken out of its package. */
export const busybox: CachedStep = {
  kind: 'cached',
  name: 'busybox',
  title: 'busybox',
  needs: ['os-packages'],
  inputs: async () => ['busybox-static'],
  async run(work) {
    const [aptFolder, unpacked] = [join(work.folder, 'apt'), join(work.folder, 'unpacked')];
    await mkdir(unpacked);
    work.report('downloading');
    const apt = await createApt(aptFolder);
    await apt.unpack('busybox-static', unpacked);
    await rename(join(unpacked, 'bin/busybox'), join(work.folder, 'busybox'));
    for (const folder of [aptFolder, unpacked]) await rm(folder, { recursive: true });
  },
};
