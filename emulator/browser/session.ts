import { SlipwayError } from '../errors.ts';
import { throughSite } from '../registry/site-proxy.ts';
import type { PartName, RestoreSpare, Sandbox, StartSandbox } from '../sandbox-types.ts';
import { openCheckpointStore, type Checkpoint } from '../disks/checkpoint-store.ts';
import type { Store } from '../disks/store.ts';
import { createLoader } from './loader.ts';
import { lockMachine } from './machine-lock.ts';
import { pageFetch } from './page-fetch.ts';
import type { BootState, StorageUsage } from './sandbox-client.ts';
import { Spare } from './spare.ts';
import type { StartOptions } from './worker-messages.ts';

const RESTORE_PARTS: readonly PartName[] = ['state', 'wasm', 'bios'];
const COLD_PARTS: readonly PartName[] = ['wasm', 'bios', 'kernel', 'initrd'];

/** A machine that runs in this worker, with what has to be given back when it ends. */
export interface Session {
  /** Another one after each roll-back. */
  readonly sandbox: Sandbox;
  /** Remembers all that is stored, as it is now; the number is for `rollBack`. */
  checkpoint(note: string): Promise<number>;
  checkpoints(): readonly Checkpoint[];
  /** Restores the machine that `rollBack` will start; given up when it was not needed for a minute. */
  prepareRollBack(): void;
  /**
   * The disks as they were then, and the machine started anew on them, as after a power cut at that moment; containers that
   * ran are started again. The outcome is told through onBoot. False when there is no such checkpoint: the disks are as
   * they were before the call.
   */
  rollBack(checkpoint: number): Promise<boolean>;
  /** Gives up store and lock; the sandbox has ended before. Idempotent. */
  release(): Promise<void>;
}

export interface SessionParts {
  readonly origin: string;
  readonly startSandbox: StartSandbox;
  readonly restoreSpare: RestoreSpare;
  openStore(options: { steal: boolean }): Promise<Store>;
  onBoot(state: BootState): void;
  /** The machine went away after it was ready: another tab took it, or it failed. */
  onEnd(state: BootState): void;
}

/**
 * Takes the machine for this tab, loads its parts and starts it. Every outcome is told through onBoot; undefined
 * when there is no machine at the end.
 */
export async function startSession(options: StartOptions, parts: SessionParts): Promise<Session | undefined> {
  const undo: (() => void | Promise<void>)[] = [];
  let released = false;
  const release = async () => {
    if (released) return;
    released = true;
    for (const step of undo.reverse()) await step();
  };
  let sandbox: Sandbox | undefined;
  let step = 'lock';
  let snapshotSuspected = false;
  /** A disk that is full while the machine starts shows up as some error of the guest later: this is the cause. */
  let cause: SlipwayError | undefined;
  let ready: Extract<BootState, { kind: 'ready' }> | undefined;
  const tellFull = async (state: BootState & { kind: 'ready' }) =>
    parts.onBoot({ ...state, storageFull: await browserUsage() });

  try {
    const unlock = await lockMachine({
      takeOver: options.takeOver,
      async onHandOver() {
        await sandbox?.shutdown();
        await release();
        parts.onEnd({ kind: 'elsewhere' });
      },
      onStolen: () => parts.onEnd({ kind: 'elsewhere' }),
    });
    if (unlock === undefined) {
      parts.onBoot({ kind: 'elsewhere' });
      return undefined;
    }
    undo.push(unlock);

    step = 'load';
    const loader = await createLoader(`${parts.origin}/guest`, (progress) => {
      // What a spare loads is nobody's wait.
      if (ready === undefined) parts.onBoot({ kind: 'loading', ...progress });
    });
    if (!options.cold && loader.manifest.parts.state === undefined) {
      snapshotSuspected = true;
      throw new SlipwayError('unavailable', 'this site has no snapshot of the started machine');
    }
    loader.prefetch(options.cold ? COLD_PARTS : RESTORE_PARTS);

    step = 'storage';
    const disks = await parts.openStore({ steal: options.takeOver });
    undo.push(() => disks.close());
    if (options.reset) for (const name of await disks.list('')) await disks.remove(name);
    const store = await openCheckpointStore(disks);
    undo.push(() => store.close());

    const machineParts = { manifest: loader.manifest, loadPart: (name: PartName) => loader.load(name) };
    const spare = new Spare(() => parts.restoreSpare(machineParts));
    undo.push(() => spare.discard());

    const start = async (sinceMs: number, resumesContainers: boolean) => {
      step = 'start';
      snapshotSuspected = !options.cold;
      ready = undefined;
      sandbox = await parts.startSandbox({
        ...machineParts,
        spare: await spare.take(),
        store,
        fetch: fetch.bind(globalThis),
        remoteFetch: pageFetch(fetch.bind(globalThis)),
        registryFetch: throughSite(parts.origin, fetch.bind(globalThis)),
        registryBaseUrl: parts.origin,
        cold: options.cold,
        resumesContainers,
        onBoot(next) {
          step = next;
          parts.onBoot({ kind: 'starting', step: next });
        },
        onFailure(error) {
          if (ready === undefined) cause ??= error;
          else if (error.kind === 'storage-full') void tellFull(ready);
          else void describeFailure(error, 'run', false).then(parts.onEnd);
        },
      });
      const sinceLoadMs = performance.timeOrigin + performance.now() - sinceMs;
      ready = { kind: 'ready', cold: sandbox.cold, sinceLoadMs };
      parts.onBoot(ready);
      if (cause?.kind === 'storage-full') void tellFull(ready);
      return sandbox;
    };
    let running = await start(options.pageLoadedAtMs, false);
    return {
      get sandbox() {
        return running;
      },
      async checkpoint(note) {
        await running.flush();
        return store.checkpoint(note);
      },
      checkpoints: () => store.checkpoints(),
      prepareRollBack() {
        if (!options.cold) spare.prepare();
      },
      async rollBack(checkpoint) {
        if (!store.checkpoints().some((each) => each.checkpoint === checkpoint)) return false;
        const sinceMs = performance.timeOrigin + performance.now();
        try {
          await running.cutPower();
          const isBack = await store.rollBack(checkpoint).then(
            () => true,
            (error: unknown) => {
              if (error instanceof SlipwayError && error.kind === 'not-found') return false;
              throw error;
            },
          );
          running = await start(sinceMs, true);
          return isBack;
        } catch (error) {
          const state = await describeFailure(cause ?? error, step, snapshotSuspected);
          await release().catch(() => {});
          parts.onEnd(state);
          return false;
        }
      },
      release,
    };
  } catch (error) {
    const state = await describeFailure(cause ?? error, step, snapshotSuspected);
    await release().catch(() => {});
    parts.onBoot(state);
    return undefined;
  }
}

async function describeFailure(error: unknown, step: string, snapshotSuspected: boolean): Promise<BootState> {
  const kind = error instanceof SlipwayError ? error.kind : 'internal';
  if (kind === 'in-use') return { kind: 'elsewhere' };
  if (kind === 'storage-full') return { kind: 'storage-full', ...(await browserUsage()) };
  const message = error instanceof Error ? error.message : String(error);
  // Whatever went wrong with the snapshot, the kernel can still be booted: slower, and with the same disks.
  return { kind: 'failed', step, errorKind: kind, message, canBootCold: snapshotSuspected };
}

async function browserUsage(): Promise<StorageUsage> {
  const { usage, quota } = await navigator.storage.estimate();
  return { usedBytes: usage ?? 0, quotaBytes: quota };
}
