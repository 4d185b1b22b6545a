import { ComposeError } from '../problem.ts';
import { childOf, textOf } from '../tree/node.ts';
import { parseYaml } from '../tree/parse-yaml.ts';
import type { Mapping } from '../types/common.ts';
import { interpolate } from '../variables/interpolate.ts';
import type { LoadContext } from './context.ts';

/** Small letters, digits, '-' and '_', a letter or digit first; the rest is left out. */
export function normalizeProjectName(name: string): string {
  return (name.toLowerCase().match(/[a-z0-9_-]/g) ?? []).join('').replace(/^[_-]+/, '');
}

export interface NameSources {
  /** `-p` */
  readonly typed: string | undefined;
  /** With COMPOSE_PROJECT_NAME. */
  readonly environment: Mapping;
  /** Of all files, in their order. */
  readonly texts: readonly { readonly path: string; readonly text: string }[];
  readonly workingDir: string;
}

/** By `-p`, COMPOSE_PROJECT_NAME, the last `name:` of the files, or the folder's name. Throws ComposeError. */
export function projectName(sources: NameSources, context: LoadContext): string {
  const set = sources.typed || sources.environment['COMPOSE_PROJECT_NAME'];
  if (set) {
    if (normalizeProjectName(set) === set) return set;
    throw new ComposeError(
      `invalid project name ${JSON.stringify(set)}: must consist only of lowercase alphanumeric characters, hyphens, ` +
        'and underscores as well as start with a letter or number',
    );
  }
  const folder = sources.workingDir.slice(sources.workingDir.lastIndexOf('/') + 1);
  return normalizeProjectName(fromFiles(sources, context)) || normalizeProjectName(folder);
}

function fromFiles(sources: NameSources, context: LoadContext): string {
  let name = '';
  for (const { path, text } of sources.texts) {
    for (const { root } of parseYaml(text, path)) {
      const node = childOf(root, 'name');
      if (!node || !textOf(node)) continue;
      const lookup = (variable: string): string | undefined => sources.environment[variable];
      const value = context.interpolates ? interpolate(node, { lookup, warn: () => undefined }, ['name']) : node;
      name = textOf(value) ?? '';
    }
  }
  return name;
}
