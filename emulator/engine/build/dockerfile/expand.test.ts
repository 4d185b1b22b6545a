import { describe, expect, it } from 'vitest';
import { expand, expandHeredoc, expandWord, expandWords } from './expand.ts';

const variables = new Map([
  ['x', 'value'],
  ['empty', ''],
  ['file', '/a/b/archive.tar.gz'],
  ['spaced', 'one two'],
  ['star', 'foobarfoo'],
]);

describe('expandWord', () => {
  it.each([
    ['plain', 'plain'],
    ['$x', 'value'],
    ['${x}s', 'values'],
    ['a$x/b', 'avalue/b'],
    ['$missing!', '!'],
    ['\\$x', '$x'],
    ["'$x'", '$x'],
    ['"$x"', 'value'],
    ['"\\$x \\" \\n"', '$x " \\n'],
    ['a\\ b', 'a b'],
    ['"a b"c', 'a bc'],
    ['$', '$'],
    ['cost: 5$', 'cost: 5$'],
    ['${x:-other}', 'value'],
    ['${missing:-other}', 'other'],
    ['${empty:-other}', 'other'],
    ['${empty-other}', ''],
    ['${missing-other}', 'other'],
    ['${missing:-$x}', 'value'],
    ['${missing:-${gone:-deep}}', 'deep'],
    ['${missing:-"a b"}', 'a b'],
    ['${x:+there}', 'there'],
    ['${empty:+there}', ''],
    ['${empty+there}', 'there'],
    ['${missing+there}', ''],
    ['${x:?needed}', 'value'],
    ['${file#*/}', 'a/b/archive.tar.gz'],
    ['${file##*/}', 'archive.tar.gz'],
    ['${file%.*}', '/a/b/archive.tar'],
    ['${file%%.*}', '/a/b/archive'],
    ['${star/foo/X}', 'Xbarfoo'],
    ['${star//foo/X}', 'XbarX'],
    ['${star/b?r/-}', 'foo-foo'],
    ['${star#f\\*}', 'foobarfoo'],
    ['$1$2', ''],
  ])('%s', (word, expected) => {
    expect(expandWord(word, variables)).toBe(expected);
  });

  it.each([
    ['${missing:?is needed}', 'missing: is needed'],
    ['${missing?}', 'missing: is not allowed to be unset'],
    ['${x', 'unexpected end of statement while looking for matching brace'],
    ['${}', 'bad substitution'],
    ['"open', 'unexpected end of statement while looking for matching double-quote'],
    ["'open", 'unexpected end of statement while looking for matching single-quote'],
    ['${x:=y}', 'unsupported modifier (:=) in substitution'],
    ['${x^y}', 'unsupported modifier (^) in substitution'],
  ])('%s is an error', (word, message) => {
    expect(() => expandWord(word, variables)).toThrow(message);
  });

  it('takes another escape character', () => {
    expect(expandWord('C:\\dir`$x', variables, '`')).toBe('C:\\dir$x');
  });
});

describe('expandWords', () => {
  it.each([
    ['80 443/tcp', ['80', '443/tcp']],
    ['$spaced', ['one', 'two']],
    ['"$spaced" c', ['one two', 'c']],
    ["a'b c'd e", ['ab cd', 'e']],
    ['a\\ b c', ['a b', 'c']],
    ['${missing:-p q}', ['p', 'q']],
    ['', []],
  ])('%s', (line, expected) => {
    expect(expandWords(line, variables)).toEqual(expected);
  });
});

it('keeps quotes in a heredoc', () => {
  expect(expandHeredoc(`say "$x" 'and $x' \\$x\n`, variables)).toBe(`say "value" 'and value' $x\n`);
});

it('tells which names are not defined, unless there is a default', () => {
  expect(expand('$x $nope ${gone:-a} ${lost}', variables, { escape: '\\' }).undefinedNames).toEqual(['nope', 'lost']);
});
