import { describe, expect, it } from 'vitest';
import { Fields } from '../shape/kind.ts';
import { toPlain } from '../tree/node.ts';
import { parseYaml } from '../tree/parse-yaml.ts';
import { goJson } from './go-json.ts';
import { goYaml } from './go-yaml.ts';
import { compareNaturally } from './natural-order.ts';

describe('goYaml', () => {
  // as gopkg.in/yaml.v3 quotes: what would be something else twice, what plain style cannot hold once
  it.each([
    ['plain', 'plain'],
    ['', '""'],
    ['1', '"1"'],
    ['1.5', '"1.5"'],
    ['0x1f', '"0x1f"'],
    ['1_000', '"1_000"'],
    ['true', '"true"'],
    ['yes', '"yes"'],
    ['y', '"y"'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['<<', '"<<"'],
    ['2024-01-01', '"2024-01-01"'],
    ['22:22', '"22:22"'],
    ['8080:80', '8080:80'],
    ['127.0.0.1', '127.0.0.1'],
    ['a: b', "'a: b'"],
    ['a:b', 'a:b'],
    ['a #b', "'a #b'"],
    ['a#b', 'a#b'],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['[a]', "'[a]'"],
    ['*.js', "'*.js'"],
    ['@a', "'@a'"],
    ["it's", "it's"],
    ["'a'", "'''a'''"],
    [' a', "' a'"],
    ['a ', "'a '"],
    ['a\tb', '"a\\tb"'],
    ['\x1b[0m', '"\\e[0m"'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n', '|\n  a'],
    ['a\n\n', '|+\n  a\n'],
    ['  a\nb', '|2-\n    a\n  b'],
    ['a \nb', '"a \\nb"'],
    ['über', 'über'],
    ['a"b', 'a"b'],
    ['{{.Names}}', "'{{.Names}}'"],
    ['%d', "'%d'"],
    ['a, b', 'a, b'],
    ['?', "'?'"],
    ['?a', '?a'],
    ['---', "'---'"],
  ])('%j is %j', (text, expected) => {
    expect(goYaml({ k: text })).toBe(`k: ${expected}\n`);
    const [document] = parseYaml(goYaml({ k: text }), '/x');
    expect(document && toPlain(document.root)).toEqual({ k: text });
  });

  it('writes structure as Go does', () => {
    const value = {
      b: [1, 'two', [3], {}],
      a: { x10: null, x9: true, e: [] },
      f: new Fields([
        ['z', 1.5],
        [
          'a',
          [
            new Fields([
              ['k', 1],
              ['j', 2],
            ]),
          ],
        ],
      ]),
    };
    expect(goYaml(value)).toBe(
      'a:\n  e: []\n  x9: true\n  x10: null\nb:\n  - 1\n  - two\n  - - 3\n  - {}\nf:\n  z: 1.5\n  a:\n    - k: 1\n      j: 2\n',
    );
  });
});

it('goJson sorts and escapes as Go does', () => {
  expect(
    goJson({
      b: '<a&b>',
      a: new Fields([
        ['z', 1],
        ['y', []],
      ]),
    }),
  ).toBe('{"a":{"z":1,"y":[]},"b":"\\u003ca\\u0026b\\u003e"}');
});

it('keys are sorted with their numbers by value', () => {
  const sorted = ['a', 'a1', 'a2', 'a10', 'a-b', 'a_b', 'B', 'a.b', 'ab', '1', '10', '2', 'a01'].toSorted(
    compareNaturally,
  );
  expect(sorted).toEqual(['1', '2', '10', 'B', 'a', 'a-b', 'a.b', 'a_b', 'a1', 'a01', 'a2', 'a10', 'ab']);
});
