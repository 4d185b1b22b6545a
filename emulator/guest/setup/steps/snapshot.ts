import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { linkFolder } from '../link-folder.ts';
import { hashPath } from '../input-hash.ts';
import { REPOSITORY, tsxArguments } from '../paths.ts';
import type { CachedStep } from '../step.ts';

const SCRIPT = 'emulator/guest/snapshot.ts';
/** What decides how the machine is booted and warmed before it is saved. */
const SOURCES = ['emulator/machine', 'emulator/link', 'emulator/disks', SCRIPT, 'emulator/guest/warm-up.ts'];

/** The machine with a saved state: booted, warmed and saved by SCRIPT, which adds the state to the manifest. */
export const snapshot: CachedStep = {
  kind: 'cached',
  name: 'snapshot',
  title: 'Saved machine',
  needs: ['guest'],
  inputs: () => Promise.all(SOURCES.map((path) => hashPath(join(REPOSITORY, path), isTest))),
  async run(work) {
    const machine = work.outputOf('guest');
    await linkFolder(machine, work.folder);
    // This one is going to be changed: a copy, not a link.
    await rm(join(work.folder, 'manifest.json'));
    await copyFile(join(machine, 'manifest.json'), join(work.folder, 'manifest.json'));
    if (!existsSync(join(REPOSITORY, SCRIPT))) return;
    work.report('booting and warming');
    await work.command([...tsxArguments(SCRIPT), '--guest', work.folder], {
      cwd: REPOSITORY,
      onLine: (line) => line.trim() !== '' && work.report(line.trim()),
    });
  },
};

const isTest = (path: string): boolean => path.endsWith('.test.ts');
