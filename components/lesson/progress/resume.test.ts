import { expect, test } from 'vitest';
import { parseStored } from './progress-store.ts';
import { countChecks, resumeCourse, resumeStep, type LessonOutline } from './resume.ts';

/** 'a b (c) d': steps, those in brackets without a check. */
function lesson(slug: string, steps: string): LessonOutline {
  const ids = steps.split(' ');
  return {
    ...{ slug, title: slug, summary: '', minutes: 10 },
    steps: ids.map((id) => ({ id: id.replace(/[()]/g, ''), isChecked: !id.startsWith('(') })),
  };
}

test.each([
  ['nothing done', 'a b', '', 'a'],
  ['the first done', 'a b', 'a', 'b'],
  ['an explanation leads to the step', 'a (b) (c) d', 'a', 'b'],
  ['an explanation at the beginning', '(a) b', '', 'a'],
  ['an explanation at the end', 'a (b)', 'a', undefined],
  ['one left out', 'a b c', 'a c', 'b'],
  ['all done', 'a b', 'a b', undefined],
  ['the same step of another lesson', 'a b', 'other/a', 'a'],
])('goes on: %s', (_, steps, done, expected) => {
  const keys = done.split(' ').map((id) => (id.includes('/') ? id : `one/${id}`));
  expect(resumeStep(lesson('one', steps), new Set(keys))).toBe(expected);
});

test('counts the checks alone', () => {
  expect(countChecks(lesson('one', 'a (b) c'), new Set(['one/a', 'one/b', 'two/c']))).toEqual({ all: 2, passed: 1 });
});

const course = [lesson('one', 'a b'), lesson('two', 'a b'), lesson('three', 'a b')];

test.each([
  ['nothing was opened', undefined, '', undefined],
  ['opened, nothing done', 'two', '', { lesson: 'two', step: undefined }],
  ['in the middle', 'two', 'two/a', { lesson: 'two', step: 'b' }],
  ['done: the next', 'two', 'two/a two/b', { lesson: 'three', step: undefined }],
  ['done to the end: what was left out', 'three', 'three/a three/b one/a', { lesson: 'one', step: 'b' }],
  ['all done', 'one', 'one/a one/b two/a two/b three/a three/b', undefined],
  ['a lesson that is no more', 'gone', '', undefined],
])('the course goes on: %s', (_, lastLesson, done, expected) => {
  const found = resumeCourse(course, { lastLesson, done: new Set(done.split(' ')) });
  expect(found && { lesson: found.lesson.slug, step: found.step }).toEqual(expected);
});

test.each([
  ['nothing', null, [], undefined],
  ['the first version', '["one/a"]', ['one/a'], undefined],
  ['now', '{"done":["one/a"],"lastLesson":"one"}', ['one/a'], 'one'],
  ['what is no JSON', '{', [], undefined],
  ['of other types', '{"done":[1,"one/a"],"lastLesson":7}', ['one/a'], undefined],
  ['null', 'null', [], undefined],
])('reads what the browser kept: %s', (_, text, done, lastLesson) => {
  expect(parseStored(text)).toEqual({ done: new Set(done), lastLesson });
});
