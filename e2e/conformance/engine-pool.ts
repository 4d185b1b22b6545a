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

/** Engines of one kind that share the tasks. One that a scenario leaves in a bad state is replaced. */
export class EnginePool {
  readonly #slots: (Engine | undefined)[];
  #started = 0;

  constructor(
    private readonly kind: EngineKind,
    private readonly folder: string,
    size: number,
  ) {
    this.#slots = Array.from({ length: size }, () => undefined);
  }

  /** Plays all, in their order, on at most `width` engines. */
  async run(tasks: readonly Task[], width = this.#slots.length): Promise<void> {
    const left = [...tasks];
    const work = async (_: unknown, slot: number) => {
      for (let task = left.shift(); task; task = left.shift()) task.done(await this.#play(slot, task));
    };
    await Promise.all(this.#slots.slice(0, width).map(work));
  }

  async stop(): Promise<void> {
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
    const engine = await startEngine(this.kind, join(this.folder, `${this.kind}-${++this.#started}`));
    this.#slots[slot] = engine;
    await prepare(engine, images);
    return engine;
  }

  async #discard(slot: number): Promise<void> {
    const engine = this.#slots[slot];
    this.#slots[slot] = undefined;
    await engine?.stop();
  }
}

async function prepare({ socket }: Engine, images: readonly string[]): Promise<void> {
  await removeObjects(socket);
  await provideImages(socket, images);
}
