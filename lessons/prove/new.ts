// `npm run lessons:new -- FOLDER ["Title"]`: a lesson that passes lint and test as it is, to be written over.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { COURSE_FOLDER } from '../load-course.ts';

const [slug = '', title = titleOf(slug)] = process.argv.slice(2);
const folder = join(COURSE_FOLDER, slug);

if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
  fail(`npm run lessons:new -- FOLDER ["Title"]: a folder's name is small letters and hyphens, not "${slug}"`);
} else if (existsSync(folder)) {
  fail(`there is a lesson ${slug} already`);
} else {
  await mkdir(join(folder, 'start', slug), { recursive: true });
  await writeFile(join(folder, 'lesson.md'), template());
  await writeFile(join(folder, 'start', slug, 'note.txt'), 'a file that the lesson begins with\n');
  const list = join(COURSE_FOLDER, 'course.yaml');
  await writeFile(list, `${(await readFile(list, 'utf8')).trimEnd()}\n  - ${slug}\n`);
  console.log(`${relative(process.cwd(), folder)}/lesson.md is yours. Prove it: npm run lessons:test -- ${slug}`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

/** 'first-container' → 'First container' */
function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}

function template(): string {
  return `---
title: ${JSON.stringify(title)}
summary: What is learnt, in one sentence.
minutes: 10
teaches: [docker run]
---

What the learner will have at the end, and why that is worth ten minutes.

## The first step {#first}

What to do and why. Commands run at a click:

\`\`\`sh
docker run -d --name sleeper busybox sleep 1000
\`\`\`

\`\`\`check
- container: { name: sleeper, state: running }
\`\`\`

\`\`\`hints
- when: { container: { name: sleeper, state: exited } }
  say: Its program has ended, and the container with it. Look at the command behind the image's name.
- A container runs as long as its first process.
\`\`\`

\`\`\`wrong
- run: docker run --name sleeper busybox true
  says: Its program has ended
\`\`\`
`;
}
