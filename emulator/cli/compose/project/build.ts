import { buildFlags } from '../../build/build-flags.ts';
import { openContext, openInlineContext, type BuildContext } from '../../build/build-context.ts';
import { buildQuery } from '../../build/build-query.ts';
import { classicBuild } from '../../build/classic-build.ts';
import { readNamedContexts } from '../../build/named-contexts.ts';
import { encodeSecrets } from '../../build/secrets.ts';
import { solve } from '../../build/solve.ts';
import { CliError } from '../../errors.ts';
import { parseBoolean } from '../../parse/flag-types.ts';
import { parseFlags } from '../../parse/flags.ts';
import { warnLine } from '../commands/warning.ts';
import type { Build } from '../model/types/build.ts';
import type { Project } from '../model/types/project.ts';
import type { Service } from '../model/types/service.ts';
import { done, working } from '../progress/event.ts';
import type { ComposeWork } from './context.ts';
import { extraHosts } from './create/host-config.ts';
import { ulimits } from './create/resources.ts';
import { inDependencyOrder } from './graph.ts';
import { imageOf, inspectImage, type LocalImage } from './images.ts';
import { label, projectLabels } from './labels.ts';
import { composeVersionNumber } from './version.ts';

export interface BuildOptions {
  /** None: all. */
  readonly services?: readonly string[];
  /** What is here need not be built, but with `pull_policy: build`. Undefined: everything is. */
  readonly images?: ReadonlyMap<string, LocalImage>;
  readonly withDependencies?: boolean;
  readonly isQuiet?: boolean;
  readonly pulls?: boolean;
  readonly noCache?: boolean;
  /** 'NAME=value' or 'NAME', before those of the file. */
  readonly args?: readonly string[];
  readonly memoryBytes?: number;
}

/** Builds the images of services, one after the other, as their Dockerfiles need each other; names → IDs. */
export async function buildImages(
  work: ComposeWork,
  narrowed: Project,
  options: BuildOptions,
): Promise<Map<string, string>> {
  const project = withContextServices(narrowed);
  const ids = new Map<string, string>();
  const wanted = servicesToBuild(work, project, options);
  if (wanted.size === 0) return ids;
  const isClassic = wantsClassic(work) || (await work.cli.api.ping())['x-slipway-build'] !== '2';
  const built: string[] = [];
  await inDependencyOrder(
    project,
    async (name) => {
      const service = wanted.get(name);
      if (!service?.build) return;
      const image = imageOf(work, project, service);
      if (work.display.isDryRun) return tellBuild(work, image);
      if (isClassic) work.progress.event(working(`Service ${name}`, 'Building'));
      await buildOne(work, project, service, { ...options, isClassic, image });
      if (isClassic) work.progress.event(done(`Service ${name}`, 'Built'));
      else built.push(name);
      ids.set(image, (await inspectImage(work.cli, image))?.Id ?? '');
    },
    { direction: 'up', limit: 1, needs: (name) => contextServices(project.services[name]) },
  );
  for (const name of built.toSorted()) work.progress.event(done(name, 'Built'));
  return ids;
}

/** What docker compose says of a build that is not done. */
function tellBuild({ progress }: ComposeWork, image: string): void {
  const done = { status: 'done', statusText: '' } as const;
  progress.event({ id: '==>', text: `==> writing image dryRun-${image}`, ...done });
  progress.event({ id: '==> ==>', text: `naming to ${image}`, ...done });
}

/** By name. Throws CliError for a service that is none. */
export function servicesToBuild(
  context: Pick<ComposeWork, 'separator'>,
  narrowed: Project,
  options: BuildOptions,
): Map<string, Service> {
  const project = withContextServices(narrowed);
  const names = new Set(options.services?.length ? options.services : Object.keys(narrowed.services));
  if (options.withDependencies) {
    for (const name of names) for (const next of Object.keys(project.services[name]?.depends_on ?? {})) names.add(next);
  }
  for (const name of names) for (const next of contextServices(project.services[name])) names.add(next);
  const wanted = new Map<string, Service>();
  for (const name of names) {
    const service = project.services[name];
    if (!service) throw new CliError(`no such service: ${name}`);
    const isHere = options.images?.has(imageOf(context, project, service)) ?? false;
    if (service.build && (!isHere || service.pull_policy === 'build')) wanted.set(name, service);
  }
  return wanted;
}

const SERVICE = 'service:';

/** The services whose images a build takes files of. */
function contextServices(service: Service | undefined): string[] {
  const sources = Object.values(service?.build?.additional_contexts ?? {});
  return sources.filter((source) => source.startsWith(SERVICE)).map((source) => source.slice(SERVICE.length));
}

/** With those of them that are not wanted themselves. */
function withContextServices(project: Project): Project {
  const services = { ...project.services };
  const wanted = new Set(Object.values(services).flatMap(contextServices));
  for (const name of wanted) {
    const service = services[name] ?? project.disabledServices[name];
    if (!service) continue;
    services[name] = service;
    for (const next of contextServices(service)) wanted.add(next);
  }
  return { ...project, services };
}

/** As `--build-context` takes them. */
function contextsOf(work: ComposeWork, project: Project, build: Build): string[] {
  return Object.entries(build.additional_contexts ?? {}).map(([name, source]) => {
    const service = source.startsWith(SERVICE) ? project.services[source.slice(SERVICE.length)] : undefined;
    return `${name}=${service ? `docker-image://${imageOf(work, project, service)}` : source}`;
  });
}

function wantsClassic({ cli }: ComposeWork): boolean {
  const value = cli.io.environment['DOCKER_BUILDKIT'] ?? '';
  return value !== '' && !parseBoolean(value);
}

interface OneBuild extends BuildOptions {
  readonly isClassic: boolean;
  readonly image: string;
}

async function buildOne(work: ComposeWork, project: Project, service: Service, one: OneBuild): Promise<void> {
  const { cli, display } = work;
  const { build = {} } = service;
  checkSupported(build, one.isClassic);
  const flags = parseFlags(buildFlags, flagsOf(work, project, service, one), true).flags;
  const context = await contextOf(work, build, one.isClassic);
  const query = buildQuery(cli, flags);
  if (one.isClassic) return classicBuild(cli, flags, context, query);
  if (one.memoryBytes) await cli.err('WARNING: --memory is not supported by BuildKit and will be ignored\n');
  const secrets = await secretsOf(work, project, build);
  const contexts = await readNamedContexts(cli, contextsOf(work, project, build));
  try {
    const isQuiet = one.isQuiet || display.mode === 'quiet';
    await solve(
      cli,
      flags,
      context,
      query,
      { type: 'image' },
      {
        namePrefix: service.name,
        shownOn: isQuiet ? 'stderr' : 'stdout',
        secrets,
        contexts,
      },
    );
  } catch (error) {
    throw error instanceof CliError ? new CliError(error.message.replace(/^ERROR: /, ''), error.exitCode) : error;
  }
}

/** What the file may ask for and no builder of ours does. */
function checkSupported(build: Build, isClassic: boolean): void {
  const isLong = (build.platforms?.length ?? 0) > 1;
  if (isClassic) {
    const asked: readonly (readonly [boolean, string])[] = [
      [isLong, 'multi-arch build'],
      [build.privileged ?? false, 'privileged mode'],
      [Object.keys(build.additional_contexts ?? {}).length > 0, 'additional contexts'],
      [Object.keys(build.ssh ?? {}).length > 0, 'SSH keys'],
      [(build.secrets?.length ?? 0) > 0, 'secrets'],
    ];
    for (const [isAsked, what] of asked) {
      if (isAsked)
        throw new CliError(`the classic builder doesn't support ${what}, set DOCKER_BUILDKIT=1 to use BuildKit`);
    }
    return;
  }
  const advice = 'Switch to a different driver, or turn on the containerd image store, and try again.';
  if (isLong) throw new CliError(`Multi-platform build is not supported for the docker driver.\n${advice}`);
  if (build.cache_to?.some((one) => !/(^|,)type=inline(,|$)/.test(one))) {
    throw new CliError(`Cache export is not supported for the docker driver.\n${advice}`);
  }
  const absent = 'is not supported by Slipway';
  if (Object.keys(build.ssh ?? {}).length > 0)
    throw new CliError(`build.ssh ${absent}: its builder forwards no SSH agent`);
  if (build.privileged || build.entitlements?.length)
    throw new CliError(`build.privileged and build.entitlements ${absent}`);
}

/** The flags of `docker build` that say the same as the file. */
function flagsOf(work: ComposeWork, project: Project, service: Service, one: OneBuild): string[] {
  const { build = {} } = service;
  const own = { ...build.labels, ...projectLabels(project, composeVersionNumber), [label.service]: service.name };
  const labels = one.isClassic ? { ...build.labels, [label.imageBuilder]: 'classic' } : own;
  const progress = one.isQuiet ? 'quiet' : work.display.mode === 'json' ? 'rawjson' : work.display.mode;
  const text = (name: string, value: string | number | undefined): string[] => (value ? [`--${name}=${value}`] : []);
  return [
    ...[one.image, ...(build.tags ?? [])].map((tag) => `--tag=${tag}`),
    ...Object.entries(buildArgs(project, build, one.args ?? [])).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...Object.entries(labels).map(([name, value]) => `--label=${name}=${value}`),
    ...(build.cache_from ?? []).map((from) => `--cache-from="${from.replaceAll('"', '""')}"`),
    ...(extraHosts(build.extra_hosts) ?? []).map((host) => `--add-host=${host}`),
    ...ulimits(build.ulimits).map(({ Name, Soft, Hard }) => `--ulimit=${Name}=${Soft}:${Hard}`),
    ...text('target', build.target),
    ...text('network', build.network),
    ...text('shm-size', build.shm_size),
    ...text('platform', build.platforms?.[0] ?? (service.platform || project.environment['DOCKER_DEFAULT_PLATFORM'])),
    ...text('isolation', build.isolation),
    ...text('memory', one.isClassic ? one.memoryBytes : undefined),
    ...(build.no_cache || one.noCache ? ['--no-cache'] : []),
    ...(build.pull || one.pulls ? ['--pull'] : []),
    ...(one.isQuiet && one.isClassic ? ['--quiet'] : []),
    `--progress=${progress}`,
  ];
}

/** Those of the command line go first; one without a value has the project's, or is not set. */
export function buildArgs({ environment }: Project, build: Build, typed: readonly string[]): Record<string, string> {
  const all: Record<string, string | null> = { ...build.args };
  for (const one of typed) {
    const at = one.indexOf('=');
    all[at === -1 ? one : one.slice(0, at)] = at === -1 ? null : one.slice(at + 1);
  }
  const resolved = Object.entries(all).map(([name, value]) => [name, value ?? environment[name]] as const);
  return Object.fromEntries(resolved.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The folder or URL of `build`, opened. Throws CliError. */
export function contextOf({ cli }: Pick<ComposeWork, 'cli'>, build: Build, isClassic = false): Promise<BuildContext> {
  const { context = '.', dockerfile, dockerfile_inline: inline } = build;
  if (inline !== undefined) return openInlineContext(cli, context, inline, isClassic);
  const isLocal = dockerfile && !/^https?:\/\//.test(context) && !dockerfile.startsWith('/');
  return openContext(cli, context, isLocal ? `${context}/${dockerfile}` : (dockerfile ?? ''), isClassic);
}

async function secretsOf({ cli }: ComposeWork, project: Project, build: Build): Promise<string> {
  const values: Record<string, Uint8Array> = {};
  for (const { source, target, uid, gid, mode } of build.secrets ?? []) {
    const defined = project.secrets[source];
    const id = target?.replace(/^\/run\/secrets\//, '') || source;
    if (defined?.file) {
      const { file } = defined;
      values[id] = await cli.io.files.read(file).catch(() => {
        throw new CliError(`failed to stat ${file}: stat ${file}: no such file or directory`);
      });
    } else if (defined?.environment) {
      values[id] = new TextEncoder().encode(project.environment[defined.environment] ?? '');
    } else {
      throw new CliError(`build.secrets only supports environment or file-based secrets: ${JSON.stringify(source)}`);
    }
    if (uid || gid || mode !== undefined) {
      await cli.err(
        warnLine(cli, 'secrets `uid`, `gid` and `mode` are not supported by BuildKit, they will be ignored'),
      );
    }
  }
  return encodeSecrets(values);
}
