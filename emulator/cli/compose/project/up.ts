import { failureOf } from '../failure-of.ts';
import { followContainer, shownAs } from '../logs/follow-container.ts';
import { WATCH_LOGGER, type LogConsumer } from '../logs/log-consumer.ts';
import { LogPrinter, type ContainerListener, type PrinterOptions } from '../logs/log-printer.ts';
import { watchContainers, type WatchedContainer } from '../logs/watch-containers.ts';
import { CliError } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';
import type { Rule } from '../watch/rules.ts';
import { ProjectWatch } from '../watch/watch-project.ts';
import { byName, nameWithoutProject, projectContainers, serviceOf } from './containers.ts';
import { inProgress, unseen, type ComposeContext } from './context.ts';
import { createProject, type CreateOptions } from './create-project.ts';
import { killContainers } from './kill.ts';
import { pause } from './pause.ts';
import { startProject } from './start.ts';
import { stopServices } from './stop.ts';

const INTERRUPTED = 130;
const LAST_LINES_MS = 1000;

export interface AttachOptions {
  readonly consumer: LogConsumer;
  /** The services whose output is shown. */
  readonly attachTo: readonly string[];
  /** Those typed: their containers' end is waited for. None: all of `attachTo`. */
  readonly services: readonly string[];
  readonly onExit: PrinterOptions['onExit'];
  readonly exitCodeFrom: string;
}

export interface UpOptions {
  readonly create: CreateOptions;
  /** Undefined: in the background. */
  readonly attach: AttachOptions | undefined;
  readonly waits: boolean;
  readonly waitTimeoutSeconds: number;
  /** `--watch`; only with `attach`. */
  readonly watchRules?: readonly Rule[];
}

/** `docker compose up`; the exit code. Throws CliError. */
export async function upProject(context: ComposeContext, project: Project, options: UpOptions): Promise<number> {
  const { waits, waitTimeoutSeconds, attach } = options;
  await inProgress(context, async (work) => {
    await createProject(work, project, options.create);
    if (!attach) await startProject(work, project, { waits, waitTimeoutSeconds });
  });
  if (!attach) return 0;
  if (context.display.isDryRun) {
    await context.cli.out("end of 'compose up' output, interactive run is not supported in dry-run mode\n");
    return 0;
  }
  return new AttachedUp(context, project, { ...options, attach }).run();
}

/** Containers in the foreground: their lines, what their ends mean, and Ctrl-C. */
class AttachedUp {
  readonly #printer: LogPrinter;
  /** By ID: the end of the lines of each container that is followed. */
  readonly #lines = new Map<string, Promise<void>>();
  readonly #watch: ProjectWatch | undefined;
  #interruptions = 0;
  /** What signals began. */
  readonly #endings: Promise<void>[] = [];

  constructor(
    private readonly context: ComposeContext,
    private readonly project: Project,
    private readonly options: UpOptions & { readonly attach: AttachOptions },
  ) {
    const { onExit, exitCodeFrom, consumer } = options.attach;
    const { watchRules: rules, create } = options;
    // builds say nothing between the containers' lines
    const quiet = { ...create, build: { ...create.build, isQuiet: true } };
    if (rules) this.#watch = new ProjectWatch(context, project, { rules, consumer, create: quiet, prunes: false });
    this.#printer = new LogPrinter(consumer, { onExit, exitCodeFrom, stop: () => this.#abort() });
  }

  async run(): Promise<number> {
    const giveBack = this.context.cli.takeSignals(() => this.#interrupt());
    try {
      const { ended } = await this.#attach();
      await this.#watch?.begin();
      const watching = this.#watch?.run();
      watching?.catch(() => undefined);
      try {
        await startProject(unseen(this.context), this.project, { listener: this.#listener });
      } catch (error) {
        if (this.#interruptions === 0) throw error;
      }
      await Promise.race([this.#printer.finished, ended, ...(watching ? [failureOf(watching)] : [])]);
      this.#printer.end();
      const code = await this.#printer.finished;
      this.#watch?.stop();
      await Promise.all(this.#endings);
      if (this.#interruptions > 0) return INTERRUPTED;
      if (this.#watch) await this.options.attach.consumer.log(WATCH_LOGGER, 'Watch disabled');
      return code;
    } finally {
      this.#watch?.stop();
      giveBack();
    }
  }

  /** Shows what the containers print from now on; `ended` resolves when they have ended. */
  async #attach(): Promise<{ readonly ended: Promise<void> }> {
    const { cli } = this.context;
    const { attachTo, services } = this.options.attach;
    const { name } = this.project;
    const watched = [...new Set([...attachTo, ...services])];
    const all = await projectContainers(cli, name, { oneOff: 'without', all: true, services: watched });
    const shown = all.filter((one) => attachTo.includes(serviceOf(one))).toSorted(byName);
    if (shown.length > 0) await cli.out(`Attaching to ${shown.map(nameWithoutProject).join(', ')}\n`);
    const listener = this.#listener;
    const { ended } = await watchContainers(cli, {
      ...{ project: name, services: watched, required: services, containers: all, listener },
      onStart: async (container, since) => {
        if (attachTo.includes(serviceOf(container))) await this.#follow(container, { since });
        else await listener({ type: 'attach', ...shownAs(container) });
      },
      isRestarting: (service) => this.#watch?.isRestarting(service) ?? false,
      onRecreate: (container) => listener({ type: 'attach', ...shownAs(container), name: '' }),
    });
    for (const container of shown) await this.#follow(container);
    return { ended };
  }

  async #follow(container: WatchedContainer, begun?: { since: string | undefined }): Promise<void> {
    const { finished } = await followContainer(this.context.cli, container, this.#printer.handle, begun);
    this.#lines.set(container.Id, finished);
  }

  /** The end of a container is told after its last line, which may take longer. */
  readonly #listener: ContainerListener = async (event) => {
    const isEnd = event.type === 'exit' || event.type === 'stopped' || event.type === 'recreated';
    const lines = isEnd ? this.#lines.get(event.id) : undefined;
    if (lines) await Promise.race([lines, pause(this.context.cli, LAST_LINES_MS)]);
    await this.#printer.handle(event);
  };

  /** `--abort-on-container-exit`. */
  async #abort(): Promise<void> {
    await this.context.cli.err('Aborting on container exit...\n');
    await this.#stop();
  }

  #stop(): Promise<void> {
    const { services, timeoutSeconds } = this.options.create;
    const options = { project: this.project, services, timeoutSeconds };
    return inProgress(this.context, (work) => stopServices(work, this.project.name, options), 'Stopping');
  }

  /** The first time everything is stopped, the second time killed. */
  #interrupt(): void {
    const ending = this.#interruptions++ === 0 ? this.#stopGracefully() : this.#kill();
    ending.catch(() => undefined);
    this.#endings.push(ending);
  }

  async #stopGracefully(): Promise<void> {
    this.#printer.cancel();
    this.#watch?.stop();
    await this.context.cli.err('Gracefully stopping... (press Ctrl+C again to force)\n');
    await this.#stop();
    this.#printer.end();
  }

  async #kill(): Promise<void> {
    const { services } = this.options.create;
    await inProgress(this.context, (work) => killContainers(work, this.project.name, services)).catch(
      (error: unknown) => {
        if (!(error instanceof CliError)) throw error;
      },
    );
  }
}
