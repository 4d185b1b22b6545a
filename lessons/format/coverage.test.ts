import { expect, test } from 'vitest';
import { untaught } from './coverage.ts';
import { parseLesson } from './parse-lesson.ts';
import type { Problem } from './problem.ts';

function lessonWith(blocks: string) {
  const problems: Problem[] = [];
  const source = `---\ntitle: T\nsummary: S\n---\n\n## Step {#step}\n\n${blocks}\n`;
  const inherited = { minutes: 1, start: 'empty' as const, teaches: [] };
  const lesson = parseLesson({ slug: 'l', file: 'l', source, inherited }, problems);
  expect(problems).toEqual([]);
  return lesson!;
}

const sh = (line: string) => lessonWith(`\`\`\`sh\n${line}\n\`\`\``);

test.each<[string, string, boolean]>([
  ['docker run', 'docker run busybox', true],
  ['docker run', 'docker  build .', false],
  ['docker image ls', 'docker image rm ls', false],
  ['docker image ls', "x=$(docker image ls -q); echo '$x'", true],
  ['docker image ls -a', 'docker image ls', false],
  ['docker image ls -a', 'docker image ls -qa', true],
  ['docker run -it --rm', 'docker run --rm -ti debian bash', true],
  ['docker run -it --rm', 'docker run -i --rm debian bash', false],
  ['docker run -d -p', 'docker run -p 80:80 -d nginx', true],
  ['docker system prune --volumes', 'docker system prune -volumes', false],
  // An option of another command before it.
  ['docker ps -a', 'docker ps; docker rm -a', false],
  ['docker run -d -p 80:80', 'docker run -d -p 80:80 nginx', true],
  ['docker run -d -p 80:80', 'docker run -d -p 8080:80 nginx', false],
  ['docker compose up --build', 'docker compose \\\n  up -d --build', true],
])('%s in: %s', (command, line, isThere) => {
  expect(untaught([command], [sh(line)])).toEqual(isThere ? [] : [command]);
});

test('a solution and a prediction count, a wrong answer does not', () => {
  const check = '```check\n- volume: { name: v }\n```';
  const solved = lessonWith(`${check}\n\n\`\`\`solution\ndocker volume create v\n\`\`\``);
  expect(untaught(['docker volume create'], [solved])).toEqual([]);
  const predict = 'question: Q\noptions: [{ text: A, correct: true }, { text: B }]\nrun: docker volume ls\nshows: v\n';
  expect(untaught(['docker volume ls'], [lessonWith(`\`\`\`predict\n${predict}\`\`\``)])).toEqual([]);
  const wrong = '```wrong\n- run: docker volume rm v\n  says: There\n```';
  expect(untaught(['docker volume rm'], [lessonWith(`${check}\n\n${wrong}`)])).toEqual(['docker volume rm']);
});

test('what is only spoken of is not taught', () => {
  expect(untaught(['docker info'], [lessonWith('There is `docker info`.')])).toEqual(['docker info']);
});
