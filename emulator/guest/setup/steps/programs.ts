import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createApt } from '../../catalogue/apt.ts';
import type { CachedStep } from '../step.ts';

/** File of this step → the package that has it, and where. */
const FILES = {
  busybox: ['busybox-static', 'bin/busybox'],
  bash: ['bash-static', 'bin/bash-static'],
  // How bash moves the cursor in the terminals of the page, and what those say who know no better.
  'terminfo/x/xterm-256color': ['ncurses-base', 'lib/terminfo/x/xterm-256color'],
  'terminfo/x/xterm': ['ncurses-base', 'lib/terminfo/x/xterm'],
} as const;

/** Debian's static i386 busybox and bash, taken out of their packages; bash is what people type into. */
export const programs: CachedStep = {
  kind: 'cached',
  name: 'programs',
  title: 'busybox and bash',
  needs: ['os-packages'],
  inputs: async () => [JSON.stringify(FILES)],
  async run(work) {
    const [aptFolder, unpacked] = [join(work.folder, 'apt'), join(work.folder, 'unpacked')];
    await mkdir(unpacked);
    work.report('downloading');
    const apt = await createApt(aptFolder);
    for (const name of new Set(Object.values(FILES).map(([packageName]) => packageName))) {
      await apt.unpack(name, unpacked);
    }
    for (const [file, [, path]] of Object.entries(FILES)) {
      await mkdir(dirname(join(work.folder, file)), { recursive: true });
      await rename(join(unpacked, path), join(work.folder, file));
    }
    for (const folder of [aptFolder, unpacked]) await rm(folder, { recursive: true });
  },
};
