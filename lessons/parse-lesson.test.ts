import { expect, test } from 'vitest';
import { loadLessons } from './load-lessons.ts';
import { parseLesson } from './parse-lesson.ts';

const FRONT = '---\ntitle: T\nsummary: S\norder: 1\nminutes: 5\n---\n';

test('splits a lesson into its parts', () => {
  const lesson = parseLesson(
    'one',
    `${FRONT}\nHello.\n\n## Do it!\n\nText.\n\n\`\`\`sh\nls\n\`\`\`\n\n\`\`\`check\n- absent: { container: box }\n  hint: Look.\n\`\`\`\n\n## Read\n\nEnd.\n`,
  );
  expect(lesson).toMatchObject({ slug: 'one', title: 'T', introduction: 'Hello.' });
  expect(lesson.steps).toEqual([
    {
      id: 'do-it',
      title: 'Do it!',
      text: 'Text.\n\n```sh\nls\n```',
      check: [{ absent: { container: 'box' }, hint: 'Look.' }],
    },
    { id: 'read', title: 'Read', text: 'End.', check: [] },
  ]);
});

test.each([
  ['no front matter', '## A\n', 'no front matter'],
  ['an unknown field', `${FRONT.replace('order', 'colour: red\norder')}## A\n`, 'front matter'],
  ['no steps', `${FRONT}text\n`, 'no steps'],
  ['two steps of one name', `${FRONT}## A\n\n## A\n`, 'two steps'],
  ['an unknown condition', `${FRONT}## A\n\n\`\`\`check\n- looks: nice\n  hint: x\n\`\`\`\n`, 'check of "A"'],
])('%s is an error that names it', (_, source, message) => {
  expect(() => parseLesson('bad', source)).toThrow(new RegExp(`lesson bad: .*${message}|lesson bad: ${message}`));
});

test('every lesson of the course is well formed', async () => {
  const lessons = await loadLessons();
  expect(lessons.map(({ slug }) => slug)).toContain('first-container');
  expect(new Set(lessons.map(({ order }) => order)).size).toBe(lessons.length);
});
