import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createApt } from '../../catalogue/apt.ts';
import { hashPath } from '../input-hash.ts';
import { GUEST_SOURCES } from '../paths.ts';
import type { CachedStep } from '../step.ts';
import { downloadSource } from './debian-source.ts';
import { packageVersions } from './os-packages.ts';

const FOLDER = join(GUEST_SOURCES, 'rootfs');
const SCRIPT = join(FOLDER, 'build-crun.sh');

export const crun: CachedStep = {
  kind: 'cached',
  name: 'crun',
  title: 'crun',
  needs: ['os-packages'],
  inputs: async () => [
    await hashPath(FOLDER, (path) => !/^(build-crun\.sh|crun-.*\.patch)$/.test(path)),
    ...(await packageVersions(['gcc-i686-linux-gnu'])),
  ],
  async run(work) {
    const [aptFolder, sources, sysroot] = ['apt', 'sources', 'sysroot'].map((name) => join(work.folder, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [aptFolder, sources, sysroot]) await mkdir(folder);
    work.report('downloading its source and the libraries');
    const apt = await createApt(aptFolder);
    for (const library of ['libyajl-dev', 'libcap-dev', 'libseccomp-dev']) await apt.unpack(library, sysroot);
    await downloadSource(aptFolder, 'crun', sources, work);
    work.report('compiling');
    await work.command([SCRIPT, sources, sysroot, work.folder, String(work.jobs)]);
    for (const folder of [aptFolder, sources, sysroot]) await rm(folder, { recursive: true, force: true });
  },
};
