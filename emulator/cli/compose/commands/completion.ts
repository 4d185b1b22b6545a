import type { Invocation } from '../../command.ts';
import { loadProject } from '../model/load-project.ts';
import type { Service } from '../model/types/service.ts';
import { labelOf, listContainers } from '../project/containers.ts';
import { label } from '../project/labels.ts';
import { loadOptions } from './load.ts';

type Given = Pick<Invocation, 'cli' | 'groupFlags'>;

/** All services of the file, those of no active profile last; none when it cannot be read. */
export async function serviceNames(given: Given): Promise<string[]> {
  return (await services(given)).map(({ name }) => name);
}

/** The profiles that services of the file have. */
export async function profileNames(given: Given): Promise<string[]> {
  return [...new Set((await services(given)).flatMap(({ profiles }) => profiles ?? []))].toSorted();
}

/** Of all projects that have containers. */
export async function projectNames({ cli }: Given): Promise<string[]> {
  const containers = await listContainers(cli, [label.project, label.configHash], true);
  return [...new Set(containers.map((one) => labelOf(one, label.project)))].toSorted();
}

async function services(given: Given): Promise<Service[]> {
  try {
    const options = loadOptions(given, { resolvesEnvironment: false });
    const project = await loadProject(given.cli.io.files, options);
    const byName = (a: Service, b: Service): number => (a.name < b.name ? -1 : 1);
    return [project.services, project.disabledServices].flatMap((one) => Object.values(one).toSorted(byName));
  } catch {
    return [];
  }
}
