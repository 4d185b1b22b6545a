import { CliError } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';
import { buildImages, type BuildOptions } from './build.ts';
import type { ComposeWork } from './context.ts';
import { imageOf, localImages } from './images.ts';
import { pullRequired } from './pull.ts';

/**
 * Pulls and builds what the services need and is not here; the IDs of their images by service. `build` undefined: what
 * is missing and could be built is left to the daemon to complain of.
 */
export async function ensureImages(
  work: ComposeWork,
  project: Project,
  { build, isQuiet }: { build: BuildOptions | undefined; isQuiet: boolean },
): Promise<Map<string, string>> {
  for (const { name, provider, image, build: ownBuild } of Object.values(project.services)) {
    if (provider || image || ownBuild) continue;
    throw new CliError(`invalid service ${JSON.stringify(name)}. Must specify either image or build`);
  }
  const images = await localImages(work, project);
  await pullRequired(work, project, images, isQuiet);
  if (build) {
    const built = await buildImages(work, project, { ...build, images });
    for (const [name, id] of built) images.set(name, { id, taggedMs: Date.now() });
  }
  const ids = new Map<string, string>();
  for (const service of Object.values(project.services)) {
    const image = images.get(imageOf(work, project, service));
    if (image) ids.set(service.name, image.id);
  }
  return ids;
}
