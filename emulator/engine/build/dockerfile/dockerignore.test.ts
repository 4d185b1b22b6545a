import { describe, expect, it } from 'vitest';
import { classicRules, ignoreRules, readIgnoreFile } from './dockerignore.ts';

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

  it.each<[string, string, boolean, boolean]>([
    ['**\n!**/*.x', 'top.x', false, false],
    ['**\n!**/*.x', 'a/b/f.x', false, true],
    ['**\n!**/*.x', 'c.x/inner', false, false],
    ['*\n!a/b', 'a/b/f', false, false],
    ['*\n!a/*/f', 'a/b/f', false, true],
    ['a\n!a/b/c', 'a/b/c/d', false, false],
    ['a\n!a/b/c', 'a/b/x', true, true],
    ['*.tmp', 'a/b', false, false],
  ])('%j and %s, for BuildKit and for the classic client', (text, path, ignored, classic) => {
    const rules = ignoreRules(readIgnoreFile(text));
    expect([rules.ignores(path), classicRules(rules).ignores(path)]).toEqual([ignored, classic]);
  });

  it.each([
    ['!', 'illegal exclusion pattern: "!"'],
    ['[a', 'syntax error in pattern'],
  ])('%s is an error', (text, message) => {
    expect(() => ignoreRules(readIgnoreFile(text))).toThrow(message);
  });
});
