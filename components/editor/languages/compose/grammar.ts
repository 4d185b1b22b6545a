import type { languages } from 'monaco-editor/editor';

/** How YAML is coloured, and the variables of compose in it. */
export const composeGrammar: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '.compose',
  tokenizer: {
    root: [
      [/(^|\s)#.*$/, 'comment'],
      [/^(?:---|\.\.\.)\s*$/, 'operator'],
      [/[\w.$/-]+(?=\s*:(?:\s|$))/, 'keyword'],
      [/"[^"]*"(?=\s*:(?:\s|$))|'[^']*'(?=\s*:(?:\s|$))/, 'keyword'],
      [/!(?:reset|override)\b/, 'annotation'],
      [/[&*][\w-]+/, 'type'],
      [/[|>][+-]?\d?\s*$/, 'operator'],
      { include: '@variables' },
      [/"/, { token: 'string', next: '@doubleQuoted' }],
      [/'/, { token: 'string', next: '@singleQuoted' }],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/\b\d+(?:\.\d+)?\b(?=\s*(?:$|[,\]}#]))/, 'number'],
      [/[-?:,[\]{}](?=\s|$)|[,[\]{}]/, 'delimiter'],
      [/[^\s$"'#,[\]{}]+/, ''],
    ],
    variables: [
      [/\$\$/, 'string.escape'],
      [/\$\{[^}]*\}|\$\w+/, 'variable'],
    ],
    doubleQuoted: [
      { include: '@variables' },
      [/\\./, 'string.escape'],
      [/[^"\\$]+|\$/, 'string'],
      [/"/, { token: 'string', next: '@pop' }],
    ],
    singleQuoted: [{ include: '@variables' }, [/[^'$]+|\$/, 'string'], [/'/, { token: 'string', next: '@pop' }]],
  },
};

export const composeConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"', notIn: ['string'] },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
  ],
  folding: { offSide: true },
  // A key without a value opens a mapping or a list.
  indentationRules: {
    increaseIndentPattern: /^\s*(?:- +)*["']?[\w.$/-]+["']?\s*:\s*(?:#.*)?$/,
    decreaseIndentPattern: /^$a/,
  },
};
