import type { CommandGroup } from '../command.ts';
import { buildxBuild, imageBuild } from './build-command.ts';
import { buildxBake, buildxHistory, otherBuilders } from '../buildx/absent-commands.ts';
import { builderCommands } from '../buildx/builders.ts';
import { everyFlags } from '../buildx/builder-flag.ts';
import { buildxDu, buildxPrune } from '../buildx/cache-records.ts';
import { imagetoolsGroup } from '../buildx/imagetools.ts';
import { builderPrune } from './builder-prune.ts';

export const builderGroup: CommandGroup = {
  name: 'builder',
  short: 'Manage builds',
  commands: [imageBuild, builderPrune],
};

/**
 * What scripts call of buildx. There is one builder, the engine's own: what makes others says so. Docker's CLI lists the
 * group only where the plugin is installed.
 */
export const buildxGroup: CommandGroup = {
  name: 'buildx',
  short: 'Docker Buildx',
  hidden: true,
  flags: everyFlags,
  groups: [buildxHistory, imagetoolsGroup],
  commands: [
    { ...buildxBuild, aliases: ['b'] },
    ...buildxBake,
    buildxDu,
    buildxPrune,
    ...builderCommands,
    ...otherBuilders,
  ],
};
