import { expect, it } from 'vitest';
import { firstShown } from './first-shown.ts';

const container = (Id: string, State: string) => ({ Id, State });

it.each([
  [
    'the newest that runs',
    [container('ended', 'exited'), container('new', 'running'), container('old', 'running')],
    'new',
  ],
  ['one that is paused', [container('made', 'created'), container('held', 'paused')], 'held'],
  ['the newest of those that ended', [container('new', 'exited'), container('old', 'exited')], 'new'],
  ['the newest image', [], 'image'],
])('%s', (_, containers, id) => {
  expect(firstShown(containers, [{ Id: 'image' }, { Id: 'older' }])).toBe(id);
});

it('nothing, where there is nothing', () => {
  expect(firstShown([], [])).toBeUndefined();
});
