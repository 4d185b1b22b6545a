import { join } from 'node:path';
import type { Client } from './clients.ts';
import { provideImages, removeObjects } from './engine-api.ts';
import { startEngine, type Engine, type EngineKind } from './engines.ts';
import { play, type Played } from './play.ts';
import type { Scenario } from './scenario.ts';

/** A scenario to be played with a client; what came of it is told to `done`. */
export interface Task {
  readonly scenario: Scenario;
  readonly client: Client;
  done(outcome: Played | Error): void;
}

/** So often in a row a fresh engine may not be fit for a scenario; then the cause is not the scenario. */
const MAX_UNFIT = 3;

/** Engines of one kind that share the tasks. One that a scenario leaves in a bad state is replaced. */
export class EnginePool {
  readonly #slots: (Engine | undefined)[];
  #started = 0;
  #unfit = 0;
  #isStopped = false;

  constructor(
    private readonly kind: EngineKind,
    private readonly folder: string,
    size: number,
  ) {
    this.#slots = Array.from({ length: size }, () => undefined);
  }

  /** Plays all, in their order, on at most `width` engines. Throws when no engine becomes fit to play on. */
  async run(tasks: readonly Task[], width = this.#slots.length): Promise<void> {
    const left = [...tasks];
    const work = async (_: unknown, slot: number) => {
      for (let task = left.shift(); task && !this.#isStopped; task = left.shift())
        task.done(await this.#play(slot, task));
    };
    await Promise.all(this.#slots.slice(0, width).map(work));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#slots.map((_, slot) => this.#discard(slot)));
  }

  async #play(slot: number, { scenario, client }: Task): Promise<Played | Error> {
    try {
      const engine = await this.#clean(slot, scenario);
      const played = await play(scenario, client, engine);
      // What did not end may be the engine's fault, and go on in it.
      if (played.steps.some(({ code }) => code === undefined)) await this.#discard(slot);
      return played;
    } catch (error) {
      await this.#discard(slot);
      if (error instanceof UnfitError) throw error;
      console.error(`${this.kind}, ${scenario.id}: ${messageOf(error)}`);
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** An engine as the scenario wants to find it; one that cannot be cleaned gives way to a new one. */
  async #clean(slot: number, { images }: Scenario): Promise<Engine> {
    const used = this.#slots[slot];
    if (used) {
      try {
        await prepare(used, images);
        return used;
      } catch {
        await this.#discard(slot);
      }
    }
    try {
      const engine = await startEngine(this.kind, join(this.folder, `${this.kind}-${++this.#started}`));
      this.#slots[slot] = engine;
      await prepare(engine, images);
      this.#unfit = 0;
      return engine;
    } catch (error) {
      if (++this.#unfit >= MAX_UNFIT) throw new UnfitError(`${this.kind} cannot be played on: ${messageOf(error)}`);
      throw error;
    }
  }

  async #discard(slot: number): Promise<void> {
    const engine = this.#slots[slot];
    this.#slots[slot] = undefined;
    await engine?.stop();
  }
}

class UnfitError extends Error {}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function prepare({ socket }: Engine, images: readonly string[]): Promise<void> {
  await removeObjects(socket);
  await provideImages(socket, images);
}
