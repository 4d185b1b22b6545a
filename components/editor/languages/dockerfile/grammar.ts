import type { languages } from 'monaco-editor/editor';

/**
 * 'AS|FROM' as a pattern that takes any case. Not Monarch's own `ignoreCase`: a heredoc ends with its name as it was
 * written, and then that would not be found.
 */
const anyCase = (words: string): string => words.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`);

const INSTRUCTIONS = 'ADD|CMD|COPY|ENTRYPOINT|EXPOSE|HEALTHCHECK|MAINTAINER|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';

/** How a Dockerfile is coloured: directives, instructions, flags, variables, strings, heredocs. */
export const dockerfileGrammar: languages.IMonarchLanguage = {
  // An instruction ends with its line, unless the line ends with the escape character.
  includeLF: true,
  defaultToken: '',
  tokenPostfix: '.dockerfile',
  tokenizer: {
    root: [
      [/^\s*#\s*(?:syntax|escape|check)\s*=.*/, 'annotation'],
      { include: '@comment' },
      [new RegExp(`^\\s*${anyCase('FROM')}\\b`), { token: 'keyword', next: '@from' }],
      [new RegExp(`^\\s*${anyCase('ONBUILD')}\\b`), 'keyword'],
      [new RegExp(`\\b(?:${anyCase('ENV|ARG|LABEL')})\\b`), { token: 'keyword', next: '@pairs' }],
      [new RegExp(`\\b(?:${anyCase(INSTRUCTIONS)})\\b`), { token: 'keyword', next: '@arguments' }],
      [/[^\s]+/, { token: 'invalid', next: '@arguments' }],
      [/\s+/, ''],
    ],
    comment: [[/^\s*#.*\n?/, 'comment']],
    end: [{ include: '@comment' }, [/[\\`][ \t]*\n/, 'operator'], [/\n/, { token: '', next: '@popall' }]],
    from: [[/(\s)([Aa][Ss])(\s+)([\w.-]+)/, ['', 'keyword', '', 'type']], { include: '@end' }, { include: '@words' }],
    pairs: [[/([\w.-]+)(=)/, ['attribute.name', 'operator']], { include: '@end' }, { include: '@words' }],
    arguments: [
      [/<<-?(["']?)([A-Za-z_]\w*)\1/, { token: 'type', switchTo: '@heredocLine.$2' }],
      [new RegExp(`\\b(?:${anyCase('CMD|NONE')})\\b`), 'keyword'],
      { include: '@end' },
      { include: '@words' },
    ],
    words: [
      [/(\s)(--[\w-]+)(=?)/, ['', 'attribute.name', 'operator']],
      [/\$\{[^}\n]*\}|\$\w+/, 'variable'],
      [/"(?:[^"\\\n]|\\[^\n])*"?/, 'string'],
      [/'[^'\n]*'?/, 'string'],
      [/&&|\|\|?|;/, 'operator'],
      [/[^\s"'$&|;<\\`-]+|./, ''],
      [/\s/, ''],
    ],
    // The rest of the line that a heredoc begins in, then its text up to its name.
    heredocLine: [[/\n/, { token: '', switchTo: '@heredoc.$S2' }], { include: '@words' }],
    heredoc: [
      [/^\t*([A-Za-z_]\w*)(?=\n)/, { cases: { '$1==$S2': { token: 'type', next: '@popall' }, '@default': 'string' } }],
      [/.+\n?|\n/, 'string'],
    ],
  },
};

export const dockerfileConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string'] },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
  ],
  wordPattern: /[\w.-]+/,
  onEnterRules: [
    // What goes on after a backslash is indented under its instruction.
    { beforeText: /^\s*[A-Z]+\s.*\\\s*$/i, action: { indentAction: 1 as languages.IndentAction.Indent } },
  ],
};
