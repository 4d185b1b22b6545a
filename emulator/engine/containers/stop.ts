import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import type { Container } from './container.ts';
import { isLinuxSignal, parseSignal, SIGKILL, SIGTERM } from './signals.ts';

/** Seconds between the stop signal and SIGKILL. */
const DEFAULT_STOP_SECONDS = 10;
/** After SIGKILL the kernel needs no more than this, or something is wrong. */
const KILL_TIMEOUT_MS = 10_000;

/**
 * The stop signal, then SIGKILL after `seconds` (-1: never; undefined: the container's own, or 10).
 *
 * @param signal replaces the container's stop signal
 */
export async function stopContainer(
  context: EngineContext,
  container: Container,
  seconds?: number,
  signal?: string,
): Promise<'stopped' | 'already'> {
  if (container.cancelRestart) {
    container.cancelRestart();
    return 'stopped';
  }
  if (!container.isRunning) return 'already';
  container.update({ manuallyStopped: true });
  const stopSignal = signal || container.record.config.StopSignal;
  const exited = container.wait('next-exit');
  await deliver(context, container, stopSignal ? parseSignal(stopSignal) : SIGTERM);
  const graceSeconds = seconds ?? container.record.config.StopTimeout ?? DEFAULT_STOP_SECONDS;
  const ended = await within(context, exited, graceSeconds < 0 ? undefined : graceSeconds * 1000);
  if (!ended) await kill(context, container, exited);
  container.publish('stop');
  return 'stopped';
}

/** POST /containers/{id}/kill. `reference` is how the caller named the container, for messages. */
export async function killContainer(
  context: EngineContext,
  container: Container,
  signalText: string,
  reference: string,
): Promise<void> {
  const signal = signalText === '' ? SIGKILL : parseSignal(signalText);
  if (!isLinuxSignal(signal)) {
    throw new SlipwayError(
      'internal',
      `Cannot kill container: ${reference}: The linux daemon does not support signal ${signal}`,
    );
  }
  if (!container.isRunning) {
    throw new SlipwayError('conflict', `Cannot kill container: ${reference}: Container ${container.id} is not running`);
  }
  if (signal === SIGKILL) {
    container.update({ manuallyStopped: true });
    await kill(context, container, container.wait('next-exit'));
    return;
  }
  await deliver(context, container, signal);
}

async function kill(context: EngineContext, container: Container, exited: Promise<unknown>): Promise<void> {
  await deliver(context, container, SIGKILL);
  if (container.isPaused) await context.guest.freezeContainer(container.id, false).catch(() => {});
  if (await within(context, exited, KILL_TIMEOUT_MS)) return;
  throw new SlipwayError('internal', `Container ${container.id} did not end within 10 seconds of SIGKILL`);
}

/** A container that ended meanwhile needs no signal. */
async function deliver(context: EngineContext, container: Container, signal: number): Promise<void> {
  const run = container.process;
  container.publish('kill', { signal: String(signal) });
  try {
    await context.guest.signalContainer(container.id, signal);
  } catch (error) {
    // ESRCH comes when the process is gone and its end is still on its way to us.
    const over =
      run === undefined ||
      (await within(
        context,
        run.exit.catch(() => {}),
        1_000,
      ));
    if (!over) throw error;
  }
}

/** False when `ms` (undefined: for ever) passed first. */
async function within(context: EngineContext, work: Promise<unknown>, ms: number | undefined): Promise<boolean> {
  if (ms === undefined) return work.then(() => true);
  return new Promise((resolve, reject) => {
    const cancel = context.clock.after(ms, () => resolve(false));
    work.then(
      () => {
        cancel();
        resolve(true);
      },
      (error: unknown) => {
        cancel();
        reject(error as Error);
      },
    );
  });
}

export async function pauseContainer(context: EngineContext, container: Container): Promise<void> {
  requireRunning(container);
  if (container.isPaused) throw new SlipwayError('conflict', `Container ${container.id} is already paused`);
  await context.guest.freezeContainer(container.id, true);
  container.updateState({ status: 'paused' });
  container.publish('pause');
}

export async function unpauseContainer(context: EngineContext, container: Container): Promise<void> {
  // dockerd answers 500 here, and clients were built on that.
  if (!container.isPaused) throw new SlipwayError('internal', `Container ${container.id} is not paused`);
  await context.guest.freezeContainer(container.id, false);
  container.updateState({ status: 'running' });
  container.publish('unpause');
}

export function requireRunning(container: Container): void {
  if (!container.isRunning) throw new SlipwayError('conflict', `Container ${container.id} is not running`);
}
