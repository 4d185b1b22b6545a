import { editor, languages, MarkerSeverity, Range, type IDisposable } from 'monaco-editor/editor';
import type {
  Completion,
  LanguageProblem,
  LanguageService,
  LanguageSurroundings,
  TextRange,
} from '../languages/language-service.ts';
import { workspaceChanges } from '../workspace-changes.ts';
import { pathOf } from './model-buffer.ts';

/** Half a word is no mistake yet. */
const CHECK_AFTER_MS = 350;
const OWNER = 'slipway';

const KINDS: Readonly<Record<Completion['kind'], languages.CompletionItemKind>> = {
  keyword: languages.CompletionItemKind.Keyword,
  flag: languages.CompletionItemKind.Property,
  key: languages.CompletionItemKind.Property,
  value: languages.CompletionItemKind.Value,
  variable: languages.CompletionItemKind.Variable,
  stage: languages.CompletionItemKind.Reference,
  name: languages.CompletionItemKind.Reference,
  image: languages.CompletionItemKind.Module,
};

/** Puts a language into Monaco: colours, completions, hovers, and problems while somebody types. */
export function registerService(service: LanguageService, surroundings: LanguageSurroundings): void {
  const { id, grammar } = service;
  languages.register({ id });
  languages.setMonarchTokensProvider(id, typeof grammar === 'function' ? grammar() : grammar);
  languages.setLanguageConfiguration(id, service.configuration);
  languages.registerCompletionItemProvider(id, {
    triggerCharacters: [...service.triggers],
    async provideCompletionItems(model, position) {
      const offset = model.getOffsetAt(position);
      const found = await service.complete(model.getValue(), offset, surroundings, pathOf(model));
      return { suggestions: found.map((each, index) => suggestion(model, offset, each, index)) };
    },
  });
  languages.registerHoverProvider(id, {
    async provideHover(model, position) {
      const found = await service.hover(model.getValue(), model.getOffsetAt(position), surroundings, pathOf(model));
      return found && { contents: [{ value: found.markdown }], range: rangeOf(found.range) };
    },
  });
  editor.onDidCreateModel((model) => {
    if (model.getLanguageId() === id) watchProblems(model, service, surroundings);
  });
  editor.onDidChangeModelLanguage(({ model }) => {
    if (model.getLanguageId() === id) watchProblems(model, service, surroundings);
  });
}

function suggestion(
  model: editor.ITextModel,
  offset: number,
  { label, kind, detail, documentation, snippet, opensNext, replacesFrom }: Completion,
  index: number,
): languages.CompletionItem {
  return {
    label: detail === undefined || detail === '' ? label : { label, description: detail },
    kind: KINDS[kind],
    documentation: documentation === undefined ? undefined : { value: documentation },
    insertText: snippet ?? label,
    insertTextRules: snippet === undefined ? undefined : languages.CompletionItemInsertTextRule.InsertAsSnippet,
    range: Range.fromPositions(model.getPositionAt(replacesFrom), model.getPositionAt(offset)),
    // In the order they were given.
    sortText: String(index).padStart(4, '0'),
    command: opensNext ? SUGGEST_AGAIN : undefined,
  };
}

const SUGGEST_AGAIN = { id: 'editor.action.triggerSuggest', title: '' };

function rangeOf({ startLine, startColumn, endLine, endColumn }: TextRange): Range {
  return new Range(startLine, startColumn, endLine, endColumn);
}

/** Marks the problems of a text, in it and in its margin, until it is closed or in another language. */
function watchProblems(model: editor.ITextModel, service: LanguageService, surroundings: LanguageSurroundings): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let margin: string[] = [];
  let isStopped = false;
  let asked = new Set<string>();
  const listeners: IDisposable[] = [];
  const check = async () => {
    timer = undefined;
    const version = model.getVersionId();
    asked = new Set();
    try {
      const found = await service.problems(model.getValue(), remembering(surroundings, asked), pathOf(model));
      // What was typed meanwhile is checked after its own pause.
      if (!isStopped && model.getVersionId() === version) show(found);
    } catch (error) {
      console.error(`${service.name}: the text could not be checked`, error);
    }
  };
  const show = (found: readonly LanguageProblem[]) => {
    editor.setModelMarkers(
      model,
      OWNER,
      found.map(({ severity, code, message, range }) => ({
        startLineNumber: range.startLine,
        startColumn: range.startColumn,
        endLineNumber: range.endLine,
        endColumn: range.endColumn,
        severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
        message,
        code: code === '' ? undefined : code,
        source: service.name,
      })),
    );
    const worst = new Map<number, (typeof found)[number]>();
    for (const each of found) {
      if (worst.get(each.range.startLine)?.severity !== 'error') worst.set(each.range.startLine, each);
    }
    margin = model.deltaDecorations(
      margin,
      [...worst].map(([line, { severity }]) => ({
        range: new Range(line, 1, line, 1),
        options: {
          glyphMarginClassName: `problem-glyph problem-glyph-${severity}`,
          glyphMarginHoverMessage: found
            .filter(({ range }) => range.startLine === line)
            .map(({ message, code }) => ({ value: escapeMarkdown(code === '' ? message : `${code}: ${message}`) })),
        },
      })),
    );
  };
  listeners.push(
    model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void check(), CHECK_AFTER_MS);
    }),
    {
      dispose: workspaceChanges.subscribe((path) => {
        const isAskedFor = path === '' || asked.has(path) || asked.has(folderOf(path));
        // Files that change all the time put nothing off.
        if (isAskedFor) timer ??= setTimeout(() => void check(), CHECK_AFTER_MS);
      }),
    },
    model.onDidChangeLanguage(() => {
      if (model.getLanguageId() === service.id) return;
      stop();
      editor.setModelMarkers(model, OWNER, []);
      margin = model.deltaDecorations(margin, []);
    }),
    model.onWillDispose(stop),
  );
  void check();

  function stop(): void {
    isStopped = true;
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
  }
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

/** The same surroundings; what of the workspace is looked at goes into `asked`. */
function remembering(surroundings: LanguageSurroundings, asked: Set<string>): LanguageSurroundings {
  return {
    ...surroundings,
    listFolder(path) {
      asked.add(path);
      return surroundings.listFolder(path);
    },
    readText(path) {
      asked.add(path);
      return surroundings.readText(path);
    },
  };
}

const escapeMarkdown = (text: string) => text.replace(/[\\`*_{}[\]()#+.!<>|~-]/g, '\\$&');
