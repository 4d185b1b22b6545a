import { describe, expect, it } from 'vitest';
import { ignoreRules, readIgnoreFile } from './dockerignore.ts';

describe('.dockerignore', () => {
  it.each<[string, string, boolean]>([
    ['node_modules', 'node_modules', true],
    ['node_modules', 'node_modules/a/b.js', true],
    ['node_modules', 'src/node_modules', false],
    ['/node_modules', 'node_modules/x', true],
    ['./node_modules/', 'node_modules/x', true],
    ['*.md', 'README.md', true],
    ['*.md', 'docs/a.md', false],
    ['**/*.md', 'docs/deep/a.md', true],
    ['**/*.md', 'a.md', true],
    ['*/temp*', 'a/temporary.txt', true],
    ['*/temp*', 'a/b/temporary.txt', false],
    ['*/*/temp*', 'a/b/temporary.txt', true],
    ['temp?', 'tempa', true],
    ['temp?', 'temp', false],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['docs/**', 'docs/x/y', true],
    ['docs/**', 'docs', false],
    ['**', 'anything/at/all', true],
    ['[a-c].txt', 'b.txt', true],
    ['[^a-c].txt', 'b.txt', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['..', 'a', false],
    ['*\n!README.md', 'README.md', false],
    ['*\n!README.md', 'x', true],
    ['*.md\n!README*.md\nREADME-secret.md', 'README-secret.md', true],
    ['*.md\nREADME-secret.md\n!README*.md', 'README-secret.md', false],
    ['docs\n!docs/keep', 'docs/keep/x', false],
    ['docs\n!docs/keep', 'docs/other', true],
    ['# a comment\n\n  *.log  ', 'x.log', true],
    ['foo.bar', 'fooxbar', false],
  ])('%j and %s', (text, path, ignored) => {
    expect(ignoreRules(readIgnoreFile(text)).ignores(path)).toBe(ignored);
  });

  it('says which ignored folders may have something in them after all', () => {
    const rules = ignoreRules(readIgnoreFile('*\n!docs/keep/*.txt\n!src/**/main.c'));
    expect(['docs', 'docs/keep', 'docs/other', 'src/a/b', 'lib'].map((folder) => rules.mayInclude(folder))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it.each([
    ['!', 'illegal exclusion pattern: "!"'],
    ['[a', 'syntax error in pattern'],
  ])('%s is an error', (text, message) => {
    expect(() => ignoreRules(readIgnoreFile(text))).toThrow(message);
  });
});
