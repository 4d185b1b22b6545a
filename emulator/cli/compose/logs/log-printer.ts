import type { LogConsumer } from './log-consumer.ts';

/** What happened to a container that is followed. */
export interface ContainerEvent {
  readonly type: 'attach' | 'log' | 'error' | 'exit' | 'stopped' | 'recreated';
  readonly id: string;
  /** As it stands before its lines: 'web-1'. */
  readonly name: string;
  readonly service: string;
  readonly line?: string;
  readonly exitCode?: number;
  /** It ended, and the daemon starts it again. */
  readonly isRestarting?: boolean;
}

export type ContainerListener = (event: ContainerEvent) => Promise<void>;

export interface PrinterOptions {
  /** What the end of one container means for the others. */
  readonly onExit: 'ignore' | 'stop' | 'stop-on-failure';
  /** The service whose exit code is that of all. */
  readonly exitCodeFrom: string;
  /** Stops the others. */
  stop(): Promise<void>;
}

/**
 * Prints what followed containers say, one event after the other. `finished` has the exit code once the last container
 * has ended, or after `end`.
 */
export class LogPrinter {
  readonly finished: Promise<number>;
  /** By ID: whether it runs. */
  readonly #containers = new Map<string, boolean>();
  #queue: Promise<void> = Promise.resolve();
  #isAborting = false;
  #isOver = false;
  #exitCode = 0;
  #exitCodeFrom: string;
  #finish: (code: number) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(
    private readonly consumer: LogConsumer,
    private readonly options: PrinterOptions = { onExit: 'ignore', exitCodeFrom: '', stop: async () => undefined },
  ) {
    this.#exitCodeFrom = options.exitCodeFrom;
    this.finished = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    this.finished.catch(() => undefined);
  }

  /** Resolves when it is printed, so that who follows a container reads no faster than is printed. */
  readonly handle: ContainerListener = (event) => {
    this.#queue = this.#queue.then(() => (this.#isOver ? undefined : this.#handle(event)));
    this.#queue.catch((error: unknown) => this.#fail(error));
    return this.#queue.catch(() => undefined);
  };

  /** From now on nothing that containers say is shown: they are being stopped. */
  cancel(): void {
    this.#isAborting = true;
  }

  end(): void {
    this.#isOver = true;
    this.#finish(this.#exitCode);
  }

  async #handle(event: ContainerEvent): Promise<void> {
    switch (event.type) {
      case 'attach':
        if (this.#containers.get(event.id)) return;
        this.#containers.set(event.id, true);
        return this.consumer.register(event.name);
      case 'log':
        return this.#isAborting ? undefined : this.consumer.log(event.name, event.line ?? '');
      case 'error':
        return this.#isAborting ? undefined : this.consumer.error(event.name, event.line ?? '');
      default:
        return this.#ended(event);
    }
  }

  async #ended(event: ContainerEvent): Promise<void> {
    const { type, id, name, exitCode = 0 } = event;
    if (!this.#isAborting && this.#containers.get(id)) {
      await this.consumer.status(name, `exited with code ${exitCode}`);
      if (type === 'recreated') await this.consumer.status(name, 'has been recreated');
    }
    if (event.isRestarting) this.#containers.set(id, false);
    else this.#containers.delete(id);
    await this.#cascade(event);
    if (this.#exitCodeFrom === event.service && type !== 'recreated') this.#exitCode = exitCode;
    if (this.#containers.size === 0) this.end();
  }

  async #cascade({ type, service, exitCode }: ContainerEvent): Promise<void> {
    const { onExit } = this.options;
    if (onExit === 'stop') await this.#abort();
    if (type !== 'exit') return;
    if (onExit === 'stop-on-failure' && exitCode !== 0) {
      this.#exitCodeFrom = service;
      await this.#abort();
    }
    if (onExit === 'stop' && this.#exitCodeFrom === '') this.#exitCodeFrom = service;
  }

  async #abort(): Promise<void> {
    if (this.#isAborting) return;
    this.#isAborting = true;
    await this.options.stop();
  }
}
