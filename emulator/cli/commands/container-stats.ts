import { jsonLines } from '../api/json-lines.ts';
import type { ContainerSummary } from '../api/types.ts';
import type { Cli } from '../cli.ts';
import type { Command, Invocation } from '../command.ts';
import { throwJoined } from '../errors.ts';
import { formatList } from '../format/list.ts';
import { anyArguments } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { listFormatFlag, listFormatOf } from './common-flags.ts';
import { pathName } from './several.ts';
import { readStats, statsKind, type StatsAnswer, type StatsEntry } from './stats-entry.ts';

const defaultFormat =
  'table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}';
const refreshMs = 500;
const staleAfterMs = 2000;

/** The containers shown, each with its latest figures. */
class Watched {
  readonly entries = new Map<string, StatsEntry>();
  readonly errors = new Map<string, unknown>();
  readonly #cli: Cli;
  readonly #isStreaming: boolean;

  constructor(cli: Cli, isStreaming: boolean) {
    this.#cli = cli;
    this.#isStreaming = isStreaming;
  }

  /** Resolves when the first figures are there, or when there will be none. */
  add(container: string): Promise<void> {
    if (this.entries.has(container)) return Promise.resolve();
    this.entries.set(container, { container });
    return new Promise((resolve) => {
      void this.#collect(container, resolve).then(resolve);
      setTimeout(resolve, staleAfterMs);
    });
  }

  remove(container: string): void {
    this.entries.delete(container);
  }

  async #collect(container: string, onFirst: () => void): Promise<void> {
    let stale: ReturnType<typeof setTimeout> | undefined;
    try {
      const { body } = await this.#cli.api.stream('GET', `/containers/${pathName(container)}/stats`, {
        query: { stream: this.#isStreaming ? 1 : 0 },
      });
      for await (const { value } of jsonLines<StatsAnswer>(body)) {
        clearTimeout(stale);
        if (!this.entries.has(container)) return;
        this.entries.set(container, readStats(container, value));
        onFirst();
        stale = setTimeout(() => this.#forget(container), staleAfterMs);
      }
    } catch (error) {
      this.errors.set(container, error);
    } finally {
      clearTimeout(stale);
    }
  }

  /** Figures that are not renewed are not shown. */
  #forget(container: string): void {
    const last = this.entries.get(container);
    if (last && this.#isStreaming) this.entries.set(container, { container, id: last.id, name: last.name });
  }
}

interface ContainerEvent {
  readonly Action: string;
  readonly Actor: { readonly ID: string };
}

/** Keeps the list of all containers up to date from the daemon's events. */
async function followContainers(body: ReadableStream<Uint8Array>, watched: Watched, all: boolean): Promise<void> {
  for await (const { value } of jsonLines<ContainerEvent>(body)) {
    const id = value.Actor.ID.slice(0, 12);
    if (value.Action === 'start' || (all && value.Action === 'create')) void watched.add(id);
    if (!all && value.Action === 'die') watched.remove(id);
    if (all && value.Action === 'destroy') watched.remove(id);
  }
}

async function run({ cli, flags, args }: Invocation): Promise<void> {
  await showStats(cli, {
    containers: args,
    all: flags.bool('all'),
    isStreaming: !flags.bool('no-stream'),
    truncate: !flags.bool('no-trunc'),
    format: await listFormatOf(cli, flags, 'statsFormat'),
  });
}

export interface StatsOptions {
  /** Names; none stands for those that `filters` let through. */
  readonly containers: readonly string[];
  /** As the API's query takes them. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  readonly all: boolean;
  readonly isStreaming: boolean;
  readonly truncate: boolean;
  readonly format: string;
}

/** Shows what containers use: once, or again and again until a signal comes. */
export async function showStats(cli: Cli, options: StatsOptions): Promise<void> {
  const { containers, filters = {}, all, isStreaming, truncate, format } = options;
  const watched = new Watched(cli, isStreaming);
  if (containers.length === 0) {
    if (isStreaming) {
      const { body } = await cli.api.stream('GET', '/events', {
        query: { filters: JSON.stringify({ ...filters, type: ['container'] }) },
      });
      void followContainers(body, watched, all).catch(() => undefined);
    }
    const query = { all, filters: JSON.stringify(filters) };
    const found = await cli.api.get<ContainerSummary[]>('/containers/json', { query });
    await Promise.all(found.map((container) => watched.add(container.Id.slice(0, 12))));
  } else {
    await Promise.all(containers.map((name) => watched.add(name)));
    throwJoined([...watched.errors.values()]);
  }

  const source = format === '' || format === 'table' ? defaultFormat : format;
  for (;;) {
    const text = formatList(statsKind, source, [...watched.entries.values()], { truncate });
    if (!isStreaming) return cli.out(text);
    // drawn over the last screen; each line is cleared to its end
    await cli.out(`\x1b[H${text.split('\n').join(' \x1b[K\n')}\x1b[J`);
    await new Promise((resolve) => setTimeout(resolve, refreshMs));
  }
}

export const containerStats: Command = {
  name: 'stats',
  use: '[OPTIONS] [CONTAINER...]',
  short: 'Display a live stream of container(s) resource usage statistics',
  aliasLine: 'docker container stats, docker stats',
  flags: [
    { name: 'all', short: 'a', type: flagTypes.bool, help: 'Show all containers (default shows just running)' },
    listFormatFlag,
    { name: 'no-stream', type: flagTypes.bool, help: 'Disable streaming stats and only pull the first result' },
    { name: 'no-trunc', type: flagTypes.bool, help: 'Do not truncate output' },
  ],
  arguments: anyArguments,
  run,
};
