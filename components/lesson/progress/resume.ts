import type { Lesson } from '@/lessons/format/schema.ts';
import type { Progress } from './progress-store.ts';

/** A step as far as progress goes. */
export interface StepOutline {
  readonly id: string;
  /** It ends with a check; others only explain. */
  readonly isChecked: boolean;
}

/** A lesson as lists show it. */
export interface LessonOutline {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly steps: readonly StepOutline[];
}

export function outlineOf({ slug, title, summary, minutes, steps }: Lesson): LessonOutline {
  return { slug, title, summary, minutes, steps: stepsOf(steps) };
}

export function stepsOf(steps: Lesson['steps']): StepOutline[] {
  return steps.map(({ id, check }) => ({ id, isChecked: check.length > 0 }));
}

type Done = Progress['done'];

/** How many of the lesson's checks there are, and have passed. */
export function countChecks({ slug, steps }: Pick<LessonOutline, 'slug' | 'steps'>, done: Done) {
  const checked = steps.filter(({ isChecked }) => isChecked);
  return { all: checked.length, passed: checked.filter(({ id }) => done.has(`${slug}/${id}`)).length };
}

/**
 * Where a learner goes on: the first step whose check has not passed, or the explanation that leads to it. Undefined when
 * all have passed.
 */
export function resumeStep({ slug, steps }: Pick<LessonOutline, 'slug' | 'steps'>, done: Done): string | undefined {
  let index = steps.findIndex(({ id, isChecked }) => isChecked && !done.has(`${slug}/${id}`));
  if (index < 0) return undefined;
  while (index > 0 && !steps[index - 1]!.isChecked) index--;
  return steps[index]!.id;
}

/** The place to go on from, over all lessons. */
export interface Resume {
  readonly lesson: LessonOutline;
  /** Undefined for the lesson's beginning. */
  readonly step: string | undefined;
}

/**
 * The lesson that was opened last, or when it is done the next one that is not. Undefined before the first lesson was
 * opened, and when all is done.
 */
export function resumeCourse(lessons: readonly LessonOutline[], { done, lastLesson }: Progress): Resume | undefined {
  const last = lessons.findIndex(({ slug }) => slug === lastLesson);
  if (last < 0) return undefined;
  const lesson = [...lessons.slice(last), ...lessons.slice(0, last)].find(
    (each) => resumeStep(each, done) !== undefined,
  );
  if (lesson === undefined) return undefined;
  const step = resumeStep(lesson, done);
  return { lesson, step: step === lesson.steps[0]?.id ? undefined : step };
}
