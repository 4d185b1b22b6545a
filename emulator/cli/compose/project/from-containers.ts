import { parseBoolean } from '../../parse/flag-types.ts';
import { CliError } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';
import type { Dependency, Service } from '../model/types/service.ts';
import { canonicalName, serviceOf, type ProjectContainer } from './containers.ts';
import { label } from './labels.ts';

/** As `Dependency`, or of a project that was not loaded from a file: healthy where there is a check, else running. */
export type WaitCondition = Dependency['condition'] | 'running_or_healthy';

/**
 * A project as its containers tell of it, for what has no file (`docker compose -p NAME stop`): its services with their
 * images, scales and dependencies. Throws CliError when there is none, or none of a service asked for.
 */
export function projectFromContainers(
  containers: readonly ProjectContainer[],
  name: string,
  services: readonly string[] = [],
): Project {
  if (containers.length === 0) throw new CliError(`no container found for project ${JSON.stringify(name)}: not found`);
  const found: Record<string, Service> = {};
  for (const container of containers) {
    const service = serviceOf(container) || canonicalName(container);
    const before = found[service];
    found[service] = before
      ? { ...before, scale: (before.scale ?? 1) + 1 }
      : {
          name: service,
          image: container.Image,
          scale: 1,
          labels: container.Labels ?? {},
          depends_on: readDependencies(container.Labels?.[label.dependsOn] ?? ''),
        };
  }
  for (const service of services) {
    if (!found[service]) throw new CliError(`no such service: ${JSON.stringify(service)}: not found`);
  }
  return {
    ...{ name, workingDir: '', composeFiles: [], environment: {}, profiles: [], disabledServices: {} },
    ...{ networks: {}, volumes: {}, secrets: {}, configs: {}, models: {} },
    services: found,
  };
}

/** The label com.docker.compose.depends_on; compose 1.29 and the first of v2 wrote the names alone. */
function readDependencies(text: string): Readonly<Record<string, Dependency>> {
  if (text === '') return {};
  return Object.fromEntries(
    text.split(',').map((one) => {
      const [name = '', condition = 'running_or_healthy', restart = 'true'] = one.split(':');
      const isRestarted = readBoolean(restart);
      return [name, { condition: condition as Dependency['condition'], restart: isRestarted, required: true }];
    }),
  );
}

function readBoolean(text: string): boolean {
  try {
    return parseBoolean(text);
  } catch {
    return false;
  }
}
