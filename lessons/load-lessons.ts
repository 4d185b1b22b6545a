import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLesson } from './parse-lesson.ts';
import type { Lesson } from './schema.ts';

/** Where the lesson folders are, as seen from the root of the project, in which the site runs. */
const FOLDER = join(process.cwd(), 'lessons');

/** All lessons in their order. On the server only. */
export async function loadLessons(folder = FOLDER): Promise<Lesson[]> {
  const entries = await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true });
  const slugs = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lessons = await Promise.all(slugs.map((slug) => loadFrom(folder, slug)));
  return lessons.sort((a, b) => a.order - b.order);
}

/** undefined when there is no such lesson. */
export async function loadLesson(slug: string): Promise<Lesson | undefined> {
  return (await loadLessons()).find((lesson) => lesson.slug === slug);
}

async function loadFrom(folder: string, slug: string): Promise<Lesson> {
  return parseLesson(slug, await readFile(/* turbopackIgnore: true */ join(folder, slug, 'lesson.md'), 'utf8'));
}
