import { getSandbox } from '@/components/machine/sandbox.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { ShellTerminal, type ShellState } from './shell-terminal.ts';
import { arrowKey, type Arrow } from './touch-keys.ts';

export interface Tab {
  readonly id: number;
  /** Counted from 1, as long as it has no name of its own. */
  readonly number: number;
  /** What the learner called it. */
  readonly name: string | undefined;
  /** undefined while the screen's code is being loaded. */
  readonly shell: ShellTerminal | undefined;
  readonly state: ShellState;
}

export interface Tabs {
  readonly list: readonly Tab[];
  readonly activeId: number;
  readonly screenReaderMode: boolean;
}

const EMPTY: Tabs = { list: [], activeId: 0, screenReaderMode: false };

/**
 * The terminals of the page, shared by playground, lessons and home: going from one to another keeps the shells.
 * The state is replaced, never changed, as useSyncExternalStore wants it.
 */
class TerminalTabs {
  #tabs: Tabs = EMPTY;
  #lastId = 0;
  readonly #callbacks = new Set<() => void>();

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): Tabs => this.#tabs;
  getOnServer = (): Tabs => EMPTY;

  /** The first terminal, when there is none. */
  ensureOne(): void {
    if (this.#tabs.list.length > 0) return;
    this.#set({ screenReaderMode: readPreferences().screenReaderMode });
    this.add();
  }

  add(): void {
    const id = ++this.#lastId;
    const number = Math.max(0, ...this.#tabs.list.map((tab) => (tab.name === undefined ? tab.number : 0))) + 1;
    const tab: Tab = { id, number, name: undefined, shell: undefined, state: 'waiting' };
    this.#set({ list: [...this.#tabs.list, tab], activeId: id });
    void this.#load(id);
    if (this.#tabs.list.length > 1) void this.focusWhenLoaded();
  }

  close(id: number): void {
    const index = this.#tabs.list.findIndex((tab) => tab.id === id);
    if (index < 0) return;
    this.#tabs.list[index]?.shell?.dispose();
    const list = this.#tabs.list.filter((tab) => tab.id !== id);
    const neighbour = list[Math.min(index, list.length - 1)];
    this.#set({ list, activeId: this.#tabs.activeId === id ? (neighbour?.id ?? 0) : this.#tabs.activeId });
    // A page of terminals without one is of no use.
    if (list.length === 0) this.add();
  }

  rename(id: number, name: string): void {
    if (name.trim() !== '') this.#change(id, { name: name.trim() });
  }

  activate(id: number, { focus } = { focus: true }): void {
    if (!this.#tabs.list.some((tab) => tab.id === id)) return;
    this.#set({ activeId: id });
    if (focus) requestAnimationFrame(() => this.focus());
  }

  /** The tab `by` places further, around the end. */
  step(by: 1 | -1, options = { focus: true }): void {
    const { list, activeId } = this.#tabs;
    const index = list.findIndex((tab) => tab.id === activeId);
    const next = list[(index + by + list.length) % list.length];
    if (next !== undefined) this.activate(next.id, options);
  }

  focus(): void {
    this.#active()?.shell?.screen.terminal.focus();
  }

  async focusWhenLoaded(): Promise<void> {
    this.ensureOne();
    await this.#whenLoaded(this.#tabs.activeId);
    this.focus();
  }

  /** Sends characters to the terminal that is shown, as if its keyboard had them. */
  type(characters: string): void {
    this.#active()?.shell?.screen.terminal.input(characters);
  }

  pressArrow(arrow: Arrow, isControlHeld: boolean): void {
    const isApplication = this.#active()?.shell?.screen.terminal.modes.applicationCursorKeysMode === true;
    this.type(arrowKey(arrow, { isApplication, isControlHeld }));
  }

  /** Types a command into the terminal that is shown; makes one when there is none. */
  async run(command: string): Promise<void> {
    this.ensureOne();
    const shell = await this.#whenLoaded(this.#tabs.activeId);
    shell?.run(command);
    // One frame later: the panel may only now become visible, and what is hidden cannot be focused.
    requestAnimationFrame(() => this.focus());
  }

  setScreenReaderMode(on: boolean): void {
    writePreferences({ screenReaderMode: on });
    for (const { shell } of this.#tabs.list) if (shell) shell.screen.terminal.options.screenReaderMode = on;
    this.#set({ screenReaderMode: on });
  }

  async #load(id: number): Promise<void> {
    // xterm.js needs a DOM at import, and the home page does not need xterm.js.
    const { createScreen } = await import('./screen.ts');
    const screen = await createScreen({ screenReaderMode: this.#tabs.screenReaderMode });
    if (!this.#tabs.list.some((tab) => tab.id === id)) return screen.dispose();
    const shell = new ShellTerminal(screen, getSandbox(), (state) => this.#change(id, { state }));
    this.#change(id, { shell, state: shell.state });
  }

  #whenLoaded(id: number): Promise<ShellTerminal | undefined> {
    const find = () => this.#tabs.list.find((tab) => tab.id === id);
    return new Promise((resolve) => {
      const look = () => {
        const tab = find();
        if (tab !== undefined && tab.shell === undefined) return;
        stop();
        resolve(tab?.shell);
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  #active(): Tab | undefined {
    return this.#tabs.list.find((tab) => tab.id === this.#tabs.activeId);
  }

  #change(id: number, change: Partial<Tab>): void {
    this.#set({ list: this.#tabs.list.map((tab) => (tab.id === id ? { ...tab, ...change } : tab)) });
  }

  #set(change: Partial<Tabs>): void {
    this.#tabs = { ...this.#tabs, ...change };
    this.#callbacks.forEach((callback) => callback());
  }
}

export const terminalTabs = new TerminalTabs();
