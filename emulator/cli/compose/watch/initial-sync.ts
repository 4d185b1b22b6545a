import { encodedPath } from '../../commands/several.ts';
import { CliError } from '../../errors.ts';
import type { Service } from '../model/types/service.ts';
import { projectContainers } from '../project/containers.ts';
import type { ComposeContext } from '../project/context.ts';
import { everythingBelow } from './folders.ts';
import { isMounted, type Rule, type SyncedPath } from './rules.ts';

/** The files of a rule that are newer than the image its service's containers are made of. Throws CliError. */
export async function initialPaths(
  { cli }: ComposeContext,
  project: string,
  service: Service,
  rule: Rule,
): Promise<SyncedPath[]> {
  const { files } = cli.io;
  const isWanted = (path: string): boolean => rule.isAbout(path) && !isMounted(service, path);
  const found = await files.stat(rule.path, true);
  if (!found) throw new CliError(`stat ${rule.path}: no such file or directory`);
  const all = found.isDirectory ? await everythingBelow(files, rule.path, isWanted) : [rule.path].filter(isWanted);
  const [container] = await projectContainers(cli, project, { oneOff: 'without', all: true, services: [service.name] });
  if (!container) throw new CliError("could not get created time for service's image");
  const { Created } = await cli.api.get<{ Created?: string }>(`/images/${encodedPath(container.ImageID)}/json`);
  const builtMs = Date.parse(Created ?? '') || 0;
  const newer: SyncedPath[] = [];
  for (const path of all) {
    const match = rule.match(path);
    const status = match && (await files.stat(path, false));
    if (status && !status.isDirectory && status.modifiedMs >= builtMs) newer.push(match);
  }
  return newer;
}
