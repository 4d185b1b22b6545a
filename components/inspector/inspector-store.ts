import { panes } from '@/components/workspace/panes.ts';

const KEY = 'slipway.inspector';

export interface InspectorState {
  readonly isOpen: boolean;
  /** Of `inspectorViews`; '' for the first. */
  readonly viewId: string;
}

const CLOSED: InspectorState = { isOpen: false, viewId: '' };

/** Whether the inspector's pane is open, and which view it shows. Both survive a reload. */
class Inspector {
  #state = CLOSED;
  #isRestored = false;
  #wantsFocus = false;
  readonly #callbacks = new Set<() => void>();

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): InspectorState => this.#state;
  getOnServer = (): InspectorState => CLOSED;

  /** What was shown when the page was left. Once: later pages of the tab go on with what they have. */
  restore(): void {
    if (this.#isRestored) return;
    this.#isRestored = true;
    this.#set(read());
    if (this.#state.isOpen) panes.bringForward('inspector');
  }

  /** Opens the pane, brings it to the front where another covers it, or closes it. */
  toggle(): void {
    const isOpen = !this.#state.isOpen || !panes.isSeen('inspector');
    this.#wantsFocus = isOpen;
    this.#set({ isOpen });
    panes.show(isOpen ? 'inspector' : 'terminal');
  }

  show(viewId: string): void {
    this.#set({ viewId });
  }

  /** Whether the tabs that come up take the keyboard; once. */
  takesFocus(): boolean {
    const wanted = this.#wantsFocus;
    this.#wantsFocus = false;
    return wanted;
  }

  #set(change: Partial<InspectorState>): void {
    this.#state = { ...this.#state, ...change };
    remember(this.#state);
    this.#callbacks.forEach((callback) => callback());
  }
}

function read(): InspectorState {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<InspectorState>;
    return { isOpen: stored.isOpen === true, viewId: typeof stored.viewId === 'string' ? stored.viewId : '' };
  } catch {
    return CLOSED;
  }
}

function remember(state: InspectorState): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Storage may be denied; what is shown then lasts as long as the page.
  }
}

export const inspector = new Inspector();
