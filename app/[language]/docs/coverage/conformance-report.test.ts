import { expect, test } from 'vitest';
import { parseReport } from './conformance-report.ts';

const report = `# Conformance with Docker

**158 of 160 scenarios (98.7 %) are identical in all four pairings.**

| group | scenarios | docker-dockerd | ours-slipway |
| --- | --: | --: | --: |
| run | 20 | reference | 20 (100 %) |
| all | 160 | reference | 158 (98 %) |

## Known differences

| scenario | pairings | what differs | reason |
| --- | --- | --- | --- |
| ps/size | ours-slipway | \`SIZE\` of a \\| b | erofs counts blocks |

## What is normalised

- IDs
`;

test('reads the summary and both tables', () => {
  expect(parseReport(report)).toEqual({
    identical: 158,
    all: 160,
    rows: [
      ['group', 'scenarios', 'docker-dockerd', 'ours-slipway'],
      ['run', '20', 'reference', '20 (100 %)'],
      ['all', '160', 'reference', '158 (98 %)'],
    ],
    differences: [{ scenario: 'ps/size', what: 'SIZE of a | b', reason: 'erofs counts blocks' }],
  });
});

test('a report without known differences', () => {
  expect(parseReport(report.replace(/\| scenario[^]*blocks \|/, 'None.'))?.differences).toEqual([]);
});

test('something else is no report', () => {
  expect(parseReport('# Conformance')).toBeUndefined();
});
