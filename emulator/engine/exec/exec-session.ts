import { SlipwayError } from '../../errors.ts';
import type { Container } from '../containers/container.ts';
import { containerEnvironment, ociProcess } from '../containers/oci-spec.ts';
import { ProcessIo } from '../containers/process-io.ts';
import type { ProcessUser } from '../containers/accounts.ts';
import { describeStartFailure } from '../containers/start-error.ts';
import type { EngineContext } from '../context.ts';
import type { GuestProcess, TerminalSize } from '../guest.ts';

/** Body of POST /containers/{id}/exec. */
export interface ExecConfig {
  readonly User: string;
  readonly Privileged: boolean;
  readonly Tty: boolean;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly DetachKeys: string;
  readonly Env: readonly string[];
  readonly WorkingDir: string;
  readonly Cmd: readonly string[];
  readonly ConsoleSize: readonly [number, number] | undefined;
}

/** The exit code of an exec that could not be started, whatever the reason was (moby: Daemon.ContainerExecStart). */
const NOT_STARTED = 126;

/** One `docker exec`. */
export class ExecSession {
  readonly io = new ProcessIo(undefined);
  process: GuestProcess | undefined;
  running = false;
  wasStarted = false;
  exitCode: number | null = null;
  /** Asked for while the process was being started. */
  private wantedSize: TerminalSize | undefined;

  constructor(
    private readonly context: EngineContext,
    readonly id: string,
    readonly container: Container,
    readonly config: ExecConfig,
  ) {}

  /** 'exec_start: sh -c …' and the like, as dockerd writes them. */
  publish(action: 'exec_create' | 'exec_start' | 'exec_die' | 'exec_detach'): void {
    const [path, ...args] = this.config.Cmd;
    const withCommand = action === 'exec_create' || action === 'exec_start';
    this.container.publish(withCommand ? `${action}: ${path} ${args.join(' ')}` : action, {
      execID: this.id,
      ...(action === 'exec_die' ? { exitCode: String(this.exitCode) } : {}),
    });
  }

  /** Starts the process. Error as dockerd words it, and the exit code set, when it cannot be. */
  async start(findUser: () => Promise<ProcessUser>, size: TerminalSize | undefined): Promise<void> {
    this.wasStarted = true;
    this.running = true;
    this.publish('exec_start');
    const fail = (error: unknown): never => {
      this.running = false;
      this.exitCode = NOT_STARTED;
      this.io.end();
      throw error;
    };
    if (/^[^/]/.test(this.config.WorkingDir)) {
      return fail(
        new SlipwayError('invalid', 'OCI runtime exec failed: exec failed: Cwd must be an absolute path: unknown'),
      );
    }
    let user: ProcessUser;
    try {
      user = await findUser();
    } catch (error) {
      return fail(error);
    }
    try {
      this.process = await this.context.guest.execContainer({
        id: this.container.id,
        process: this.ociProcess(user),
        terminal: this.config.Tty ? (size ?? this.initialSize()) : undefined,
        openStdin: this.config.AttachStdin,
      });
      if (this.wantedSize) this.process.resize(this.wantedSize);
    } catch (cause) {
      return fail(describeStartFailure(cause, this.config.Cmd[0]!, 'exec').error);
    }
    this.supervise(this.process, this.io.run(this.process)).catch((error: unknown) => {
      this.context.report(`supervising exec ${this.id}`, error);
    });
  }

  resize(size: TerminalSize): void {
    if (!this.running) throw new SlipwayError('conflict', `exec ${this.id} is not running`);
    if (this.process) this.process.resize(size);
    else this.wantedSize = size;
  }

  /** The container's end is the end of all its processes. */
  containerEnded(): void {
    if (!this.running) return;
    this.finish(137);
  }

  private ociProcess(user: ProcessUser): object {
    const { config, hostConfig } = this.container.record;
    const environment = containerEnvironment(
      {
        ...config,
        Tty: this.config.Tty,
        Env: [...this.container.linked.environment, ...config.Env, ...this.config.Env],
      },
      config.Hostname,
    );
    return ociProcess({
      argv: this.config.Cmd,
      environment,
      workingDirectory: this.config.WorkingDir || config.WorkingDir || '/',
      terminal: this.config.Tty,
      user,
      hostConfig: this.config.Privileged ? { ...hostConfig, Privileged: true } : hostConfig,
      consoleSize: this.config.ConsoleSize ?? [0, 0],
    });
  }

  private initialSize(): TerminalSize {
    const [rows, columns] = this.config.ConsoleSize ?? [0, 0];
    return rows > 0 && columns > 0 ? { rows, columns } : { rows: 24, columns: 80 };
  }

  private async supervise(process: GuestProcess, drained: Promise<void>): Promise<void> {
    const exit = await process.exit.catch(() => ({ code: 137 }));
    await Promise.race([
      drained.catch(() => {}),
      new Promise<void>((resolve) => this.context.clock.after(2_000, resolve)),
    ]);
    if (this.running) this.finish(exit.code);
  }

  private finish(exitCode: number): void {
    this.running = false;
    this.process = undefined;
    this.exitCode = exitCode;
    this.publish('exec_die');
    this.io.end();
  }
}
