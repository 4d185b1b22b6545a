import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { checkFileLinks } from './format/check-file-links.ts';
import { parseLesson, type Inherited } from './format/parse-lesson.ts';
import { LessonError, type Problem } from './format/problem.ts';
import { courseSchema, type Course, type Lesson } from './format/schema.ts';
import { differenceOf } from './format/skeleton.ts';
import { LANGUAGES, type Language } from './language.ts';
import type { PlayableLesson, StartFile } from './replay.ts';

/** Where the course is, as seen from the root of the project, in which the site and the tools run. */
export const COURSE_FOLDER = join(process.cwd(), 'lessons/course');

/** A lesson in all languages it has; the first of LANGUAGES always. */
export interface LessonEntry {
  readonly slug: string;
  readonly texts: Readonly<Partial<Record<Language, Lesson>>> & { readonly en: Lesson };
  /** Put into /workspace when the lesson begins. */
  readonly startFiles: readonly StartFile[];
}

/** lesson.md, lesson.zh.md */
export const lessonFile = (language: Language) => (language === 'en' ? 'lesson.md' : `lesson.${language}.md`);

/** All lessons in their order. On the server only. Throws a LessonError with all that is wrong. */
export async function loadCourse(folder = COURSE_FOLDER): Promise<LessonEntry[]> {
  const problems: Problem[] = [];
  const lessons = await readCourse(folder, problems);
  if (problems.length > 0) throw new LessonError(problems);
  return lessons;
}

/** As loadCourse, but the lessons that are whole come back whatever is wrong with others. */
export async function readCourse(folder: string, problems: Problem[]): Promise<LessonEntry[]> {
  const course = await readCourseFile(folder, problems);
  if (course === undefined) return [];
  const folders = (await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  for (const name of folders) {
    if (!course.lessons.includes(name)) problems.push(atTop(`the lesson ${name} is not in the list`));
  }
  const entries = await Promise.all(course.lessons.map((slug) => readLesson(folder, slug, course.defaults, problems)));
  return entries.filter((entry) => entry !== undefined);
}

const atTop = (message: string): Problem => ({ file: 'course.yaml', line: 1, message });

async function readCourseFile(folder: string, problems: Problem[]): Promise<Course | undefined> {
  const lines = new LineCounter();
  const source = await readFile(/* turbopackIgnore: true */ join(folder, 'course.yaml'), 'utf8');
  const document = parseDocument(source, { lineCounter: lines });
  const parsed = courseSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  problems.push(...parsed.error.issues.map(({ path, message }) => atTop(`${path.join('.')}: ${message}`)));
  return undefined;
}

async function readLesson(
  folder: string,
  slug: string,
  defaults: Inherited,
  problems: Problem[],
): Promise<LessonEntry | undefined> {
  const texts: Partial<Record<Language, Lesson>> = {};
  const startFiles = await readStart(join(folder, slug, 'start'));
  for (const language of LANGUAGES) {
    const file = `${slug}/${lessonFile(language)}`;
    const path = join(folder, file);
    if (!existsSync(/* turbopackIgnore: true */ path)) {
      if (language === 'en') problems.push({ file, line: 1, message: 'there is no such file' });
      continue;
    }
    const source = await readFile(/* turbopackIgnore: true */ path, 'utf8');
    const inherited = texts.en === undefined ? defaults : inheritedFrom(texts.en);
    const lesson = parseLesson({ slug, file, source, inherited }, problems);
    if (lesson === undefined) continue;
    texts[language] = lesson;
    problems.push(...checkFileLinks(source, { startFiles, lesson }).map((problem) => ({ file, ...problem })));
    const difference = texts.en && language !== 'en' ? differenceOf(texts.en, lesson) : undefined;
    if (difference !== undefined) problems.push({ file, line: 1, message: difference });
  }
  if (texts.en === undefined) return undefined;
  return { slug, texts: { ...texts, en: texts.en }, startFiles };
}

/** A translation has title and summary of its own. */
const inheritedFrom = ({ minutes, start, teaches }: Lesson): Inherited => ({ minutes, start, teaches });

async function readStart(folder: string): Promise<StartFile[]> {
  if (!existsSync(/* turbopackIgnore: true */ folder)) return [];
  const entries = await readdir(/* turbopackIgnore: true */ folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.sort().map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      text: await readFile(/* turbopackIgnore: true */ path, 'utf8'),
    })),
  );
}

/** What bringing a machine to any step of the lesson at `index` takes. */
export function playableOf(course: readonly LessonEntry[], index: number): PlayableLesson {
  const { texts, startFiles } = course[index]!;
  const { start, steps } = texts.en;
  return {
    files: startFiles,
    steps: steps.map(({ solution }) => solution),
    previous: start === 'previous' && index > 0 ? playableOf(course, index - 1) : undefined,
  };
}

/** The lesson in a language, or as it was written where it is not translated. */
export function textIn(language: Language, { texts }: LessonEntry): Lesson {
  return texts[language] ?? texts.en;
}
