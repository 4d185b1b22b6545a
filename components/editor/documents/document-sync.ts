import { reasonOf, type Reason } from '../../language/reason.ts';
import { contentOf, MAX_FILE_BYTES, type FileContent } from './text-content.ts';

/** A text that is being edited: a model of Monaco, or a test's. */
export interface TextBuffer {
  text(): string;
  /** As one edit that can be undone. */
  replace(text: string): void;
  onEdit(callback: () => void): () => void;
  dispose(): void;
}

/** The machine's files, as far as an editor needs them. */
export interface EditedFiles {
  /** At most so many bytes from the beginning. Throws an error of kind 'not-found' for a file that is not there. */
  read(path: string, limitBytes: number): Promise<Uint8Array>;
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export type SyncState =
  | { readonly kind: 'reading' }
  /** The buffer is what the machine has. */
  | { readonly kind: 'saved' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  /** Both sides changed it: nothing is written until somebody says which one holds. `theirs` is the machine's. */
  | { readonly kind: 'conflict'; readonly theirs: string }
  /** The machine has removed it; `isUnsaved`: with changes that it never had. */
  | { readonly kind: 'gone'; readonly isUnsaved: boolean }
  /** Nothing to be edited: what it is, instead. */
  | { readonly kind: 'binary' | 'too-large' }
  /** Reading or writing failed, or the machine has something else than text there; what was typed is kept. */
  | { readonly kind: 'failed'; readonly reason: Reason | 'no-longer-text' };

interface Parts<Buffer extends TextBuffer> {
  readonly files: EditedFiles;
  makeBuffer(text: string): Promise<Buffer>;
  onState(state: SyncState): void;
  /** How long typing must pause before it is saved. */
  readonly saveAfterMs?: number;
}

const SAVE_AFTER_MS = 500;

/**
 * Keeps one file of the machine and one buffer the same. Typing is saved after a pause; what the machine writes comes
 * into a buffer without changes of its own. Before anything is written the file is read again: when it is no longer
 * what was last read, neither side is overwritten.
 */
export class DocumentSync<Buffer extends TextBuffer> {
  path: string;
  state: SyncState = { kind: 'reading' };
  buffer: Buffer | undefined;
  readonly #parts: Parts<Buffer>;
  /** What the machine had when both were last the same, and the buffer's text then (line ends may differ). */
  #base = '';
  #baseInBuffer = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<void> = Promise.resolve();
  #stopEdits: () => void = () => {};
  #isDisposed = false;

  constructor(path: string, parts: Parts<Buffer>) {
    this.path = path;
    this.#parts = parts;
  }

  /** Something in the buffer that the machine does not have. */
  get hasUnsaved(): boolean {
    return this.buffer !== undefined && (this.buffer.text() !== this.#baseInBuffer || this.state.kind === 'gone');
  }

  /** Reads the file for the first time, or again. */
  load(): Promise<void> {
    return this.#inTurn(() => this.#takeFromMachine());
  }

  /** The machine may have written, replaced or removed it. */
  machineChanged(): Promise<void> {
    return this.load();
  }

  /** Writes what is unsaved. `isAsked`: a file that was removed is written again. */
  save({ isAsked = false } = {}): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inTurn(() => this.#giveToMachine(isAsked));
  }

  /** Ends a conflict: 'mine' writes the buffer over the file, 'theirs' the file over the buffer. */
  resolve(side: 'mine' | 'theirs'): Promise<void> {
    return this.#inTurn(async () => {
      const { state, buffer } = this;
      if (state.kind !== 'conflict' || buffer === undefined) return;
      if (side === 'theirs') return this.#adopt(state.theirs);
      // Only over what was shown: if the machine wrote meanwhile, that is the next conflict.
      this.#base = state.theirs;
      await this.#giveToMachine(true);
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#stopEdits();
    this.buffer?.dispose();
  }

  async #takeFromMachine(): Promise<void> {
    const content = await this.#read();
    const { buffer } = this;
    if (content === undefined) {
      return this.#set({ kind: 'gone', isUnsaved: buffer !== undefined && buffer.text() !== this.#baseInBuffer });
    }
    if (buffer === undefined) return this.#open(content);
    const mine = buffer.text();
    const isEdited = mine !== this.#baseInBuffer;
    if (content.kind !== 'text') {
      // What was typed is not thrown away for a file that cannot be shown.
      if (isEdited) return this.#set({ kind: 'failed', reason: 'no-longer-text' });
      this.#drop();
      return this.#set(content);
    }
    if (content.text === this.#base) {
      this.#set({ kind: isEdited ? 'unsaved' : 'saved' });
      if (isEdited) this.#saveLater();
    } else if (content.text === mine) this.#agree(mine, mine);
    else if (isEdited) this.#set({ kind: 'conflict', theirs: content.text });
    else this.#adopt(content.text);
  }

  async #open(content: FileContent): Promise<void> {
    if (content.kind !== 'text') return this.#set(content);
    const buffer = await this.#parts.makeBuffer(content.text);
    if (this.#isDisposed) return buffer.dispose();
    this.buffer = buffer;
    this.#stopEdits = buffer.onEdit(() => this.#edited());
    this.#agree(content.text, buffer.text());
  }

  async #giveToMachine(isAsked: boolean): Promise<void> {
    const { buffer } = this;
    if (buffer === undefined || this.state.kind === 'reading') return;
    const mine = buffer.text();
    const isConflict = this.state.kind === 'conflict';
    if (isConflict && !isAsked) return;
    if (this.state.kind === 'gone' && !isAsked) return;
    if (mine === this.#baseInBuffer && this.state.kind === 'saved') return;
    const content = await this.#read();
    if (content === undefined) {
      if (!isAsked) return this.#set({ kind: 'gone', isUnsaved: true });
    } else if (content.kind !== 'text') {
      return this.#set({ kind: 'failed', reason: 'no-longer-text' });
    } else if (content.text === mine) return this.#agree(mine, mine);
    else if (content.text !== this.#base) return this.#set({ kind: 'conflict', theirs: content.text });
    this.#set({ kind: 'saving' });
    await this.#parts.files.write(this.path, new TextEncoder().encode(mine));
    this.#agree(mine, mine);
  }

  #edited(): void {
    const { kind } = this.state;
    if (kind === 'conflict') return;
    if (kind === 'gone') return this.#set({ kind: 'gone', isUnsaved: true });
    // While it is being written the end of that looks again.
    if (kind !== 'saving') this.#set({ kind: this.buffer?.text() === this.#baseInBuffer ? 'saved' : 'unsaved' });
    this.#saveLater();
  }

  #saveLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), this.#parts.saveAfterMs ?? SAVE_AFTER_MS);
  }

  /** The machine's text into a buffer whose own is not wanted any more. */
  #adopt(text: string): void {
    // Its edit is none of the learner's.
    this.#stopEdits();
    this.buffer!.replace(text);
    this.#stopEdits = this.buffer!.onEdit(() => this.#edited());
    this.#agree(text, this.buffer!.text());
  }

  #agree(onMachine: string, inBuffer: string): void {
    this.#base = onMachine;
    this.#baseInBuffer = inBuffer;
    // Somebody may have typed on while it was read or written.
    const isSaved = this.buffer?.text() === inBuffer;
    this.#set({ kind: isSaved ? 'saved' : 'unsaved' });
    if (!isSaved) this.#saveLater();
  }

  #drop(): void {
    this.#stopEdits();
    this.buffer?.dispose();
    this.buffer = undefined;
  }

  async #read(): Promise<FileContent | undefined> {
    try {
      return contentOf(await this.#parts.files.read(this.path, MAX_FILE_BYTES + 1));
    } catch (error) {
      if ((error as { kind?: string }).kind === 'not-found') return undefined;
      throw error;
    }
  }

  /** One thing after the other: reading and writing never overlap. */
  #inTurn(work: () => Promise<void> | void): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.#isDisposed) return;
      try {
        await work();
      } catch (error) {
        this.#set({ kind: 'failed', reason: reasonOf(error) });
      }
    });
    return this.#queue;
  }

  #set(state: SyncState): void {
    if (this.#isDisposed) return;
    this.state = state;
    this.#parts.onState(state);
  }
}
