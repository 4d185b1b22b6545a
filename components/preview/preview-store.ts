import type { Reason } from '../language/reason.ts';
import { panes } from '../workspace/panes.ts';
import { formatAddress, type LocalAddress } from './local-address.ts';

export interface PreviewFailure {
  /**
   * 'no-answer': nobody listens there, or it hung up; 'broken': the answer; 'setup': this browser or the connection;
   * 'stopped': the wait was ended by hand.
   */
  readonly kind: 'no-answer' | 'broken' | 'setup' | 'stopped';
  /** The browser's or the machine's; undefined where nothing was heard. */
  readonly reason: Reason | undefined;
}

export interface PreviewTab {
  readonly id: number;
  /** What is shown or wanted; undefined while nothing was chosen. */
  readonly address: LocalAddress | undefined;
  /** Of the document; '' when it has none. */
  readonly title: string;
  /** What the frame was last told to load, and how often it was told: each is a frame of its own. */
  readonly loaded: LocalAddress | undefined;
  readonly loadCount: number;
  /** Counts connections to the machine: another one is made when one could not be. */
  readonly setupCount: number;
  /** What is awaited was asked for here, and not by a link in the page. */
  readonly isAsked: boolean;
  /** 'downloaded': the browser saved what came instead of showing it. */
  readonly progress: 'idle' | 'loading' | 'shown' | 'downloaded' | 'failed';
  readonly failure: PreviewFailure | undefined;
  readonly history: readonly LocalAddress[];
  readonly index: number;
}

export interface PreviewState {
  readonly isOpen: boolean;
  readonly tabs: readonly PreviewTab[];
  readonly activeId: number;
}

const EMPTY: PreviewState = { isOpen: false, tabs: [], activeId: 0 };

/** The preview's tabs. The state is replaced, never changed, as useSyncExternalStore wants it. */
export class PreviewStore {
  #state = EMPTY;
  #lastId = 0;
  readonly #callbacks = new Set<() => void>();

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): PreviewState => this.#state;
  getOnServer = (): PreviewState => EMPTY;

  active(): PreviewTab | undefined {
    return this.#find(this.#state.activeId);
  }

  toggle(): void {
    if (this.#state.tabs.length === 0) this.addTab();
    this.#set({ isOpen: !this.#state.isOpen });
  }

  /** Shows the address: in the tab of its port, in one that is empty, or in a new one. */
  open(address: LocalAddress): void {
    const { tabs } = this.#state;
    const tab =
      tabs.find((each) => each.address?.port === address.port) ?? tabs.find((each) => each.address === undefined);
    const id = tab?.id ?? this.addTab();
    this.#set({ isOpen: true, activeId: id });
    panes.show('preview');
    this.go(id, address);
  }

  /** An empty tab; returns its id. */
  addTab(): number {
    const id = ++this.#lastId;
    const tab: PreviewTab = {
      id,
      address: undefined,
      title: '',
      loaded: undefined,
      loadCount: 0,
      setupCount: 0,
      isAsked: false,
      progress: 'idle',
      failure: undefined,
      history: [],
      index: -1,
    };
    this.#set({ tabs: [...this.#state.tabs, tab], activeId: id });
    return id;
  }

  closeTab(id: number): void {
    const { tabs, activeId } = this.#state;
    const index = tabs.findIndex((tab) => tab.id === id);
    if (index < 0) return;
    const left = tabs.filter((tab) => tab.id !== id);
    const neighbour = left[Math.min(index, left.length - 1)];
    this.#set({ tabs: left, activeId: activeId === id ? (neighbour?.id ?? 0) : activeId, isOpen: left.length > 0 });
  }

  activate(id: number): void {
    if (this.#find(id) !== undefined) this.#set({ activeId: id });
  }

  /** Loads the address in a tab: a new entry of its history. */
  go(id: number, address: LocalAddress): void {
    const tab = this.#find(id);
    if (tab === undefined) return;
    const history = [...tab.history.slice(0, tab.index + 1), address];
    this.#load(tab, address, { history, index: history.length - 1 });
  }

  /** Loads another entry of the tab's history. */
  step(id: number, by: 1 | -1): void {
    const tab = this.#find(id);
    const address = tab?.history[tab.index + by];
    if (tab !== undefined && address !== undefined) this.#load(tab, address, { index: tab.index + by });
  }

  reload(id: number): void {
    const tab = this.#find(id);
    if (tab?.address === undefined) return;
    const setupCount = tab.setupCount + (tab.failure?.kind === 'setup' ? 1 : 0);
    this.#load(tab, tab.address, { setupCount });
  }

  /** Loads again without hiding why it failed before: nobody asked for it. */
  retry(id: number): void {
    const tab = this.#find(id);
    if (tab?.progress !== 'failed' || tab.address === undefined) return;
    this.#change(id, { loaded: tab.address, loadCount: tab.loadCount + 1, isAsked: true });
  }

  /** The frame came to an origin where no service worker answers: that of another port, with no connection yet. */
  follow(id: number, address: LocalAddress): void {
    const tab = this.#find(id);
    if (tab === undefined) return;
    // Asked for it already, with a connection: there is no sense in doing it for ever.
    if (tab.isAsked && isSame(address, tab.loaded)) {
      return this.fail(id, {
        kind: 'setup',
        reason: { kind: 'unavailable', detail: 'the connection to the machine was lost' },
      });
    }
    if (tab.isAsked) this.#load(tab, address, { history: tab.history.with(tab.index, address) });
    else this.go(id, address);
  }

  /** A link was followed, and its page is not there yet. */
  leaving(id: number): void {
    if (this.#find(id)?.progress === 'shown') this.#change(id, { progress: 'loading', isAsked: false });
  }

  /** The wait was ended by hand. */
  stop(id: number): void {
    const tab = this.#find(id);
    if (tab?.progress !== 'loading') return;
    this.fail(id, { kind: 'stopped', reason: undefined });
  }

  fail(id: number, failure: PreviewFailure): void {
    this.#change(id, { progress: 'failed', failure, title: '' });
  }

  /** The address that was asked for, or one that its links and redirects led to, gave no page. */
  failedAt(id: number, address: LocalAddress, failure: PreviewFailure): void {
    this.shown(id, address);
    this.fail(id, failure);
  }

  /** The document changed its own address: its fragment, or what its script put into the history. */
  moved(id: number, address: LocalAddress): void {
    const tab = this.#find(id);
    if (tab?.address === undefined || tab.isAsked) return;
    this.shown(id, address, tab.title);
  }

  /**
   * A document came into the frame: the one that was asked for, or where its links and redirects lead. Without
   * `title` it told no more than its address.
   */
  shown(id: number, address: LocalAddress, title = ''): void {
    const tab = this.#find(id);
    if (tab === undefined) return;
    const shown = { progress: 'shown', isAsked: false, failure: undefined, title, address } as const;
    // A redirect of what was asked for takes its place; a link that was followed comes after it.
    if (tab.isAsked) return this.#change(id, { ...shown, history: tab.history.with(tab.index, address) });
    if (isSame(tab.address, address)) return this.#change(id, shown);
    const history = [...tab.history.slice(0, tab.index + 1), address];
    this.#change(id, { ...shown, history, index: history.length - 1 });
  }

  /** What came was saved, or was nothing (204). After a link the page with it stays. */
  nothingShown(id: number, isDownload: boolean): void {
    const tab = this.#find(id);
    if (tab?.progress !== 'loading') return;
    this.#change(id, { progress: tab.isAsked && isDownload ? 'downloaded' : 'shown', isAsked: false });
  }

  #load(tab: PreviewTab, address: LocalAddress, change: Partial<PreviewTab>): void {
    this.#change(tab.id, {
      ...change,
      address,
      loaded: address,
      loadCount: tab.loadCount + 1,
      isAsked: true,
      progress: 'loading',
      failure: undefined,
      title: '',
    });
  }

  #find(id: number): PreviewTab | undefined {
    return this.#state.tabs.find((tab) => tab.id === id);
  }

  #change(id: number, change: Partial<PreviewTab>): void {
    this.#set({ tabs: this.#state.tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab)) });
  }

  #set(change: Partial<PreviewState>): void {
    this.#state = { ...this.#state, ...change };
    this.#callbacks.forEach((callback) => callback());
  }
}

function isSame(a: LocalAddress | undefined, b: LocalAddress | undefined): boolean {
  return a !== undefined && b !== undefined && formatAddress(a) === formatAddress(b);
}

export const preview = new PreviewStore();
