import { ComposeError, type Problem } from '../problem.ts';
import { locate, type MapNode } from '../tree/node.ts';
import { scaleOf, type Project } from '../types/project.ts';
import type { Service } from '../types/service.ts';
import { dependencyCycle } from './cycle.ts';

type Fail = (message: string, ...path: (string | number)[]) => void;
type Check = (service: Service, project: Project, fail: Fail) => void;

const INVALID = 'invalid compose project';

/**
 * What has to fit together across a project: names that refer to something, limits that are said twice. Throws
 * ComposeError with all that does not, places taken from the tree it was read from.
 */
export function checkConsistency(project: Project, root: MapNode): void {
  const problems: Problem[] = [];
  const fail: Fail = (message, ...path) => {
    problems.push({ severity: 'error', message, range: locate(root, path.map(String)) });
  };
  for (const name of Object.keys(project.services).toSorted()) {
    const service = project.services[name];
    if (service) {
      for (const check of checks) {
        check(service, project, (message, ...path) => fail(message, 'services', name, ...path));
      }
    }
  }
  for (const [name, secret] of Object.entries(project.secrets)) {
    if (!secret.external && !secret.file && !secret.environment) {
      fail(`secret "${name}" must declare either \`file\` or \`environment\`: ${INVALID}`, 'secrets', name);
    }
  }
  const cycle = dependencyCycle(project.services);
  if (cycle) {
    const [first = '', second = ''] = cycle;
    fail(`dependency cycle detected: ${cycle.join(' -> ')}`, 'services', first, 'depends_on', second);
  }
  const [first] = problems;
  if (first) throw new ComposeError(first.message, problems);
}

const checks: readonly Check[] = [
  checkBuild,
  checkNetworks,
  checkDependencies,
  checkReferences,
  checkLimits,
  checkScale,
  checkMounts,
];

function checkBuild(service: Service, project: Project, fail: Fail): void {
  const { name, build } = service;
  if (!build && !service.image && !service.provider) {
    fail(`service "${name}" has neither an image nor a build context specified: ${INVALID}`);
  }
  if (build?.dockerfile_inline && build.dockerfile) {
    const what = 'mutualy exclusive dockerfile and dockerfile_inline';
    fail(`service "${name}" declares ${what}: ${INVALID}`, 'build', 'dockerfile');
  }
  for (const [context, value] of Object.entries(build?.additional_contexts ?? {})) {
    if (!value.startsWith('service:')) continue;
    const target = project.services[value.slice('service:'.length)];
    const what = target ? 'non-buildable' : 'unknown';
    if (target?.build) continue;
    const said = `service "${name}" declares ${what} service "${value.slice('service:'.length)}" as additional contexts`;
    fail(`${said} ${context}`, 'build', 'additional_contexts', context);
  }
  const platforms = build?.platforms ?? [];
  if (service.platform && platforms.length > 0 && !platforms.includes(service.platform)) {
    fail(`service.build.platforms MUST include service.platform "${service.platform}": ${INVALID}`, 'platform');
  }
}

function checkNetworks(service: Service, project: Project, fail: Fail): void {
  const networks = Object.keys(service.networks ?? {});
  if (service.network_mode && networks.length > 0) {
    const what = 'mutually exclusive `network_mode` and `networks`';
    fail(`service ${service.name} declares ${what}: ${INVALID}`, 'network_mode');
  }
  for (const network of networks) {
    if (project.networks[network]) continue;
    fail(`service "${service.name}" refers to undefined network ${network}: ${INVALID}`, 'networks', network);
  }
}

function checkDependencies(service: Service, project: Project, fail: Fail): void {
  const [test] = service.healthcheck?.test ?? [];
  if (test !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(test)) {
    fail('healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"', 'healthcheck', 'test');
  }
  for (const [name, dependency] of Object.entries(service.depends_on ?? {})) {
    if (project.services[name] || (project.disabledServices[name] && !dependency.required)) continue;
    fail(`service "${service.name}" depends on undefined service "${name}": ${INVALID}`, 'depends_on', name);
  }
  const shared = /^service:(.*)$/.exec(service.network_mode ?? '')?.[1];
  if (shared !== undefined && !project.services[shared]) {
    fail(`service "${shared}" not found for network_mode 'service:${shared}'`, 'network_mode');
  }
}

function checkReferences(service: Service, project: Project, fail: Fail): void {
  const undefinedOne = (what: string, key: string): string =>
    `service "${service.name}" refers to undefined ${what} ${key}: ${INVALID}`;
  for (const [index, volume] of (service.volumes ?? []).entries()) {
    if (volume.type !== 'volume' || !volume.source || project.volumes[volume.source]) continue;
    fail(undefinedOne('volume', volume.source), 'volumes', index);
  }
  for (const [index, secret] of (service.build?.secrets ?? []).entries()) {
    if (!project.secrets[secret.source]) fail(undefinedOne('build secret', secret.source), 'build', 'secrets', index);
  }
  for (const [index, config] of (service.configs ?? []).entries()) {
    if (!project.configs[config.source]) fail(undefinedOne('config', config.source), 'configs', index);
  }
  for (const name of Object.keys(service.models ?? {})) {
    if (!project.models[name]) fail(undefinedOne('model', name), 'models', name);
  }
  for (const [index, secret] of (service.secrets ?? []).entries()) {
    if (!project.secrets[secret.source]) fail(undefinedOne('secret', secret.source), 'secrets', index);
  }
}

/** Old attributes and those of `deploy` that mean the same must say the same. */
function checkLimits(service: Service, _: Project, fail: Fail): void {
  const { limits, reservations } = service.deploy?.resources ?? {};
  const twice = (key: keyof Service, one: number | undefined, part: object | undefined, name: string, two?: number) => {
    if (!one || !part || one === (two ?? 0)) return;
    fail(`services.${service.name}: can't set distinct values on '${key}' and 'deploy.${name}': ${INVALID}`, key);
  };
  twice('cpus', service.cpus, limits, 'resources.limits.cpus', limits?.cpus);
  twice('mem_limit', service.mem_limit, limits, 'resources.limits.memory', limits?.memory);
  const reserved = reservations?.memory;
  twice('mem_reservation', service.mem_reservation, reservations, 'resources.reservations.memory', reserved);
  twice('pids_limit', service.pids_limit, limits, 'resources.limits.pids', limits?.pids);
}

function checkScale(service: Service, _: Project, fail: Fail): void {
  const { name, scale } = service;
  const replicas = service.deploy?.replicas;
  if (scale !== undefined && replicas !== undefined && scale !== replicas) {
    fail(`services.${name}: can't set distinct values on 'scale' and 'deploy.replicas': ${INVALID}`, 'scale');
  }
  if ((scale ?? 0) < 0) fail(`services.${name}.scale: must be greater than or equal to 0`, 'scale');
  if ((replicas ?? 0) < 0) {
    fail(`services.${name}.deploy.replicas: must be greater than or equal to 0`, 'deploy', 'replicas');
  }
  if (scaleOf(service) > 1 && service.container_name) {
    const attribute = scale === undefined ? 'deploy.replicas' : 'scale';
    const what = `can't set container_name and ${attribute} as container name must be unique`;
    fail(`services.${name}: ${what}: ${INVALID}`, 'container_name');
  }
  for (const [index, rule] of (service.develop?.watch ?? []).entries()) {
    if (rule.target || ['rebuild', 'restart'].includes(rule.action)) continue;
    const what = 'target is required for non-rebuild actions';
    fail(`services.${name}.develop.watch: ${what}: ${INVALID}`, 'develop', 'watch', index);
  }
}

function checkMounts(service: Service, _: Project, fail: Fail): void {
  const mounted = new Map<string, string>();
  const mount = (target: string, key: string, index: number): void => {
    const place = `services.${service.name}.${key}[${index}]`;
    const before = mounted.get(target);
    if (before === undefined) mounted.set(target, place);
    else fail(`${place}: target ${target} already mounted as ${before}`, key, index);
  };
  for (const [index, tmpfs] of (service.tmpfs ?? []).entries()) mount(tmpfs.split(':', 1)[0] ?? '', 'tmpfs', index);
  for (const [index, volume] of (service.volumes ?? []).entries()) mount(volume.target, 'volumes', index);
}
