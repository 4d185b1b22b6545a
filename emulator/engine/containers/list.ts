import { SlipwayError } from '../../errors.ts';
import { parseTime } from '../clock.ts';
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';
import { humanDuration } from './human-duration.ts';
import { networksOf, showMount } from './inspect.ts';
import { portSummaries } from './port-view.ts';
import type { ContainerRegistry } from './registry.ts';

export type Filters = ReadonlyMap<string, readonly string[]>;

/** Filters of GET /containers/json. */
export const LIST_FILTERS = [
  'ancestor',
  'before',
  'exited',
  'expose',
  'health',
  'id',
  'is-task',
  'isolation',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
] as const;

const STATUSES = ['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead'];

const HEALTH = ['none', 'starting', 'healthy', 'unhealthy'];

/** Which containers GET /containers/json shows, the newest first. */
export function selectContainers(
  context: EngineContext,
  registry: ContainerRegistry,
  options: { all: boolean; limit: number; filters: Filters },
): Container[] {
  const { filters } = options;
  for (const status of filters.get('status') ?? []) {
    if (!STATUSES.includes(status)) throw new SlipwayError('invalid', `Invalid filter 'status=${status}'`);
  }
  for (const code of filters.get('exited') ?? []) {
    if (!/^[+-]?\d+$/.test(code)) throw new SlipwayError('invalid', `strconv.Atoi: parsing "${code}": invalid syntax`);
  }
  for (const health of filters.get('health') ?? []) {
    if (!HEALTH.includes(health)) {
      throw new SlipwayError('invalid', `Unrecognised filter value for health: ${health}`);
    }
  }
  const everything = options.all || filters.has('status') || options.limit > 0;
  const fits = listMatcher(context, registry, filters);
  const all = registry.list().filter((container) => (everything || isUp(container)) && fits(container));
  return options.limit > 0 ? all.slice(0, options.limit) : all;
}

function isUp(container: Container): boolean {
  return container.isRunning || container.state.status === 'restarting';
}

function listMatcher(
  context: EngineContext,
  registry: ContainerRegistry,
  filters: Filters,
): (container: Container) => boolean {
  const createdOf = (name: string) => {
    try {
      return registry.resolve(name).record.created;
    } catch {
      throw new SlipwayError('invalid', `no such container ${name}`);
    }
  };
  const before = filters.get('before')?.map(createdOf);
  const since = filters.get('since')?.map(createdOf);
  const ancestors = filters.get('ancestor')?.map((name) => {
    try {
      return context.images.resolve(name).id as string;
    } catch {
      return name;
    }
  });
  const any = (name: string, test: (value: string) => boolean) => filters.get(name)?.some(test) ?? true;
  return (container) => {
    const { record } = container;
    return (
      any('id', (value) => matches(value, record.id)) &&
      any('name', (value) => matches(value, record.name) || matches(value, `/${record.name}`)) &&
      matchesLabels(filters.get('label'), record.config.Labels) &&
      any('status', (value) => value === record.state.status) &&
      any('exited', (value) => !isUp(container) && Number(value) === record.state.exitCode) &&
      any('volume', (value) => record.mounts.some((mount) => mount.Name === value || mount.Destination === value)) &&
      any('network', (value) =>
        Object.entries(networksOf(context, container)).some(
          ([name, endpoint]) => name === value || (endpoint as { NetworkID: string }).NetworkID === value,
        ),
      ) &&
      any('expose', (value) =>
        Object.keys(record.config.ExposedPorts ?? {}).some((port) => portMatches(value, port)),
      ) &&
      any('publish', (value) =>
        context.ports.of(record.id).some(({ hostPort, protocol }) => portMatches(value, `${hostPort}/${protocol}`)),
      ) &&
      any('health', (value) => value === (container.health?.Status ?? 'none')) &&
      any('is-task', (value) => value === 'false') &&
      any('isolation', (value) => value === 'default') &&
      (before?.every((time) => isBefore(record.created, time)) ?? true) &&
      (since?.every((time) => isBefore(time, record.created)) ?? true) &&
      (ancestors?.some((id) => id === record.image || id === record.config.Image) ?? true)
    );
  };
}

function isBefore(a: string, b: string): boolean {
  return (parseTime(a) ?? 0n) < (parseTime(b) ?? 0n);
}

/** A regular expression, or a plain part of the text when it is not one. */
export function matches(pattern: string, text: string): boolean {
  if (text.includes(pattern)) return true;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}

/** 'name' or 'name=value', all of them; 'label!' is for prune. */
export function matchesLabels(
  wanted: readonly string[] | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (wanted ?? []).every((text) => {
    const [name = '', ...value] = text.split('=');
    if (!Object.hasOwn(labels, name)) return false;
    return !text.includes('=') || labels[name] === value.join('=');
  });
}

/** '80', '80/tcp', '80-90/tcp' against '80/tcp'. */
function portMatches(wanted: string, port: string): boolean {
  const [range = '', protocol = 'tcp'] = wanted.split('/');
  const [number = '', actualProtocol = 'tcp'] = port.split('/');
  const [from = '', to = from] = range.split('-');
  return protocol === actualProtocol && Number(number) >= Number(from) && Number(number) <= Number(to);
}

/** One element of GET /containers/json (ContainerSummary). */
export function summarize(context: EngineContext, container: Container): Record<string, unknown> {
  const { record } = container;
  return {
    Id: record.id,
    Names: [`/${record.name}`],
    Image: imageName(context, container),
    ImageID: record.image,
    Command: [record.path, ...record.args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' '),
    Created: Math.floor(Date.parse(record.created) / 1000),
    Ports: portSummaries(context, container),
    Labels: record.config.Labels,
    State: record.state.status,
    Status: statusText(context, container),
    HostConfig: { NetworkMode: record.hostConfig.NetworkMode },
    NetworkSettings: { Networks: networksOf(context, container) },
    Mounts: record.mounts
      .filter((mount) => !mount.hidden)
      .map((mount) => showMount(mount, mount.Type === 'volume' ? '' : mount.Source)),
  };
}

/** As it was named at create, unless that name is another image's now: then the ID. */
function imageName(context: EngineContext, container: Container): string {
  const { config, image } = container.record;
  if (image === '') return '';
  try {
    if (context.images.resolve(config.Image).id === image) return config.Image;
  } catch {
    // The name is gone; the container shows the ID.
  }
  return image;
}

function statusText(context: EngineContext, container: Container): string {
  const { status, exitCode, startedAt, finishedAt } = container.state;
  const ago = (time: string) => humanDuration(Number((context.clock.nowNs() - (parseTime(time) ?? 0n)) / 1_000_000n));
  switch (status) {
    case 'running':
      return `Up ${ago(startedAt)}${healthText(container)}`;
    case 'paused':
      return `Up ${ago(startedAt)} (Paused)`;
    case 'restarting':
      return `Restarting (${exitCode}) ${ago(finishedAt)} ago`;
    case 'exited':
      return `Exited (${exitCode}) ${ago(finishedAt)} ago`;
    case 'created':
      return 'Created';
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
  }
}

function healthText({ health }: Container): string {
  if (!health) return '';
  return health.Status === 'starting' ? ' (health: starting)' : ` (${health.Status})`;
}
