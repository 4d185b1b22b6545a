import './features.ts';
import { editor, KeyCode, KeyMod, MarkerSeverity } from 'monaco-editor/editor';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import { currentTheme, onThemeChange } from '@/components/ui/theme.ts';
import { LANGUAGE_SERVICES } from '../languages/services.ts';
import { ModelBuffer } from './model-buffer.ts';
import { registerService } from './register-service.ts';
import { surroundings } from './surroundings.ts';
import { monacoTheme, themeName } from './themes.ts';

// The one module that brings Monaco in: nothing imports it but `load-monaco.ts`.

globalThis.MonacoEnvironment = {
  getWorker: () => new Worker(new URL('./monaco-worker.ts', import.meta.url), { type: 'module', name: 'monaco' }),
};

for (const theme of ['light', 'dark'] as const) editor.defineTheme(themeName(theme), monacoTheme(theme));
editor.setTheme(themeName(currentTheme()));
onThemeChange(() => editor.setTheme(themeName(currentTheme())));

// Its colours alone: the rest would start a worker of its own.
jsonDefaults.setModeConfiguration({ tokens: true });
for (const service of LANGUAGE_SERVICES) registerService(service, surroundings);

export function createBuffer(path: string, text: string): ModelBuffer {
  return new ModelBuffer(path, text);
}

const FONT_SIZE_PX = 14;

function commonOptions() {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-geist-mono') || 'monospace';
  return {
    fontFamily: `${family}, ui-monospace, monospace`,
    fontSize: FONT_SIZE_PX,
    lineHeight: 1.55,
    automaticLayout: true,
    // Hovers and completions may be larger than the pane.
    fixedOverflowWidgets: true,
    // Inside of a shadow root the context menu knows nothing of the theme's colours.
    useShadowDOM: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    stickyScroll: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    renderLineHighlightOnlyWhenFocus: true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    padding: { top: 8, bottom: 8 },
    links: false,
    cursorBlinking: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'solid' : 'blink',
  } as const;
}

/** An editor in `place`, without a text yet. */
export function createEditor(
  place: HTMLElement,
  actions: { saveLabel: string; save(): void },
): editor.IStandaloneCodeEditor {
  const created = editor.create(place, {
    ...commonOptions(),
    model: null,
    glyphMargin: true,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 6,
    folding: true,
    tabSize: 2,
    wordBasedSuggestions: 'currentDocument',
    suggest: { showWords: false, preview: false },
    quickSuggestions: { other: true, comments: false, strings: true },
    acceptSuggestionOnEnter: 'smart',
    unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
  });
  created.addAction({
    id: 'slipway.save',
    label: actions.saveLabel,
    keybindings: [KeyMod.CtrlCmd | KeyCode.KeyS],
    run: () => actions.save(),
  });
  return created;
}

export interface ComparisonLabels {
  readonly theirs: string;
  readonly mine: string;
}

/** The machine's text beside the one that is being edited. */
export function createComparison(
  place: HTMLElement,
  theirs: string,
  mine: ModelBuffer,
  labels: ComparisonLabels,
): { dispose(): void } {
  const original = editor.createModel(theirs, mine.model.getLanguageId());
  const created = editor.createDiffEditor(place, {
    ...commonOptions(),
    originalEditable: false,
    renderOverviewRuler: false,
    originalAriaLabel: labels.theirs,
    modifiedAriaLabel: labels.mine,
  });
  created.setModel({ original, modified: mine.model });
  return {
    dispose() {
      created.dispose();
      original.dispose();
    },
  };
}

export interface ShownProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

/** The problems of a text, in its order; `onChange` is called whenever they may be others. */
export function watchShownProblems(buffer: ModelBuffer, onChange: (problems: ShownProblem[]) => void): () => void {
  const read = () =>
    onChange(
      editor
        .getModelMarkers({ resource: buffer.model.uri })
        .toSorted((a, b) => a.startLineNumber - b.startLineNumber || a.startColumn - b.startColumn)
        .map(({ severity, message, code, startLineNumber, startColumn }) => ({
          severity: severity === MarkerSeverity.Error ? 'error' : 'warning',
          message,
          code: typeof code === 'string' ? code : '',
          line: startLineNumber,
          column: startColumn,
        })),
    );
  const listener = editor.onDidChangeMarkers((resources) => {
    if (resources.some((each) => each.toString() === buffer.model.uri.toString())) read();
  });
  read();
  return () => listener.dispose();
}

/** Whether the Tab key goes on to the next thing in the page instead of indenting. */
export function watchTabFocus(of: editor.ICodeEditor, onChange: (movesFocus: boolean) => void): () => void {
  const read = () => onChange(of.getOption(editor.EditorOption.tabFocusMode));
  const listener = of.onDidChangeConfiguration(read);
  read();
  return () => listener.dispose();
}
