import { describe, expect, it } from 'vitest';
import { PAIRINGS, plays, REFERENCE, referenceOf } from './pairings.ts';
import { parseScenario } from './scenario.ts';

const parsed = (text: string) => parseScenario('group', 'name', text);

describe('parseScenario', () => {
  it('takes a line for a step, with what a backslash or a here-document adds', () => {
    const { steps } = parsed(
      '# title: t\none\n# a comment\ntwo \\\n  more\ncat >x <<E\n# y\n\nz\nE\nthree <<"E" four\n',
    );
    expect(steps).toEqual(['one', 'two \\\n  more', 'cat >x <<E\n# y\n\nz\nE', 'three <<"E" four']);
  });

  it.each([
    ['one', 'a scenario has a title and steps'],
    ['# title: t', 'a scenario has a title and steps'],
    ['# title: t\n# nosuch: x\none', 'unknown field nosuch'],
    ['# title: t\n# clients: nobody\none', 'unknown client nobody'],
    ['# title: t\n# builder: mine\none', 'unknown builder mine'],
  ])('%j is refused', (text, reason) => {
    expect(() => parsed(text)).toThrow(reason);
  });
});

describe('a scenario of one client', () => {
  const ours = parsed('# title: t\n# clients: ours\none');

  it('is played by that client alone, and measured by it on dockerd', () => {
    const pairings = PAIRINGS.filter((pairing) => plays(ours, pairing));
    expect(pairings.map(({ name }) => name)).toEqual(['ours-dockerd', 'ours-slipway']);
    for (const scope of ['engines', 'clients and engines'] as const) {
      expect(pairings.map((pairing) => referenceOf(pairing, scope, ours).name)).toEqual([
        'ours-dockerd',
        'ours-dockerd',
      ]);
    }
  });

  it('leaves the others as they are', () => {
    const both = parsed('# title: t\none');
    expect(PAIRINGS.every((pairing) => plays(both, pairing))).toBe(true);
    expect(referenceOf(PAIRINGS[3]!, 'clients and engines', both)).toBe(REFERENCE);
  });
});
