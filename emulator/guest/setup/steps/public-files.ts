import { join } from 'node:path';
import { replaceWithLinks } from '../link-folder.ts';
import { REPOSITORY } from '../paths.ts';
import { hasStamp, writeStamp } from '../run-steps.ts';
import type { InPlaceStep } from '../step.ts';

const GUEST = join(REPOSITORY, 'public/guest');
const CATALOGUE = join(REPOSITORY, 'public/catalogue');
const STAMP = join(GUEST, '.inputs');

/** Puts guest and catalogue where the site serves them; `sources` says which step has each, in which folder of it. */
export function publicFiles(sources: { guest: StepFolder; catalogue: StepFolder }): InPlaceStep {
  return {
    kind: 'in-place',
    name: 'public',
    title: 'Files for the site',
    needs: [...new Set([sources.guest.step, sources.catalogue.step])],
    inputs: async () => [],
    isDone: ({ hash }) => hasStamp(STAMP, hash),
    async run(work) {
      await replaceWithLinks(join(work.outputOf(sources.catalogue.step), sources.catalogue.folder), CATALOGUE);
      await replaceWithLinks(join(work.outputOf(sources.guest.step), sources.guest.folder), GUEST);
      await writeStamp(STAMP, work.hash);
    },
  };
}

export interface StepFolder {
  readonly step: string;
  /** '' for the step's own folder. */
  readonly folder: string;
}
