// `npm run lessons:lint`: all that is wrong with the course, a line each as compilers print them; what only a reader would
// notice comes as a warning. Exits with 1 when something is wrong.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { commandsOf } from '../format/commands.ts';
import { untaught } from '../format/coverage.ts';
import type { Problem } from '../format/problem.ts';
import { showProblem } from '../format/problem.ts';
import { LANGUAGES } from '../language.ts';
import { COURSE_FOLDER, lessonFile, readCourse, type LessonEntry } from '../load-course.ts';

const folder = relative(process.cwd(), COURSE_FOLDER);
const problems: Problem[] = [];
const course = await readCourse(COURSE_FOLDER, problems);
problems.push(...(await untaughtCommands(course)));
const warnings = [...course.flatMap(missingLanguages), ...sharedFiles(course), ...course.flatMap(interactiveSolutions)];

for (const problem of problems) console.log(`${folder}/${showProblem(problem)}`);
for (const warning of warnings) console.log(`${folder}/${showProblem(warning)} (warning)`);
console.log(`${course.length} lessons, ${problems.length} problems, ${warnings.length} warnings`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function untaughtCommands(course: readonly LessonEntry[]): Promise<Problem[]> {
  const file = 'commands.yaml';
  const source = await readFile(join(COURSE_FOLDER, file), 'utf8');
  const commands = Object.values(z.record(z.string(), z.array(z.string())).parse(parse(source))).flat();
  const lines = source.split('\n');
  return untaught(
    commands,
    course.map(({ texts }) => texts.en),
  ).map((command) => ({
    file,
    line: lines.indexOf(`  - ${command}`) + 1,
    message: `no lesson has \`${command}\` in a block "sh", a solution or a prediction`,
  }));
}

function missingLanguages({ slug, texts }: LessonEntry): Problem[] {
  return LANGUAGES.filter((language) => texts[language] === undefined).map((language) => ({
    file: `${slug}/${lessonFile(language)}`,
    line: 1,
    message: 'is not translated: shown in English',
  }));
}

/** Two lessons that put a file at one place would show each other's. */
function sharedFiles(course: readonly LessonEntry[]): Problem[] {
  const owners = new Map<string, string>();
  const found: Problem[] = [];
  for (const { slug, startFiles } of course) {
    for (const { path } of startFiles) {
      const owner = owners.get(path);
      if (owner === undefined) owners.set(path, slug);
      else
        found.push({ file: `${slug}/start/${path}`, line: 1, message: `the lesson ${owner} puts a file there, too` });
    }
  }
  return found;
}

/** Commands that wait for a learner at a terminal cannot be played: such a step needs a block `solution`. */
function interactiveSolutions({ slug, texts: { en } }: LessonEntry): Problem[] {
  const commands = en.steps.flatMap(({ id, solution }) =>
    solution.flatMap(({ run }) => commandsOf(run)).map((command) => ({ id, command })),
  );
  return commands
    .filter(({ command }) =>
      /^docker (container )?((run|exec)( -\S+)* -(it|ti)|start( -\S+)* -(a|i|ai|ia)|attach)\b/.test(command),
    )
    .map(({ id, command }) => ({
      file: `${slug}/lesson.md`,
      line: 1,
      message: `step ${id}: \`${command}\` needs a terminal: give the step a block "solution"`,
    }));
}
