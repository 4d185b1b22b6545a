import { describe, expect, it } from 'vitest';
import { isSame, normalise, readable } from './normalise.ts';

const ID = 'a1'.repeat(32);
const NUMBER = '123456789012';
const nothing = { ids: [], names: [] };

const one = (text: string, madeUp = nothing as { ids: readonly string[]; names: readonly string[] }) =>
  readable(normalise([text], madeUp)[0]!);

describe('what a scenario printed', () => {
  it.each([
    ['an ID, long and short', `${ID} ${ID.slice(0, 12)}`, '<id 1> <short id 1>'],
    ['a digest stays', `sha256:${ID}`, `sha256:${ID}`],
    ['a number that no object has', NUMBER, NUMBER],
    ['an ID of 64 digits', '12'.repeat(32), '<id 1>'],
    [
      'IDs of a build that are digits',
      ` ---> ${NUMBER}\n ---> Running in 210987654321`,
      ' ---> <short id 1>\n ---> Running in <short id 2>',
    ],
    ['words that no engine made up', 'is not_found', 'is not_found'],
    ['a moment', '2026-11-21T06:00:00.123Z', '<time>'],
    ['the zero time stays', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['ages', 'Up 2 seconds, 3 minutes ago', 'Up <duration>, <duration>'],
  ])('%s', (_, text, expected) => {
    expect(one(text)).toBe(expected);
  });

  it('knows the IDs and names that the engine made up', () => {
    const madeUp = { ids: [`${NUMBER}${ID.slice(12)}`], names: ['bold_curie'] };
    expect(one(`${NUMBER} /bold_curie un_bold_curie`, madeUp)).toBe('<short id 1> /<name 1> un_bold_curie');
  });
});

describe('the same', () => {
  const same = (a: string, b: string) => {
    const madeUp = { ids: [], names: ['bold_curie', 'grand_noether'] };
    return isSame(normalise([a], madeUp)[0]!, normalise([b], madeUp)[0]!);
  };

  it.each([
    [
      'columns as wide as another age makes them',
      'AGE              X\n2 seconds ago    1',
      'AGE             X\n2 minutes ago   1',
      false,
    ],
    [
      'columns that follow from an age',
      'AGE             X\n2 seconds ago   1',
      'AGE              X\n20 seconds ago   1',
      true,
    ],
    ['columns that follow from a name', 'NAME         X\nbold_curie   1', 'NAME            X\ngrand_noether   1', true],
    ['columns without a reason', 'NAME   X\nweb    1', 'NAME    X\nweb     1', false],
    ['other words', 'Up 2 seconds (healthy)', 'Up 3 seconds', false],
  ])('%s', (_, a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });
});
