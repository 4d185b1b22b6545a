import { expect, test } from 'vitest';
import { nextOf } from './next-command.ts';

/** 'a2 b1 (c1) d0 e3+': steps with their number of commands; in brackets without a check, with + done. */
function steps(text: string) {
  return text.split(' ').map((step) => ({
    id: /[a-z]/.exec(step)![0],
    isChecked: !step.startsWith('('),
    isDone: step.endsWith('+'),
    commandCount: Number(/\d/.exec(step)![0]),
  }));
}

test.each([
  ['the first', 'a2 b1', '', 'a0'],
  ['the second', 'a2 b1', 'a0', 'a1'],
  ['after the last, the check', 'a2 b1', 'a1', 'a check'],
  ['and it stays the check', 'a2 b1', 'a1', 'a check'],
  ['when the check has passed, the next step', 'a2+ b1', 'a1', 'b0'],
  ['nothing more of a step that is done', 'a3+ b1', 'a0', 'b0'],
  ['the first that is not done', 'a2+ b1', '', 'b0'],
  ['a step without a check', '(a2) b1', 'a0', 'a1'],
  ['and after it', '(a2) b1', 'a1', 'b0'],
  ['a step without commands', 'a1+ b0 c1', 'a0', 'b check'],
  ['an explanation without commands', 'a1+ (b0) c1', 'a0', 'c0'],
  ['no explanation that lies behind', 'a1+ (b2) c1+ d1', '', 'd0'],
  ['the explanation that leads to it', 'a1+ (b2) c1', '', 'b0'],
  ['all done', 'a1+ (b1) c1+', '', undefined],
  ['all done, one run again', 'a1+ b1+', 'b0', undefined],
  ['of a step that is no more', 'a1 b1', 'z0', 'a0'],
])('runs %s', (_, outline, last, expected) => {
  const next = nextOf(steps(outline), last === '' ? undefined : { step: last[0]!, command: Number(last[1]) });
  const shown = next && ('check' in next ? `${next.step} check` : `${next.step}${next.command}`);
  expect(shown).toBe(expected);
});

test('begins at a step that was reset, not at the explanation before it', () => {
  expect(nextOf(steps('a1+ (b2) c1'), undefined, 'c')).toEqual({ step: 'c', command: 0 });
  expect(nextOf(steps('a1+ (b2) c1'), { step: 'c', command: 0 }, 'a')).toEqual({ step: 'c', check: true });
});
