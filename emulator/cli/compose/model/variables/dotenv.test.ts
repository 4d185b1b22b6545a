import { describe, expect, it } from 'vitest';
import { parseDotenv, parseRawEnv } from './dotenv.ts';

const around: Readonly<Record<string, string>> = { HOME: '/root', USER: 'me' };
const lookup = (name: string): string | undefined => around[name];

function parsed(text: string, parse = parseDotenv): Record<string, string> {
  const variables: Record<string, string> = {};
  parse(text, variables, lookup);
  return variables;
}

describe('parseDotenv', () => {
  it.each([
    ['A=1', { A: '1' }],
    ['A = 1', { A: '1' }],
    ['A: 1', { A: '1' }],
    ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['export A=1', { A: '1' }],
    ['# no\n\n  # no\nA=1 # comment', { A: '1' }],
    ['A=a#b', { A: 'a#b' }],
    ['A=', { A: '' }],
    ['A=\nB=2', { A: '', B: '2' }],
    ['A="a # b" # c', { A: 'a # b' }],
    ["A='$HOME \\n'", { A: '$HOME \\n' }],
    ["A='it\\'s'", { A: "it's" }],
    ['A="a\\nb\\t\\"c\\""', { A: 'a\nb\t"c"' }],
    ['A="two\nlines"\nB=2', { A: 'two\nlines', B: '2' }],
    ['A=1\nB=${A}-$HOME-${NO:-x}', { A: '1', B: '1-/root-x' }],
    ['HOME=/mine\nA=$HOME', { HOME: '/mine', A: '/root' }],
    ['A="\\$HOME"\nB=$$HOME', { A: '$HOME', B: '$HOME' }],
    ['USER\nNOBODY\nA=1', { USER: 'me', A: '1' }],
    ['A.b-c[0]=1', { 'A.b-c[0]': '1' }],
    ['A=1\nA=2', { A: '2' }],
    ['A=x=y', { A: 'x=y' }],
  ])('%j', (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it.each([
    ['A="open\nB=1', 'line 2: unterminated quoted value "open'],
    ['A=1\nB C=2', 'line 2: key cannot contain a space'],
    ['A!=1', 'line 1: unexpected character "!" in variable name "A!=1"'],
  ])('%j is an error', (text, message) => {
    expect(() => parsed(text)).toThrow(message);
  });
});

describe('parseRawEnv', () => {
  it('takes lines as they are', () => {
    expect(parsed('# no\nA="$HOME" # b\n USER\nNOBODY\n', parseRawEnv)).toEqual({ A: '"$HOME" # b', USER: 'me' });
  });
  it.each([
    ['=1', "no variable name on line '=1'"],
    ['A B=1', "variable 'A B' contains whitespaces"],
  ])('%j is an error', (text, message) => {
    expect(() => parsed(text, parseRawEnv)).toThrow(message);
  });
});
