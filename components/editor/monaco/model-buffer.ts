import { editor, Range, Uri } from 'monaco-editor/editor';
import type { TextBuffer } from '../documents/document-sync.ts';
import { languageOf } from '../languages/language-of.ts';

let lastId = 0;

/** Of the models that are files, by their addresses: a model tells of its language before anybody else has it. */
const paths = new Map<string, string>();

/** The path of a model in the workspace; '' when it is no file. */
export function pathOf(model: editor.ITextModel): string {
  return paths.get(model.uri.toString()) ?? '';
}

/** A text of Monaco's, with where its reader was. */
export class ModelBuffer implements TextBuffer {
  readonly model: editor.ITextModel;
  viewState: editor.ICodeEditorViewState | null = null;

  constructor(path: string, text: string) {
    // A file that is renamed keeps its model: the address says nothing but that it is another one.
    const address = Uri.from({ scheme: 'open', path: `/${++lastId}` });
    paths.set(address.toString(), path);
    this.model = editor.createModel(text, languageOf(path, text), address);
    // The model's alone to say: in brackets of three colours a short file is a carnival.
    this.model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
  }

  text(): string {
    return this.model.getValue(editor.EndOfLinePreference.TextDefined, true);
  }

  /** Only what differs is replaced: cursors and folded lines elsewhere stay as they are. */
  replace(text: string): void {
    const { model } = this;
    const isCrLf = /\r\n/.test(text);
    if (text.includes('\n') && isCrLf !== (model.getEOL() === '\r\n')) {
      model.pushEOL(isCrLf ? editor.EndOfLineSequence.CRLF : editor.EndOfLineSequence.LF);
    }
    const old = model.getValue();
    const next = text.replace(/^\uFEFF/, '').replace(/\r\n|\n/g, model.getEOL());
    const { start, oldEnd, newEnd } = changedPart(old, next);
    const [from, to] = [model.getPositionAt(start), model.getPositionAt(oldEnd)];
    model.pushStackElement();
    model.pushEditOperations(
      [],
      [{ range: Range.fromPositions(from, to), text: next.slice(start, newEnd) }],
      () => null,
    );
    model.pushStackElement();
  }

  onEdit(callback: () => void): () => void {
    const listener = this.model.onDidChangeContent(callback);
    return () => listener.dispose();
  }

  /** After its file was renamed. */
  setPath(path: string): void {
    paths.set(this.model.uri.toString(), path);
    editor.setModelLanguage(this.model, languageOf(path, this.model.getValue()));
  }

  dispose(): void {
    paths.delete(this.model.uri.toString());
    this.model.dispose();
  }
}

/** What is left between the beginning and the end that both have. */
export function changedPart(old: string, next: string): { start: number; oldEnd: number; newEnd: number } {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start++;
  let [oldEnd, newEnd] = [old.length, next.length];
  while (oldEnd > start && newEnd > start && old[oldEnd - 1] === next[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  return { start, oldEnd, newEnd };
}
