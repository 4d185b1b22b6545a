export type PaneName = 'editor' | 'terminal' | 'preview' | 'inspector';

/** Two panes share the place beside the terminals: one is in front. */
export type BesideName = 'preview' | 'inspector';

/** Which pane a narrow screen shows, as there is room for one, and which one is in front beside the terminals. */
export class Panes {
  #shown: PaneName = 'terminal';
  #beside: BesideName = 'preview';
  #isNarrow = false;
  readonly #callbacks = new Set<() => void>();
  readonly #wanters = new Set<() => void>();

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): PaneName => this.#shown;
  getOnServer = (): PaneName => 'terminal';
  getBeside = (): BesideName => this.#beside;
  getBesideOnServer = (): BesideName => 'preview';

  /** Calls back whenever somebody wants to see a pane, the one that is shown or another. */
  onWanted(callback: () => void): () => void {
    this.#wanters.add(callback);
    return () => this.#wanters.delete(callback);
  }

  show(pane: PaneName): void {
    this.#shown = pane;
    if (pane === 'preview' || pane === 'inspector') this.#beside = pane;
    this.#wanters.forEach((callback) => callback());
    this.#tell();
  }

  /** Puts the pane in front beside the terminals, if they have room beside them. */
  bringForward(pane: BesideName): void {
    this.#beside = pane;
    this.#tell();
  }

  /** Whether the pane, if it is open, can be seen. */
  isSeen(pane: BesideName): boolean {
    return this.#beside === pane && (!this.#isNarrow || this.#shown === pane);
  }

  /** Told by who draws the panes. */
  setNarrow(isNarrow: boolean): void {
    this.#isNarrow = isNarrow;
  }

  #tell(): void {
    this.#callbacks.forEach((callback) => callback());
  }
}

export const panes = new Panes();
