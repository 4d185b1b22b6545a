/** How long nothing changes before what changed is one batch: editors save many files at once (compose: QuietPeriod). */
export const QUIET_MS = 500;

/** Paths that changed, in batches. */
export class ChangeBatches {
  #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isQuiet = false;
  #isClosed = false;
  #wake: () => void = () => undefined;

  add(path: string): void {
    if (this.#isClosed) return;
    this.#changed.add(path);
    this.#isQuiet = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isQuiet = true;
      this.#wake();
    }, QUIET_MS);
  }

  /** Each path once, in the order of their first changes; undefined once this is closed. For one reader at a time. */
  async next(): Promise<string[] | undefined> {
    if (!this.#isQuiet && !this.#isClosed) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#isClosed) return undefined;
    const batch = [...this.#changed];
    this.#changed = new Set();
    this.#isQuiet = false;
    return batch;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#isClosed = true;
    this.#wake();
  }
}
