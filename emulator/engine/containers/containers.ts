import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import type { EndpointWish, NetworkRecord } from '../networks/networks.ts';
import { parseTime, ZERO_TIME } from '../clock.ts';
import type { AccountCache } from './account-cache.ts';
import type { ProcessUser } from './accounts.ts';
import { Container } from './container.ts';
import { connectContainer, disconnectContainer } from './container-networks.ts';
import { createContainer, type ContainerPurpose } from './create.ts';
import { checkName } from './names.ts';
import type { ContainerRecord } from './record.ts';
import type { ContainerRegistry } from './registry.ts';
import type { Attributes, Run } from '../runs/run.ts';
import { nextRestartDelayMs, shouldRestart, startsWithEngine } from './restart-policy.ts';
import {
  markInterrupted,
  publishedText,
  startContainer,
  releaseVolumes,
  startLocked,
  type StartParts,
} from './start.ts';
import { unmountSharedMemory } from './shared-memory.ts';
import { killContainer, pauseContainer, stopContainer } from './stop.ts';

export interface ContainersParts {
  readonly context: EngineContext;
  readonly registry: ContainerRegistry;
  readonly accounts: AccountCache;
  readonly cpuCount: () => Promise<number>;
  readonly guestResolvConf: string;
  readonly guestHostname: string;
  readonly kernelRelease: string;
}

/** The life of containers: create, start, stop, restart, rename, remove, prune. */
export class Containers {
  readonly registry: ContainerRegistry;
  private readonly start: StartParts;
  private closed = false;
  /** What ran when the machine ended, and is neither gone nor started since. */
  private interrupted: { readonly container: Container; readonly wasPaused: boolean; readonly startedAt: string }[] =
    [];

  constructor(private readonly parts: ContainersParts) {
    this.registry = parts.registry;
    this.start = {
      ...parts,
      onExit: (container, exit) => this.ended(container, exit.code, exit.oomKilled),
      onStartFailed: async (container) => {
        if (container.record.hostConfig.AutoRemove) this.drop(container, true);
      },
    };
  }

  /**
   * Takes up what an earlier session left: nothing runs any more, removals that were cut off are finished. What is to be
   * resumed stays, even where it removes itself at its end.
   */
  restore(isResumed = false): void {
    const { context, registry } = this.parts;
    const records = context.records.list<ContainerRecord>('containers/').map(({ value }) => value);
    records.sort((a, b) => Number((parseTime(a.created) ?? 0n) - (parseTime(b.created) ?? 0n)));
    for (const record of records) {
      const container = new Container(context, record);
      registry.add(container);
      const { status, startedAt } = record.state;
      const ran = ['running', 'paused', 'restarting', 'removing'].includes(status);
      if (ran) markInterrupted(context, container);
      const isBack = isResumed && ran && status !== 'removing' && !record.isHidden;
      const isGone = record.hostConfig.AutoRemove && (ran || startedAt !== ZERO_TIME);
      if (isBack) this.interrupted.push({ container, wasPaused: status === 'paused', startedAt });
      else if (isGone || record.isHidden) this.drop(container, true);
    }
    for (const { key } of context.records.list('garbage/')) {
      context.background('cleaning up', this.sweep(key.slice('garbage/'.length)));
    }
  }

  /** What ran when the machine ended runs again, in the order in which it was started: some need those before them. */
  async resume(): Promise<void> {
    const startedNs = ({ startedAt }: { startedAt: string }) => parseTime(startedAt) ?? 0n;
    this.interrupted.sort((a, b) => Number(startedNs(a) - startedNs(b)));
    for (const { container, wasPaused } of this.interrupted) {
      // A start that fails is told by the container's state.
      const isStarted = await this.run(container).then(
        () => true,
        () => false,
      );
      if (isStarted && wasPaused && container.isRunning) await pauseContainer(this.parts.context, container);
    }
    this.interrupted = [];
  }

  /** What is to run again after a restart of the machine (`--restart`), the oldest first. */
  async startAgain(): Promise<void> {
    for (const container of [...this.registry.list()].reverse()) {
      if (this.closed || !startsWithEngine(container.record)) continue;
      // A start that fails is told by the container's state.
      await this.run(container).catch(() => {});
    }
  }

  create(
    body: Record<string, unknown> | undefined,
    name: string,
    platform: string,
    purpose?: ContainerPurpose,
    run?: Run,
  ) {
    return createContainer(this.parts, body, name, platform, purpose, run);
  }

  connect(container: Container, network: NetworkRecord, wish: EndpointWish): Promise<void> {
    return connectContainer(this.parts.context, container, network, wish, this.parts.guestResolvConf);
  }

  disconnect(container: Container, network: NetworkRecord): Promise<void> {
    return disconnectContainer(this.parts.context, container, network, this.parts.guestResolvConf);
  }

  cpuCount(): Promise<number> {
    return this.parts.cpuCount();
  }

  /** The user that `--user` or the image names. */
  userOf(container: Container): Promise<ProcessUser> {
    return this.parts.accounts.userOf(container, this.parts.context.images.ofContainer(container.record.image));
  }

  run(container: Container): Promise<'started' | 'already'> {
    return startContainer(this.start, container, 'user');
  }

  async stop(container: Container, seconds?: number, signal?: string): Promise<'stopped' | 'already'> {
    // A restart that has begun comes to its end first.
    const isStarting = container.state.status === 'restarting' && container.cancelRestart === undefined;
    if (isStarting) await container.lifecycle.run(() => Promise.resolve());
    return stopContainer(this.parts.context, container, seconds, signal);
  }

  async restart(container: Container, seconds?: number, signal?: string): Promise<void> {
    await container.lifecycle.run(async () => {
      container.restarting = true;
      try {
        const stopped = stopContainer(this.parts.context, container, seconds, signal);
        await stopped.finally(() => (container.restarting = false));
        await startLocked(this.start, container);
      } finally {
        container.betweenRuns = false;
      }
      container.publish('restart');
    });
  }

  rename(container: Container, newName: string): void {
    const name = newName.replace(/^\//, '');
    const oldName = container.record.name;
    if (name === '') throw new SlipwayError('invalid', 'Neither old nor new names may be empty');
    if (name === oldName) {
      throw new SlipwayError('invalid', 'Renaming a container with the same name as its current name');
    }
    try {
      checkName(`/${name}`);
      this.registry.checkFree(name);
    } catch (error) {
      const { kind, message } = error as SlipwayError;
      throw new SlipwayError(kind, `Error when allocating new name: ${message}`);
    }
    container.update({ name });
    this.parts.context.networks.rename(container.id, name);
    this.registry.rename(container, oldName);
    container.publish('rename', { oldName: `/${oldName}` });
  }

  /** DELETE /containers/{id}: `force` kills, `volumes` takes the anonymous volumes along. */
  async remove(container: Container, options: { force: boolean; volumes: boolean }): Promise<void> {
    const { context } = this.parts;
    if (container.removing) {
      throw new SlipwayError('conflict', `removal of container ${container.id} is already in progress`);
    }
    if (container.isRunning && !options.force) throw runningError(container);
    container.cancelRestart?.();
    if (container.isRunning) {
      const wasAutoRemove = container.record.hostConfig.AutoRemove;
      await killContainer(context, container, 'KILL', container.id);
      if (wasAutoRemove) return;
    }
    await container.lifecycle.run(async () => {
      if (container.removing) return;
      // A restart may have been under way.
      if (container.isRunning && !options.force) throw runningError(container);
      if (container.isRunning) await killContainer(context, container, 'KILL', container.id);
      if (container.removing) return;
      container.cancelRestart?.();
      this.drop(container, options.volumes);
    });
  }

  /** Removes all that do not run and fit. */
  async prune(fits: (container: Container) => Promise<boolean>): Promise<string[]> {
    const removed: string[] = [];
    for (const container of this.registry.list()) {
      const isIdle = () => !container.isRunning && !container.removing;
      if (!isIdle() || !(await fits(container)) || !isIdle()) continue;
      await this.remove(container, { force: false, volumes: false });
      removed.push(container.id);
    }
    return removed;
  }

  /**
   * Before the machine goes: logs are written, and nothing is recorded or restarted any more. What runs is found
   * interrupted by the next session.
   */
  async shutdown(): Promise<void> {
    this.closed = true;
    await Promise.all(
      this.registry.all().map(async (container) => {
        container.cancelRestart?.();
        container.stopHealthChecks?.();
        await container.log.finish();
      }),
    );
  }

  private async ended(container: Container, exitCode: number, oomKilled: boolean): Promise<void> {
    if (this.closed) return;
    const { context } = this.parts;
    const run = context.runs.runOf(container.id);
    const release = run?.begin('container.release', releasedBy(context, container));
    for (const exec of container.execs.values()) exec.containerEnded();
    container.stopHealthChecks?.();
    container.betweenRuns = container.restarting;
    container.exited(exitCode, oomKilled);
    unmountSharedMemory(context, container);
    container.io.end();
    container.publish('die', { exitCode: String(exitCode) });
    context.ports.release(container.id);
    context.networks.release(container.id);
    context.background(`unmounting volumes of ${container.id}`, releaseVolumes(context, container));
    for (const mount of container.record.mounts) {
      if (mount.Type !== 'volume') continue;
      context.events.publish('volume', 'unmount', mount.Name ?? '', { container: container.id, driver: 'local' });
    }
    if (release) run?.end(release);
    run?.exited(exitCode, oomKilled);
    const { hostConfig } = container.record;
    if (hostConfig.AutoRemove && !container.restarting) {
      container.notify('exit');
      this.drop(container, true);
      return;
    }
    if (!container.restarting && shouldRestart(container.record)) this.scheduleRestart(container);
    container.notify('exit');
    await container.log.close();
  }

  private scheduleRestart(container: Container): void {
    const { context } = this.parts;
    container.updateState({ status: 'restarting' });
    const cancelTimer = context.clock.after(nextRestartDelayMs(container.record, context.clock.nowNs()), () => {
      container.cancelRestart = undefined;
      if (container.removing) return;
      container.update({ restartCount: container.record.restartCount + 1 });
      // A start that fails is told by the container's state.
      startContainer(this.start, container, 'restart policy').catch(() => container.updateState({ status: 'exited' }));
    });
    container.cancelRestart = () => {
      cancelTimer();
      container.cancelRestart = undefined;
      container.updateState({ status: 'exited' }, { manuallyStopped: true });
    };
  }

  /** Gone from the engine's view at once; what it has in the guest and the store goes behind the scenes. */
  private drop(container: Container, volumes: boolean): void {
    const { context } = this.parts;
    const run = context.runs.runOf(container.id);
    const removal = run?.begin('container.remove');
    container.removing = true;
    if (run) run.removed = true;
    const inGuest = container.record.wasStarted || container.record.hasFiles === true || container.launchFailed;
    if (inGuest) context.records.put(`garbage/${container.id}`, true);
    context.records.delete(`containers/${container.id}`);
    this.registry.delete(container);
    container.io.end();
    const anonymous = volumes ? container.record.mounts.filter((mount) => mount.anonymous && mount.Name) : [];
    // The image's layers go after what lies over them.
    const swept = inGuest ? this.sweep(container.id) : Promise.resolve();
    if (run && removal) void swept.then(() => run.end(removal)).catch((error: unknown) => run.fail(removal, error));
    const { image } = container.record;
    const released = swept.then(() => (image === '' ? undefined : context.images.released(image)));
    const work = [
      container.log.remove(),
      // One that another container has too (`--volumes-from`) stays.
      ...anonymous
        .filter((mount) => !context.volumes.inUse(mount.Name!))
        .map((mount) => context.volumes.remove(mount.Name!, true)),
      released,
    ];
    context.background(`removing container ${container.id}`, Promise.all(work));
    container.publish('destroy');
    container.notify('removed');
  }

  private async sweep(id: string): Promise<void> {
    await this.parts.context.guest.removeContainer(id);
    await this.parts.context.store.remove(`logs/${id}`);
    this.parts.context.records.delete(`garbage/${id}`);
  }
}

/** What a container that has ended gives back. */
function releasedBy({ networks, ports }: EngineContext, { id, record }: Container): Attributes {
  return {
    addresses: networks.endpointsOf(id).flatMap(({ address }) => (address === '' ? [] : [address])),
    ports: ports.of(id).map(publishedText),
    volumes: record.mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : [])),
  };
}

function runningError(container: Container): SlipwayError {
  return new SlipwayError(
    'conflict',
    container.isPaused
      ? `You cannot remove a paused container ${container.id}. Unpause and then stop the container before attempting removal or force remove`
      : `You cannot remove a running container ${container.id}. Stop the container before attempting removal or force remove`,
  );
}
