import type { editor } from 'monaco-editor/editor';
import type { Theme } from '@/components/ui/theme.ts';

interface Colours {
  readonly base: 'vs' | 'vs-dark';
  readonly sheet: string;
  readonly paper: string;
  readonly wash: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly strong: string;
  readonly lead: string;
  readonly sea: string;
  readonly good: string;
  readonly plum: string;
  readonly amber: string;
  readonly selection: string;
}

/** Those of app/globals.css and of the terminal; each text is readable on the sheet (at least 4.5 : 1). */
const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    base: 'vs',
    sheet: '#fbfaf6',
    paper: '#f3f2ec',
    wash: '#e9e7dd',
    ink: '#17222b',
    soft: '#52606a',
    line: '#d8d5c9',
    strong: '#aaa89c',
    lead: '#b1371b',
    sea: '#1d6076',
    good: '#2c6e49',
    plum: '#8a3a86',
    amber: '#80590a',
    selection: '#f0cdbf',
  },
  dark: {
    base: 'vs-dark',
    sheet: '#131c21',
    paper: '#0e1519',
    wash: '#1a252b',
    ink: '#e3e8e6',
    soft: '#93a2a9',
    line: '#26333a',
    strong: '#4b5b63',
    lead: '#ff8057',
    sea: '#74c5d8',
    good: '#7fcb9c',
    plum: '#d79ad3',
    amber: '#e4c06a',
    selection: '#5a3a2e',
  },
};

export const themeName = (theme: Theme): string => `slipway-${theme}`;

/** The site's two themes, as Monaco wants them. */
export function monacoTheme(theme: Theme): editor.IStandaloneThemeData {
  const c = COLOURS[theme];
  const rule = (token: string, colour: string, fontStyle?: string) => ({
    token,
    foreground: colour.slice(1),
    fontStyle,
  });
  return {
    base: c.base,
    inherit: true,
    rules: [
      rule('', c.ink),
      rule('comment', c.soft, 'italic'),
      rule('annotation', c.plum),
      rule('keyword', c.lead, theme === 'light' ? 'bold' : ''),
      rule('operator', c.soft),
      rule('delimiter', c.soft),
      rule('string', c.good),
      rule('number', c.plum),
      rule('variable', c.amber),
      rule('variable.predefined', c.amber),
      rule('attribute.name', c.sea),
      rule('type', c.plum),
      rule('tag', c.sea),
      rule('string.key.json', c.sea),
      rule('string.value.json', c.good),
      rule('regexp', c.amber),
      rule('metatag', c.plum),
      rule('invalid', c.ink),
    ],
    colors: {
      foreground: c.ink,
      focusBorder: c.lead,
      'editor.background': c.sheet,
      'editor.foreground': c.ink,
      'editorLineNumber.foreground': theme === 'light' ? '#6f7a80' : '#7d8c93',
      'editorLineNumber.activeForeground': c.ink,
      'editorCursor.foreground': c.lead,
      'editor.selectionBackground': c.selection,
      'editor.inactiveSelectionBackground': `${c.selection}88`,
      'editor.lineHighlightBackground': `${c.wash}88`,
      'editor.lineHighlightBorder': '#00000000',
      'editorIndentGuide.background1': c.line,
      'editorIndentGuide.activeBackground1': c.strong,
      'editorWhitespace.foreground': c.line,
      'editorError.foreground': c.lead,
      'editorWarning.foreground': c.amber,
      'editorWidget.background': c.paper,
      'editorWidget.border': c.strong,
      'editorHoverWidget.background': c.paper,
      'editorHoverWidget.border': c.strong,
      'editorSuggestWidget.background': c.paper,
      'editorSuggestWidget.border': c.strong,
      'editorSuggestWidget.selectedBackground': c.wash,
      'editorSuggestWidget.selectedForeground': c.ink,
      'editorSuggestWidget.highlightForeground': c.lead,
      'editorSuggestWidget.focusHighlightForeground': c.lead,
      'list.hoverBackground': c.wash,
      'list.focusBackground': c.wash,
      'list.focusForeground': c.ink,
      'quickInput.background': c.paper,
      'quickInputList.focusBackground': c.wash,
      'quickInputList.focusForeground': c.ink,
      'input.background': c.sheet,
      'input.border': c.strong,
      'menu.background': c.paper,
      'menu.foreground': c.ink,
      'menu.selectionBackground': c.wash,
      'menu.selectionForeground': c.ink,
      'menu.border': c.strong,
      'widget.shadow': theme === 'light' ? '#17222b22' : '#00000066',
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': theme === 'light' ? '#17222b33' : '#e3e8e62e',
      'scrollbarSlider.hoverBackground': theme === 'light' ? '#17222b55' : '#e3e8e64d',
      'scrollbarSlider.activeBackground': theme === 'light' ? '#17222b77' : '#e3e8e666',
      'editorOverviewRuler.border': '#00000000',
      'editor.wordHighlightBackground': c.wash,
      'editor.wordHighlightStrongBackground': c.wash,
      'editor.wordHighlightTextBackground': c.wash,
      'editor.selectionHighlightBackground': `${c.selection}66`,
      'diffEditor.insertedLineBackground': `${c.good}1f`,
      'diffEditor.insertedTextBackground': `${c.good}3d`,
      'diffEditor.removedLineBackground': `${c.lead}1f`,
      'diffEditor.removedTextBackground': `${c.lead}3d`,
      'diffEditor.diagonalFill': c.line,
      'diffEditor.border': c.line,
      'editorBracketMatch.background': c.wash,
      'editorBracketMatch.border': c.strong,
    },
  };
}
