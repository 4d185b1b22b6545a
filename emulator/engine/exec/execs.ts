import { SlipwayError } from '../../errors.ts';
import type { AccountCache } from '../containers/account-cache.ts';
import { parseDetachKeys } from '../containers/detach-keys.ts';
import type { ContainerRegistry } from '../containers/registry.ts';
import { requireRunning } from '../containers/stop.ts';
import type { EngineContext } from '../context.ts';
import type { TerminalSize } from '../guest.ts';
import { JsonFields } from '../json-fields.ts';
import { randomId } from '../random.ts';
import { ExecSession, type ExecConfig } from './exec-session.ts';

/** Finished sessions kept for inspection, a container. */
const KEPT_FINISHED = 64;

/** The exec sessions of all containers. */
export class Execs {
  constructor(
    private readonly context: EngineContext,
    private readonly registry: ContainerRegistry,
    private readonly accounts: AccountCache,
  ) {}

  /** Errors, the first that applies: 'invalid' without a command, 'not-found', 'conflict' unless the container runs. */
  create(reference: string, body: Record<string, unknown> | undefined): ExecSession {
    const config = parseExecConfig(body);
    const container = this.registry.resolve(reference);
    requireRunning(container);
    if (container.isPaused) {
      throw new SlipwayError('conflict', `Container ${reference} is paused, unpause the container before exec`);
    }
    const session = new ExecSession(this.context, randomId(this.context.random), container, config);
    const finished = [...container.execs.values()].filter((exec) => exec.exitCode !== null);
    for (const old of finished.slice(0, Math.max(0, finished.length - KEPT_FINISHED + 1))) {
      container.execs.delete(old.id);
    }
    container.execs.set(session.id, session);
    session.publish('exec_create');
    return session;
  }

  /** Error 'not-found': "No such exec instance: x". */
  resolve(id: string): ExecSession {
    for (const container of this.registry.list()) {
      const session = container.execs.get(id);
      if (session) return session;
    }
    throw new SlipwayError('not-found', `No such exec instance: ${id}`);
  }

  /** Whether it may be started; once. */
  checkStartable(session: ExecSession): void {
    if (session.exitCode !== null) {
      throw new SlipwayError('conflict', `Error: Exec command ${session.id} has already run`);
    }
    if (session.wasStarted) {
      throw new SlipwayError('conflict', `Error: Exec command ${session.id} is already running`);
    }
    requireRunning(session.container);
    if (session.container.isPaused) {
      throw new SlipwayError(
        'conflict',
        `Container ${session.container.id} is paused, unpause the container before exec`,
      );
    }
  }

  async start(session: ExecSession, size: TerminalSize | undefined): Promise<void> {
    this.checkStartable(session);
    const user = session.config.User || session.container.record.config.User;
    await session.start(() => {
      const image = this.context.images.ofContainer(session.container.record.image);
      return this.accounts.execUser(session.container, image, user);
    }, size);
  }
}

function parseExecConfig(body: Record<string, unknown> | undefined): ExecConfig {
  const fields = new JsonFields(body, 'ExecConfig');
  const command = fields.command('Cmd') ?? [];
  if (command.length === 0) throw new SlipwayError('invalid', 'No exec command specified');
  const workingDirectory = fields.string('WorkingDir');
  const detachKeys = fields.string('DetachKeys');
  if (detachKeys !== '') parseDetachKeys(detachKeys, 'escape');
  const size = fields.list('ConsoleSize');
  return {
    User: fields.string('User'),
    Privileged: fields.boolean('Privileged'),
    Tty: fields.boolean('Tty'),
    AttachStdin: fields.boolean('AttachStdin'),
    AttachStdout: fields.boolean('AttachStdout'),
    AttachStderr: fields.boolean('AttachStderr'),
    DetachKeys: detachKeys,
    Env: fields.strings('Env') ?? [],
    WorkingDir: workingDirectory,
    Cmd: command,
    ConsoleSize: size ? [Number(size[0] ?? 0), Number(size[1] ?? 0)] : undefined,
  };
}
