import { jsonLines } from '../../api/json-lines.ts';
import type { Cli } from '../../cli.ts';
import { ApiError } from '../../errors.ts';
import { nameWithoutProject, serviceOf, type ProjectContainer } from '../project/containers.ts';
import { label, labelFilters } from '../project/labels.ts';
import type { ContainerEvent, ContainerListener } from './log-printer.ts';

export interface WatchOptions {
  readonly project: string;
  /** None: all. */
  readonly services: readonly string[];
  /** Those whose end is waited for; undefined: all of `services`. */
  readonly required?: readonly string[];
  /** Those that are there when it begins. With none there is nothing to watch. */
  readonly containers: readonly ProjectContainer[];
  readonly listener: ContainerListener;
  /**
   * A container began again, or was added; `since`, as the API's queries take it, is when it ended before: all that is
   * later is of its new run.
   */
  onStart(container: WatchedContainer, since: string | undefined): Promise<void>;
  /** A service's containers are being restarted; not every daemon shows one that ended so as running. */
  isRestarting?(service: string): boolean;
  /** A container takes the place of another. */
  onRecreate(container: WatchedContainer): Promise<void>;
}

export type WatchedContainer = Pick<ProjectContainer, 'Id' | 'Names' | 'Labels'>;

interface EventMessage {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes?: Readonly<Record<string, string>> | null };
  /** Unix seconds. */
  readonly time: number;
}

interface Details {
  readonly Id: string;
  readonly Name: string;
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null };
  readonly State: { readonly Running: boolean; readonly Restarting: boolean; readonly ExitCode: number };
}

/**
 * Tells `listener` of the ends of a project's containers, by the daemon's events. Resolves when it hears them; `ended`
 * resolves when all that are required have ended for good.
 */
export async function watchContainers(cli: Cli, options: WatchOptions): Promise<{ readonly ended: Promise<void> }> {
  if (options.containers.length === 0) return { ended: Promise.resolve() };
  const filters = labelFilters([`${label.project}=${options.project}`]);
  const { body } = await cli.api.stream('GET', '/events', { query: { filters } });
  const ended = follow(cli, body, new Watch(cli, options), options.services);
  ended.catch(() => undefined);
  return { ended };
}

async function follow(
  cli: Cli,
  body: ReadableStream<Uint8Array>,
  watch: Watch,
  services: readonly string[],
): Promise<void> {
  for await (const { value, text } of jsonLines<EventMessage>(body)) {
    const { Type: type, Action: action, Actor: actor } = value;
    const labels = actor.Attributes ?? {};
    if (type !== 'container' || labels[label.oneOff] === 'True') continue;
    if (services.length > 0 && !services.includes(labels[label.service] ?? '')) continue;
    const details = await inspected(cli, actor.ID);
    if (details) await watch.handle(action, details, momentOf(value, text));
    else watch.forget(actor.ID);
    if (watch.isOver) return;
  }
}

/** Undefined when it is gone already. */
async function inspected(cli: Cli, id: string): Promise<Details | undefined> {
  try {
    return await cli.api.get<Details>(`/containers/${id}/json`);
  } catch (error) {
    if (error instanceof ApiError && error.isNotFound) return undefined;
    throw error;
  }
}

/** More digits than a number holds exactly. */
function momentOf({ time }: EventMessage, text: string): string {
  const nanoseconds = /"timeNano":\d*?(\d{9})\b/.exec(text)?.[1];
  return nanoseconds === undefined ? String(time) : `${time}.${nanoseconds}`;
}

class Watch {
  /** How often each ended, by ID. */
  readonly #watched = new Map<string, number>();
  /** When each ended, by ID. */
  readonly #endedAt = new Map<string, string>();
  /** IDs of those whose end is waited for. */
  readonly #expected = new Set<string>();
  /** IDs of those that others take the place of. */
  readonly #replaced = new Set<string>();

  constructor(
    readonly cli: Cli,
    private readonly options: WatchOptions,
  ) {
    for (const one of options.containers) {
      this.#watched.set(one.Id, 0);
      if (this.#isRequired(serviceOf(one))) this.#expected.add(one.Id);
    }
  }

  get isOver(): boolean {
    return this.#expected.size === 0;
  }

  forget(id: string): void {
    this.#watched.delete(id);
    this.#expected.delete(id);
  }

  async handle(action: string, { Id, Name, Config, State }: Details, moment: string): Promise<void> {
    const container: WatchedContainer = { Id, Names: [Name], Labels: Config.Labels };
    switch (action) {
      case 'stop':
        // of a restart: it runs again
        if (this.#isRestarting(container, State)) return;
        if (this.#watched.has(Id)) await this.#tell('stopped', container, State);
        return this.forget(Id);
      case 'die': {
        this.#watched.set(Id, (this.#watched.get(Id) ?? 0) + 1);
        this.#endedAt.set(Id, moment);
        const isRestarting = this.#isRestarting(container, State);
        await this.#tell('exit', container, State, isRestarting);
        if (!isRestarting) this.forget(Id);
        return;
      }
      case 'start': {
        const ends = this.#watched.get(Id);
        if (ends === 0) return;
        if (ends === undefined) {
          this.#watched.set(Id, 0);
          this.#expected.add(Id);
        }
        return this.options.onStart(container, this.#endedAt.get(Id));
      }
      case 'create':
        return this.#created(container);
    }
  }

  async #created(container: WatchedContainer): Promise<void> {
    const replaced = container.Labels?.[label.replace];
    this.#watched.set(container.Id, 1);
    if (replaced === undefined) {
      if (this.#isRequired(serviceOf(container))) this.#expected.add(container.Id);
      return;
    }
    this.#replaced.add(replaced);
    await this.options.onRecreate(container);
    if (this.#expected.has(replaced)) this.#expected.add(container.Id);
  }

  async #tell(
    type: ContainerEvent['type'],
    container: WatchedContainer,
    { ExitCode: exitCode }: Details['State'],
    isRestarting = false,
  ): Promise<void> {
    const isReplaced = this.#replaced.delete(container.Id);
    await this.options.listener({
      type: isReplaced ? 'recreated' : type,
      id: container.Id,
      name: nameWithoutProject(container),
      service: serviceOf(container),
      exitCode,
      isRestarting,
    });
  }

  #isRestarting(container: WatchedContainer, { Running, Restarting }: Details['State']): boolean {
    return Running || Restarting || (this.options.isRestarting?.(serviceOf(container)) ?? false);
  }

  #isRequired(service: string): boolean {
    const { services, required = services } = this.options;
    return services.length === 0 || required.length === 0 || required.includes(service);
  }
}
