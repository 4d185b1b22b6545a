export type PaneName = 'editor' | 'terminal' | 'preview';

/** Which pane a narrow screen shows: there is room for one. */
class Panes {
  #shown: PaneName = 'terminal';
  readonly #callbacks = new Set<() => void>();

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): PaneName => this.#shown;
  getOnServer = (): PaneName => 'terminal';

  show(pane: PaneName): void {
    this.#shown = pane;
    this.#callbacks.forEach((callback) => callback());
  }
}

export const panes = new Panes();
