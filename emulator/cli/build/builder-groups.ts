import type { CommandGroup } from '../command.ts';
import { buildxBuild, imageBuild } from './build-command.ts';
import { buildxCommands } from './buildx.ts';
import { builderPrune } from './builder-prune.ts';

export const builderGroup: CommandGroup = {
  name: 'builder',
  short: 'Manage builds',
  commands: [imageBuild, builderPrune],
};

/**
 * What scripts call of buildx. There is one builder, the engine's own: what makes others (create, use, bake, imagetools)
 * says so. Docker's CLI lists the group only where the plugin is installed.
 */
export const buildxGroup: CommandGroup = {
  name: 'buildx',
  short: 'Docker Buildx',
  hidden: true,
  commands: [{ ...buildxBuild, aliases: ['b'] }, builderPrune, ...buildxCommands],
};
