import { goJson } from '../model/output/go-json.ts';
import { Fields, type Printable } from '../model/shape/kind.ts';
import type { Build } from '../model/types/build.ts';
import type { FileMount } from '../model/types/mounts.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { buildArgs, servicesToBuild, type BuildOptions } from './build.ts';
import type { ComposeContext } from './context.ts';
import { ulimits } from './create/resources.ts';
import { imageOf } from './images.ts';

/** `docker compose build --print`: what `docker buildx bake` would be given, a target for each service. */
export function bakeFile(
  context: ComposeContext,
  project: Project,
  options: BuildOptions & { readonly pushes: boolean },
): string {
  const services = [...servicesToBuild(context, project, options).values()].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const targets = services.map((service) => [service.name, target(context, project, service, options)] as const);
  const group = new Fields([['default', new Fields([['targets', services.map(({ name }) => name)]])]]);
  const file = new Fields([
    ['group', group],
    ['target', new Fields(targets)],
  ]);
  return `${goJson(file, '  ')}\n`;
}

function target(
  context: ComposeContext,
  project: Project,
  service: Service,
  options: BuildOptions & { readonly pushes: boolean },
): Fields {
  const { build = {} } = service;
  const pushes = options.pushes && Boolean(service.image);
  const output = (build.platforms?.length ?? 0) > 1 ? 'type=image' : 'type=docker,load=true';
  const entitlements = [...(build.entitlements ?? []), ...(build.privileged ? ['security.insecure'] : [])];
  const limits = ulimits(build.ulimits).map(({ Name, Soft, Hard }) =>
    Soft === Hard ? `${Name}=${Soft}` : `${Name}=${Soft}:${Hard}`,
  );
  const all: readonly (readonly [string, Printable | undefined])[] = [
    ['context', build.context],
    ['contexts', additionalContexts(build)],
    ['dockerfile', dockerfilePath(build)],
    ['dockerfile-inline', build.dockerfile_inline?.replaceAll('${', '$${')],
    ['args', buildArgs(project, build, options.args ?? [])],
    ['labels', build.labels],
    ['tags', [...(build.tags ?? []), imageOf(context, project, service)]],
    ['cache-from', build.cache_from],
    ['target', build.target],
    ['secret', (build.secrets ?? []).flatMap((one) => secret(project, one))],
    ['ssh', Object.entries(build.ssh ?? {}).map(([id, path]) => `${id}=${path}`)],
    ['platforms', build.platforms],
    ['pull', options.pulls],
    ['no-cache', options.noCache],
    ['shm-size', build.shm_size === undefined ? undefined : String(build.shm_size)],
    ['ulimits', limits],
    ['entitlements', entitlements],
    ['output', [`${output},push=${pushes}`]],
  ];
  return new Fields(all.filter((field): field is readonly [string, Printable] => !isEmpty(field[1])));
}

function isEmpty(value: Printable | undefined): boolean {
  if (typeof value !== 'object' || value === null) return !value;
  return Object.keys(value).length === 0;
}

function additionalContexts(build: Build): Record<string, string> {
  const pairs = Object.entries(build.additional_contexts ?? {});
  return Object.fromEntries(pairs.map(([name, where]) => [name, where.replace(/^service:/, 'target:')]));
}

/** Bake takes it from where it runs, not from the context. */
function dockerfilePath({ context = '', dockerfile }: Build): string | undefined {
  if (!dockerfile) return undefined;
  return dockerfile.startsWith('/') || /^(https?|git|ssh):\/\/|^git@/.test(context)
    ? dockerfile
    : `${context}/${dockerfile}`;
}

function secret(project: Project, { source, target }: FileMount): string[] {
  const { environment, file } = project.secrets[source] ?? {};
  const id = target || source;
  if (environment) return [`id=${id},type=env,env=${environment}`];
  return file ? [`id=${id},type=file,src=${file}`] : [];
}
