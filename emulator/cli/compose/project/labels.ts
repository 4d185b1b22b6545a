import type { Project } from '../model/types/project.ts';

/** What compose finds its objects by again: the labels that docker compose v2 gives them, 1.29 most of them, too. */
export const label = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  /** Of a service's containers, from 1. */
  number: 'com.docker.compose.container-number',
  /** 'True' for a container of `compose run`, else 'False'. */
  oneOff: 'com.docker.compose.oneoff',
  slug: 'com.docker.compose.slug',
  configHash: 'com.docker.compose.config-hash',
  /** ID of the image the container was made of. */
  image: 'com.docker.compose.image',
  /** 'db:service_healthy:false,cache:service_started:true': service, condition, restart. */
  dependsOn: 'com.docker.compose.depends_on',
  workingDir: 'com.docker.compose.project.working_dir',
  configFiles: 'com.docker.compose.project.config_files',
  environmentFile: 'com.docker.compose.project.environment_file',
  version: 'com.docker.compose.version',
  /** ID of the container that this one was made to replace. */
  replace: 'com.docker.compose.replace',
  /** Key in the file of a network or volume. */
  network: 'com.docker.compose.network',
  volume: 'com.docker.compose.volume',
  imageBuilder: 'com.docker.compose.image.builder',
} as const;

/** What every object of a project says of it. `version` without its 'v'. */
export function projectLabels(project: Pick<Project, 'name'>, version: string): Record<string, string> {
  return { [label.project]: project.name, [label.version]: version };
}

/** `label` filters of the Engine API's lists: 'NAME' or 'NAME=VALUE' each, as their query takes them. */
export function labelFilters(labels: readonly string[]): string {
  return JSON.stringify({ label: labels });
}
