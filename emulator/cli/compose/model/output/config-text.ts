import { extensionsOf, recordOf } from '../shape/compound.ts';
import { Fields, type Format, type Printable } from '../shape/kind.ts';
import { config, model, network, secret, volume } from '../shape/resource-shapes.ts';
import { service } from '../shape/service-shape.ts';
import type { Project } from '../types/project.ts';
import { goJson } from './go-json.ts';
import { goYaml } from './go-yaml.ts';

/** What `docker compose config` prints of a project: with `$$` for `$`, so that it can be read again. */
export function configText(project: Project, format: Format): string {
  const text = format === 'yaml' ? goYaml(projectFields(project, format)) : goJson(jsonProject(project), '  ');
  return escapeDollars(text);
}

/** What is no variable any more must not become one when it is read again. */
export function escapeDollars(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function sections(project: Project, format: Format): [string, Printable][] {
  const section = <T>(key: string, kind: ReturnType<typeof recordOf<T>>, values: Readonly<Record<string, T>>) =>
    Object.keys(values).length === 0 ? [] : [[key, kind.print(values, format)] as [string, Printable]];
  return [
    ...(project.name === '' && format === 'yaml' ? [] : [['name', project.name] as [string, Printable]]),
    ['services', recordOf(service).print(project.services, format)],
    ...section('networks', recordOf(network), project.networks),
    ...section('volumes', recordOf(volume), project.volumes),
    ...section('secrets', recordOf(secret), project.secrets),
    ...section('configs', recordOf(config), project.configs),
    ...section('models', recordOf(model), project.models),
  ];
}

function projectFields(project: Project, format: Format): Fields {
  return new Fields([...sections(project, format), ...extensionsOf(project)]);
}

/** compose builds this one as a map, so its keys are sorted; models are not in it. */
function jsonProject(project: Project): Printable {
  const parts = sections(project, 'json').filter(([key]) => key !== 'models');
  return Object.fromEntries([...parts, ...extensionsOf(project)]);
}
