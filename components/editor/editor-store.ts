import { getSandbox } from '@/components/machine/sandbox.ts';
import { panes } from '@/components/workspace/panes.ts';
import { Documents } from './documents/documents.ts';
import { loadMonaco } from './monaco/load-monaco.ts';
import type { ModelBuffer } from './monaco/model-buffer.ts';
import { readRemembered, remember } from './remembered.ts';
import { renamed, TreeStore } from './tree/tree-store.ts';

/** The files that are open, and the tree beside them: one of each, shared by playground and lessons. */
export const documents = new Documents<ModelBuffer>(
  {
    read: (path, limitBytes) => getSandbox().files.read(path, limitBytes),
    write: (path, bytes) => getSandbox().files.write(path, bytes),
  },
  async (path, text) => (await loadMonaco()).createBuffer(path, text),
);

export const tree = new TreeStore({
  list: (path) => getSandbox().files.list(path),
  write: (path, bytes) => getSandbox().files.write(path, bytes),
  makeDirectory: (path) => getSandbox().files.makeDirectory(path),
  remove: (path) => getSandbox().files.remove(path),
});

export interface EditorState {
  readonly isOpen: boolean;
  readonly isTreeShown: boolean;
}

const CLOSED: EditorState = { isOpen: false, isTreeShown: true };

/** Whether the editor's pane is open, and what it is to do next. */
class EditorPane {
  #state = CLOSED;
  #isRestored = false;
  #hasFiles = false;
  readonly #callbacks = new Set<() => void>();
  /** A place that is shown as soon as its file is. */
  #goal: { readonly path: string; readonly line: number } | undefined;
  /** The keyboard goes to the text as soon as there is one. */
  #wantsFocus = false;
  #focusText: (() => void) | undefined;

  subscribe = (callback: () => void): (() => void) => {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  };
  get = (): EditorState => this.#state;
  getOnServer = (): EditorState => CLOSED;

  /** What was open when the page was left. Once: later pages of the tab go on with what they have. */
  restore(): void {
    if (this.#isRestored) return;
    this.#isRestored = true;
    const { isOpen, isTreeShown } = readRemembered();
    this.#set({ isOpen, isTreeShown });
  }

  /** Opens the files that were open, once; later it looks at what they have become. For a machine that runs. */
  async restoreFiles(): Promise<void> {
    if (this.#hasFiles) return documents.machineChanged('');
    this.#hasFiles = true;
    const { paths, activePath } = readRemembered();
    // What was asked for meanwhile stays in front.
    const isFree = documents.get().activeId === 0;
    const opened = await Promise.all(
      paths.map((path) => documents.open(path, { activate: isFree && path === activePath })),
    );
    for (const each of opened) if (each?.state.kind === 'gone') await documents.close(each.id, { discard: true });
    const { list, activeId } = documents.get();
    if (activeId === 0 && list[0] !== undefined) documents.activate(list[0].id);
    rememberFiles();
    documents.subscribe(rememberFiles);
  }

  toggle(): void {
    const isOpen = !this.#state.isOpen;
    if (!isOpen) void documents.saveAll();
    this.#set({ isOpen });
    remember({ isOpen });
    this.#wantsFocus = isOpen;
    panes.show(isOpen ? 'editor' : 'terminal');
  }

  toggleTree(): void {
    const isTreeShown = !this.#state.isTreeShown;
    this.#set({ isTreeShown });
    remember({ isTreeShown });
  }

  /** Shows a file of the workspace, at a line. */
  async open(path: string, line?: number): Promise<void> {
    if (!this.#state.isOpen) this.toggle();
    panes.show('editor');
    tree.reveal(path);
    this.#goal = line === undefined ? undefined : { path, line };
    this.#wantsFocus = true;
    await documents.open(path);
    this.#set({});
    this.focusText();
  }

  /** Gives a file or folder another name in its folder; what is open of it goes along. Returns its path. */
  async rename(path: string, name: string): Promise<string> {
    const to = renamed(path, name);
    await documents.move(path, to, () => getSandbox().files.rename(path, to));
    tree.machineChanged('');
    return to;
  }

  /** The line that is to be shown of a file, once. */
  takeLine(path: string): number | undefined {
    if (this.#goal?.path !== path) return undefined;
    const { line } = this.#goal;
    this.#goal = undefined;
    return line;
  }

  /** Gives the keyboard to the text; where there is none yet, when it comes. */
  focusText(): void {
    this.#wantsFocus = this.#focusText === undefined;
    this.#focusText?.();
  }

  /** Whether a text that comes up takes the keyboard; once. */
  takesFocus(): boolean {
    const wanted = this.#wantsFocus;
    this.#wantsFocus = false;
    return wanted;
  }

  /** How the text is given the keyboard, as long as there is one. */
  provideFocus(focus: () => void): () => void {
    this.#focusText = focus;
    return () => {
      if (this.#focusText === focus) this.#focusText = undefined;
    };
  }

  #set(change: Partial<EditorState>): void {
    this.#state = { ...this.#state, ...change };
    this.#callbacks.forEach((callback) => callback());
  }
}

function rememberFiles(): void {
  remember({ paths: documents.get().list.map(({ path }) => path), activePath: documents.active()?.path ?? '' });
}

export const editorPane = new EditorPane();
