import { expect, it } from 'vitest';
import { summary } from './report.ts';
import type { Result, Verdict } from './verdict.ts';

const result = (id: string, pairing: string, verdict: Verdict): Result => ({
  scenario: { id, group: 'x' } as Result['scenario'],
  pairing,
  verdict,
  differences: verdict === 'identical' || verdict === 'gone' ? [] : [{ command: 'docker', lines: ['- a', '+ b'] }],
});

it('the summary counts scenarios, and names those that are not identical', () => {
  const results = [
    ...['ours-dockerd', 'docker-slipway'].map((pairing) => result('x/same', pairing, 'identical')),
    ...['ours-dockerd', 'docker-slipway'].map((pairing) => result('x/other', pairing, 'different')),
    result('x/known', 'ours-dockerd', 'known'),
    result('x/gone', 'ours-dockerd', 'gone'),
  ];
  expect(summary(results)).toEqual([
    '2 of 4 scenarios are identical in all pairings',
    'differ as known:',
    '  x/known (ours-dockerd)',
    'differ:',
    '  x/other (ours-dockerd, docker-slipway)',
    'known differences that are gone:',
    '  x/gone (ours-dockerd)',
  ]);
});
