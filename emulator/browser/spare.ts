import type { SpareMachine } from '../sandbox-types.ts';

/** So long a learner thinks about going back. */
const LIFE_MS = 60_000;

/** A machine that is restored while somebody makes up their mind, for the start that may follow. */
export class Spare {
  #restoring: Promise<SpareMachine | undefined> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly restore: () => Promise<SpareMachine>) {}

  prepare(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.discard(), LIFE_MS);
    // One that cannot be had now is made, or fails, when it is needed.
    this.#restoring ??= this.restore().catch(() => undefined);
  }

  /** The machine, which is the caller's then; undefined when none was prepared. */
  async take(): Promise<SpareMachine | undefined> {
    const restoring = this.#restoring;
    this.#restoring = undefined;
    clearTimeout(this.#timer);
    return restoring;
  }

  async discard(): Promise<void> {
    await (await this.take())?.discard();
  }
}
