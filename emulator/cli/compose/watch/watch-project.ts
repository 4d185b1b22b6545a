import { CliError, errorMessage, SignalExit } from '../../errors.ts';
import { goQuote } from '../../format/text.ts';
import { warnLine } from '../commands/warning.ts';
import { WATCH_LOGGER, type LogConsumer } from '../logs/log-consumer.ts';
import type { ContainerListener } from '../logs/log-printer.ts';
import type { Project } from '../model/types/project.ts';
import { projectContainers } from '../project/containers.ts';
import { unseen, type ComposeContext } from '../project/context.ts';
import type { CreateOptions } from '../project/create-project.ts';
import { allOf } from '../project/graph.ts';
import { execInContainer } from '../project/hooks.ts';
import { restartedWith, restartServices } from '../project/restart.ts';
import { ChangeBatches } from './batches.ts';
import { everythingBelow, foldersOf, isAtOrBelow } from './folders.ts';
import { initialPaths } from './initial-sync.ts';
import { planOf } from './plan.ts';
import { goList, rebuild } from './rebuild.ts';
import type { Rule } from './rules.ts';
import { syncPaths } from './sync.ts';

export interface WatchOptions {
  readonly rules: readonly Rule[];
  readonly consumer: LogConsumer;
  /** As `up` made the project, for containers that are made anew. */
  readonly create: CreateOptions;
  /** `--prune` */
  readonly prunes: boolean;
}

/** Keeps a project's containers up to date with the files that its services' rules are about. */
export class ProjectWatch {
  readonly #batches = new ChangeBatches();
  readonly #folders = new Set<string>();
  readonly #stopWatching: (() => void)[] = [];
  #restarted: ReadonlySet<string> = new Set();
  #isOver = false;

  constructor(
    private readonly context: ComposeContext,
    private readonly project: Project,
    private readonly options: WatchOptions,
  ) {}

  /** Resolves when changes are noticed and what there is to sync at first is in the containers. Throws CliError. */
  async begin(): Promise<void> {
    const { consumer, rules } = this.options;
    const { files } = this.context.cli.io;
    consumer.register(WATCH_LOGGER);
    const paths = rules.map(({ path }) => path);
    for (const folder of await foldersOf(this.context.cli, paths)) {
      this.#folders.add(folder);
      this.#stopWatching.push(await files.watch(folder, (path) => this.#batches.add(path)));
    }
    for (const rule of rules) {
      const service = this.project.services[rule.service];
      if (!service || !rule.isInitiallySynced) continue;
      const newer = await initialPaths(this.context, this.project.name, service, rule);
      await syncPaths(this.context, this.project.name, service.name, newer);
    }
    await this.#tell('Watch enabled');
  }

  /** Does what changes ask for until `stop`. What goes wrong with one batch is told; only a signal rejects. */
  async run(): Promise<void> {
    const { cli } = this.context;
    for (;;) {
      const batch = await Promise.race([this.#batches.next(), cli.ended]);
      if (!batch) return;
      try {
        await this.#handle(batch);
      } catch (error) {
        if (error instanceof SignalExit || !(error instanceof CliError)) throw error;
        if (this.#isOver) return;
        await cli.err(warnLine(cli, `Error handling changed files: ${errorMessage(error)}`));
      }
    }
  }

  /** Its containers' ends are none: they are started again. */
  isRestarting(service: string): boolean {
    return this.#restarted.has(service);
  }

  /** Nothing is begun any more. */
  stop(): void {
    this.#isOver = true;
    for (const stop of this.#stopWatching.splice(0)) stop();
    this.#batches.close();
  }

  readonly #tell = (text: string): Promise<void> => this.options.consumer.log(WATCH_LOGGER, text);

  async #handle(batch: readonly string[]): Promise<void> {
    const plan = planOf(await this.#changed(batch), this.options.rules);
    if (plan.rebuild.size > 0) {
      const isOver = (): boolean => this.#isOver;
      await rebuild(this.context, this.project, [...plan.rebuild].toSorted(), { ...this.options, isOver });
    }
    for (const [service, paths] of plan.sync) {
      if (this.#isOver) return;
      await this.#tell(`Syncing service ${goQuote(service)} after ${paths.length} changes were detected`);
      await syncPaths(this.context, this.project.name, service, paths);
    }
    if (this.#isOver) return;
    if (plan.restart.size > 0) await this.#restart([...plan.restart].toSorted());
    await allOf([...plan.exec].map((rule) => this.#exec(rule)));
  }

  /** Where changes went unnoticed, everything may be one. A folder that a rule is about is none itself. */
  async #changed(batch: readonly string[]): Promise<string[]> {
    const { files } = this.context.cli.io;
    const { rules } = this.options;
    const mayMatter = (path: string): boolean =>
      rules.some((rule) => rule.isAbout(path) || isAtOrBelow(path, rule.path));
    const all = new Set<string>();
    for (const path of batch) {
      const isLost = this.#folders.has(path);
      for (const one of isLost ? await everythingBelow(files, path, mayMatter) : [path]) all.add(one);
    }
    for (const { path } of rules) if ((await files.stat(path, false))?.isDirectory) all.delete(path);
    return [...all];
  }

  async #restart(services: readonly string[]): Promise<void> {
    const { project } = this;
    this.#restarted = restartedWith(project, services);
    try {
      await restartServices(unseen(this.context), project.name, {
        ...{ project, services, noDependents: false, timeoutSeconds: undefined },
      });
    } finally {
      this.#restarted = new Set();
    }
    await this.#tell(`service(s) ${goList(services)} restarted`);
  }

  async #exec({ service, exec = {} }: Rule): Promise<void> {
    const { cli } = this.context;
    const listener: ContainerListener = ({ name, line = '' }) => this.options.consumer.log(name, line);
    const containers = await projectContainers(cli, this.project.name, {
      ...{ oneOff: 'without', all: false, services: [service] },
    });
    await allOf(
      containers.map(async (one) => {
        const code = await execInContainer(this.context, one, exec, { listener });
        if (code !== 0) throw new CliError(`exit status ${code}`);
      }),
    );
  }
}
