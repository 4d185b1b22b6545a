import { renamed, type Command, type CommandGroup } from '../command.ts';
import { checkpointGroup } from './absent/checkpoint.ts';
import { configGroup } from './absent/config.ts';
import { nodeGroup } from './absent/node.ts';
import { pluginGroup } from './absent/plugin.ts';
import { secretGroup } from './absent/secret.ts';
import { serviceGroup } from './absent/service.ts';
import { stackGroup } from './absent/stack.ts';
import { swarmGroup } from './absent/swarm.ts';
import { trustGroup } from './absent/trust.ts';
import { manifestGroup } from '../manifests/manifest-group.ts';
import { imageBuild } from '../build/build-command.ts';
import { builderGroup, buildxGroup } from '../build/builder-groups.ts';
import { containerAttach } from './container-attach.ts';
import { containerCommit } from './container-commit.ts';
import { containerCp } from './container-cp.ts';
import { containerExec } from './container-exec.ts';
import { containerDiff, containerExport } from './container-files.ts';
import * as lifecycle from './container-lifecycle.ts';
import { containerLogs } from './container-logs.ts';
import { containerLs } from './container-ls.ts';
import { containerCreate, containerRun } from './container-run.ts';
import { containerStart } from './container-start.ts';
import { containerStats } from './container-stats.ts';
import { containerPort, containerTop } from './container-top-port.ts';
import { containerUpdate } from './container-update.ts';
import { composeGroup } from '../compose/commands/table.ts';
import { completionGroup } from './completion.ts';
import { contextGroup } from './context.ts';
import { imageImport, imageLoad, imageSave } from './image-archives.ts';
import { imageHistory } from './image-history.ts';
import { imageLs } from './image-ls.ts';
import { imagePull } from './image-pull.ts';
import { imagePush } from './image-push.ts';
import { imageRm, imageTag } from './image-rm-tag.ts';
import { systemInfo } from './info.ts';
import { containerInspect, imageInspect, inspect, networkInspect, volumeInspect } from './inspect.ts';
import { login, logout } from './login.ts';
import { networkConnect, networkDisconnect, networkLs, networkRm } from './network.ts';
import { networkCreate } from './network-create.ts';
import { containerPrune, imagePrune, networkPrune, systemPrune, volumePrune } from './prune.ts';
import { search } from './search.ts';
import { systemDf } from './system-df.ts';
import { systemEvents } from './system-events.ts';
import { version } from './version.ts';
import { volumeCreate, volumeLs, volumeRm } from './volume.ts';
import { volumeUpdate } from './volume-update.ts';

/** The container commands that also stand directly under `docker`, by the same name. */
const containerCommands: readonly Command[] = [
  containerAttach,
  containerCommit,
  containerCp,
  containerCreate,
  containerDiff,
  containerExec,
  containerExport,
  lifecycle.containerKill,
  containerLogs,
  lifecycle.containerPause,
  containerPort,
  lifecycle.containerRename,
  lifecycle.containerRestart,
  lifecycle.containerRm,
  containerRun,
  containerStart,
  containerStats,
  lifecycle.containerStop,
  containerTop,
  lifecycle.containerUnpause,
  containerUpdate,
  lifecycle.containerWait,
];

const imageCommands: readonly Command[] = [
  imageBuild,
  imageHistory,
  imageImport,
  imageLoad,
  imagePull,
  imagePush,
  imageSave,
  imageTag,
];

/** `docker GROUP COMMAND` */
export const commandGroups: readonly CommandGroup[] = [
  {
    name: 'container',
    short: 'Manage containers',
    commands: [...containerCommands, containerInspect, containerLs, containerPrune],
  },
  { name: 'image', short: 'Manage images', commands: [...imageCommands, imageInspect, imageLs, imagePrune, imageRm] },
  {
    name: 'network',
    short: 'Manage networks',
    commands: [networkConnect, networkCreate, networkDisconnect, networkInspect, networkLs, networkPrune, networkRm],
  },
  { name: 'system', short: 'Manage Docker', commands: [systemDf, systemEvents, systemInfo, systemPrune] },
  {
    name: 'volume',
    short: 'Manage volumes',
    use: 'COMMAND',
    commands: [volumeCreate, volumeInspect, volumeLs, volumePrune, volumeRm, volumeUpdate],
  },
  builderGroup,
  buildxGroup,
  composeGroup,
  contextGroup,
  checkpointGroup,
  manifestGroup,
  pluginGroup,
  trustGroup,
  swarmGroup,
  nodeGroup,
  serviceGroup,
  stackGroup,
  configGroup,
  secretGroup,
  completionGroup,
];

/** `docker COMMAND` */
export const rootCommands: readonly Command[] = [
  ...containerCommands.map((command) => ({ ...command, aliases: [] })),
  ...imageCommands,
  renamed(containerLs, { name: 'ps' }),
  renamed(imageLs, { name: 'images' }),
  renamed(imageRm, { name: 'rmi' }),
  systemEvents,
  systemInfo,
  inspect,
  login,
  logout,
  search,
  version,
];

/** Shown first in `docker --help`, in this order. */
export const commonCommandNames: readonly string[] = [
  ...['run', 'exec', 'ps', 'build', 'pull', 'push', 'images', 'login', 'logout', 'search', 'version', 'info'],
];
