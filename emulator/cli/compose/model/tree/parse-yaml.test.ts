import { describe, expect, it } from 'vitest';
import { ComposeError } from '../problem.ts';
import { locate, toPlain } from './node.ts';
import { parseYaml } from './parse-yaml.ts';

const plain = (text: string): unknown[] => parseYaml(text, '/c.yaml').map(({ root }) => toPlain(root));

function errorOf(text: string): ComposeError {
  try {
    parseYaml(text, '/c.yaml');
  } catch (error) {
    if (error instanceof ComposeError) return error;
  }
  throw new Error('no ComposeError');
}

describe('scalars are those of docker compose’s YAML', () => {
  it.each([
    ['1', 1],
    ['0777', 0o777],
    ['0o17', 15],
    ['0x1F', 31],
    ['1_000', 1000],
    ['-3', -3],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['0.0.0.0', '0.0.0.0'],
    ['08', 8],
    ['22:22', '22:22'],
    ['true', true],
    ['yes', 'yes'],
    ['~', null],
    ['"1"', '1'],
    ["'~'", '~'],
    ['!!str 1', '1'],
    ['2024-01-01', '2024-01-01'],
  ])('%s', (text, value) => {
    expect(plain(`a: ${text}`)).toEqual([{ a: value }]);
  });
});

describe('structure', () => {
  it('resolves anchors and merge keys, own keys first', () => {
    const text = 'x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n  <<: [*x, *y]\n  a: 0\nl: [*x]';
    expect(plain(text)[0]).toMatchObject({ z: { a: 0, b: 2, c: 4 }, l: [{ a: 1, b: 2 }] });
  });

  it('takes several documents, and none from comments', () => {
    expect(plain('a: 1\n---\nb: 2')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(plain('# nothing\n')).toEqual([]);
  });

  it('notes !reset and !override, with aliases followed', () => {
    const [document] = parseYaml('a: !reset null\nb: !override [1]\nc: {d: !reset []}', '/c.yaml');
    expect(document?.resets).toEqual([['a'], ['b'], ['c', 'd']]);
    expect(document && toPlain(document.root)).toEqual({ b: [1], c: {} });
  });

  it('knows where each value and key is', () => {
    const [document] = parseYaml('services:\n  web:\n    ports:\n      - "80"\n', '/c.yaml');
    const at = document && locate(document.root, ['services', 'web', 'ports', '0']);
    expect(at).toEqual({ file: '/c.yaml', start: { line: 4, column: 9 }, end: { line: 4, column: 13 } });
    expect(document && locate(document.root, ['services', 'web'], true)?.start).toEqual({ line: 2, column: 3 });
  });
});

describe('errors', () => {
  it.each([
    ['a: b: c', 'yaml: line 1: mapping values are not allowed in this context'],
    ['a: [1, 2\nb: 3', "yaml: line 2: did not find expected ',' or ']'"],
    ['a: [b{c}]', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: {b: c{d}}', "yaml: line 1: did not find expected ',' or '}'"],
    ['a:\n\tb: 1', 'yaml: line 2: found character that cannot start any token'],
    ['a: "x', 'yaml: line 1: found unexpected end of stream'],
    ['a: 1\na: 2', 'line 2: mapping key "a" already defined at line 1'],
    ['a: *nope', "yaml: unknown anchor 'nope' referenced"],
    ['a: &a\n  b: *a', 'cycle detected: node at path a.b references node at path a'],
    ['1: 2', 'non-string key at top level: 1'],
    ['a: {2: 3}', 'non-string key in a: 2'],
  ])('%j', (text, message) => {
    const error = errorOf(text);
    expect(error.message).toBe(message);
    expect(error.problems[0]?.range?.file).toBe('/c.yaml');
  });

  it('refuses a bomb of aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let index = 1; index < 9; index++) {
      lines.push(`a${index}: &a${index} [${Array.from({ length: 9 }, () => `*a${index - 1}`).join(', ')}]`);
    }
    expect(errorOf(lines.join('\n')).message).toBe('compose file exceeds maximum node visit limit (100000)');
  });
});
