import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { showProblem, type Problem } from './format/problem.ts';
import { loadCourse, playableOf, readCourse } from './load-course.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'slipway-course-'))));
afterEach(() => rm(folder, { recursive: true }));

const STEP = '## One {#one}\n\n```check\n- container: { name: web }\n```\n';
async function put(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}
const course = (...lessons: string[]) =>
  put('course.yaml', `defaults: { minutes: 7, start: empty, teaches: [] }\nlessons: [${lessons.join(', ')}]\n`);
const lesson = (title: string, more = '') => `---\ntitle: ${title}\nsummary: S\n${more}---\n${STEP}`;

test('the course of this project is whole', async () => {
  expect((await loadCourse()).length).toBeGreaterThan(0);
});

test('lessons come in their order, with defaults, files and translations', async () => {
  await course('two', 'one');
  await put('one/lesson.md', lesson('One', 'minutes: 3\n'));
  await put('one/lesson.zh.md', lesson('一'));
  await put('two/lesson.md', lesson('Two'));
  await put('two/start/app/main.py', 'x');
  const [two, one] = await loadCourse(folder);
  expect([two!.slug, two!.texts.en.minutes, two!.texts.zh]).toEqual(['two', 7, undefined]);
  expect(two!.startFiles).toEqual([{ path: 'app/main.py', text: 'x' }]);
  expect([one!.texts.en.minutes, one!.texts.zh!.minutes, one!.texts.zh!.title]).toEqual([3, 3, '一']);
});

test('a lesson that goes on from another is played behind it', async () => {
  await course('one', 'two');
  await put('one/lesson.md', lesson('One') + '\n```sh\ndocker run nginx\n```\n');
  await put('two/lesson.md', lesson('Two', 'start: previous\n'));
  const one = { files: [], steps: [[{ run: 'docker run nginx' }]], previous: undefined };
  const entries = await loadCourse(folder);
  expect(playableOf(entries, 1)).toEqual({ files: [], steps: [[]], previous: one });
});

test('all that is wrong is told at once; what is whole is there', async () => {
  await course('good', 'bad', 'missing');
  await put('good/lesson.md', lesson('Good'));
  await put('good/lesson.zh.md', lesson('好').replace('name: web', 'name: other'));
  await put('bad/lesson.md', '## One {#one}\n');
  await put('extra/lesson.md', lesson('Extra'));
  const problems: Problem[] = [];
  expect((await readCourse(folder, problems)).map(({ slug }) => slug)).toEqual(['good']);
  expect(problems.map(showProblem).sort()).toEqual([
    expect.stringMatching(/^bad\/lesson\.md:1: no front matter/),
    'course.yaml:1: the lesson extra is not in the list',
    expect.stringMatching(/^good\/lesson\.zh\.md:1: differs from lesson\.md; there: step one, check: /),
    'missing/lesson.md:1: there is no such file',
  ]);
  await expect(loadCourse(folder)).rejects.toThrow('the lesson extra is not in the list');
});
