import type { ImageSummary } from '../../api/types.ts';
import type { Project } from '../model/types/project.ts';
import type { ComposeWork } from './context.ts';
import { familiarImage, imageOf, inspectImage } from './images.ts';
import { label } from './labels.ts';

type BuiltImage = ImageSummary & { readonly Labels?: Readonly<Record<string, string>> | null };

/**
 * The images `down --rmi` removes: 'local' those that were built here and have no name of their own in the file, 'all'
 * every image of a service. Of services that are gone as well with `withOrphans`.
 */
export async function imagesToRemove(
  work: ComposeWork,
  project: Project,
  which: 'all' | 'local',
  withOrphans: boolean,
): Promise<string[]> {
  const services = Object.values(project.services);
  const named = which === 'all' ? services.flatMap(({ image }) => image || []) : [];
  const implied = services.filter(({ image }) => !image).map((service) => imageOf(work, project, service));
  const names = new Set<string>();
  for (const name of [...named, ...implied]) if (await inspectImage(work.cli, name)) names.add(familiar(name));
  const filters = JSON.stringify({ label: [`${label.project}=${project.name}`], dangling: ['false'] });
  for (const { RepoTags, Labels } of await work.cli.api.get<BuiltImage[]>('/images/json', { query: { filters } })) {
    const [tag] = RepoTags ?? [];
    if (tag && (withOrphans || project.services[Labels?.[label.service] ?? ''])) names.add(familiar(tag));
  }
  return [...names].toSorted();
}

function familiar(name: string): string {
  try {
    return familiarImage(name);
  } catch {
    return name;
  }
}
