import { ComposeError } from '../problem.ts';
import type { Project } from '../types/project.ts';
import type { Service } from '../types/service.ts';

type Services = Readonly<Record<string, Service>>;

const pick = <T>(
  values: Readonly<Record<string, T>>,
  isWanted: (value: T, key: string) => boolean,
): Record<string, T> => Object.fromEntries(Object.entries(values).filter(([key, value]) => isWanted(value, key)));

/** Services without profiles, and those with one of `profiles` ('*' is all), are enabled; the others disabled. */
export function withProfiles(project: Project, profiles: readonly string[]): Project {
  const all = { ...project.services, ...project.disabledServices };
  const isEnabled = (service: Service): boolean => {
    const own = service.profiles ?? [];
    return own.length === 0 || profiles.includes('*') || own.some((profile) => profiles.includes(profile));
  };
  return {
    ...project,
    profiles,
    services: pick(all, isEnabled),
    disabledServices: pick(all, (service) => !isEnabled(service)),
  };
}

/** Naming a service enables its profiles. */
export function withServicesEnabled(project: Project, names: readonly string[]): Project {
  const more = names.flatMap((name) => project.disabledServices[name]?.profiles ?? []);
  return more.length === 0 ? project : withProfiles(project, [...project.profiles, ...more]);
}

/**
 * Only the services that `names` name ('*' and '?' stand for letters) and, unless `dependencies` says otherwise, what
 * they depend on; the others become disabled. All when there are no names. Throws ComposeError: 'no such service: x'.
 */
export function withSelectedServices(
  project: Project,
  names: readonly string[],
  dependencies: 'with' | 'without' = 'with',
): Project {
  if (names.length === 0) return project;
  const selected = new Set<string>();
  const add = (name: string, isRequired: boolean): void => {
    const found = matching(project.services, name);
    if (found.length === 0 && isRequired) throw new ComposeError(`no such service: ${name}`);
    for (const service of found) {
      if (selected.has(service.name)) continue;
      selected.add(service.name);
      if (dependencies === 'without') continue;
      for (const [next, { required }] of Object.entries(service.depends_on ?? {})) add(next, required);
    }
  };
  for (const name of names) add(name, true);
  const services = pick(project.services, (_, name) => selected.has(name));
  const others = pick(project.services, (_, name) => !selected.has(name));
  return {
    ...project,
    services: Object.fromEntries(Object.entries(services).map(([name, one]) => [name, withoutOthers(one, selected)])),
    disabledServices: { ...project.disabledServices, ...others },
  };
}

function matching(services: Services, name: string): Service[] {
  const exact = services[name];
  if (exact) return [exact];
  if (!/[*?]/.test(name)) return [];
  const source = name
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const pattern = new RegExp(`^${source}$`);
  return Object.values(services).filter((service) => pattern.test(service.name));
}

function withoutOthers(service: Service, selected: ReadonlySet<string>): Service {
  if (!service.depends_on) return service;
  return { ...service, depends_on: pick(service.depends_on, (_, name) => selected.has(name)) };
}

/** Without the networks, volumes, secrets, configs and models that no enabled service uses. */
export function withoutUnusedResources(project: Project): Project {
  const services = Object.values(project.services);
  const used = (keys: (service: Service) => readonly (string | undefined)[]): ReadonlySet<string | undefined> =>
    new Set(services.flatMap(keys));
  const networks = used((service) => Object.keys(service.networks ?? {}));
  const volumes = used((service) =>
    (service.volumes ?? []).map((one) => (one.type === 'volume' ? one.source : undefined)),
  );
  const secrets = used((service) =>
    [...(service.secrets ?? []), ...(service.build?.secrets ?? [])].map((one) => one.source),
  );
  const configs = used((service) => (service.configs ?? []).map((one) => one.source));
  const models = used((service) => Object.keys(service.models ?? {}));
  return {
    ...project,
    networks: pick(project.networks, (_, key) => networks.has(key)),
    volumes: pick(project.volumes, (_, key) => volumes.has(key)),
    secrets: pick(project.secrets, (_, key) => secrets.has(key)),
    configs: pick(project.configs, (_, key) => configs.has(key)),
    models: pick(project.models, (_, key) => models.has(key)),
  };
}

/** Two services cannot be one container. Throws ComposeError. */
export function checkContainerNames(project: Project): void {
  const owners = new Map<string, string>();
  for (const { name, container_name: container } of Object.values(project.services)) {
    if (!container) continue;
    const owner = owners.get(container);
    if (owner !== undefined) {
      throw new ComposeError(`services.${name}: container name "${container}" is already in use by service ${owner}`);
    }
    owners.set(container, name);
  }
}
