'use client';

import { useWords } from '@/components/language/use-language.ts';
import { ArrowRight, Check } from 'lucide-react';
import { SiteLink } from '@/components/language/SiteLink.tsx';
import { ProgressBar } from './progress/ProgressBar.tsx';
import { useProgress } from './progress/progress-store.ts';
import { countChecks, resumeCourse, resumeStep, type LessonOutline } from './progress/resume.ts';

/** The lessons in their order; of those that were begun how far, and which one is to be gone on with. */
export function LessonList({ lessons }: { lessons: readonly LessonOutline[] }) {
  const progress = useProgress();
  const here = resumeCourse(lessons, progress)?.lesson.slug;
  return (
    <ol className="mt-12 border-t border-line">
      {lessons.map((lesson, index) => (
        <li key={lesson.slug} className="border-b border-line">
          <LessonRow lesson={lesson} number={index + 1} done={progress.done} isHere={lesson.slug === here} />
        </li>
      ))}
    </ol>
  );
}

interface RowProps {
  readonly lesson: LessonOutline;
  readonly number: number;
  readonly done: ReadonlySet<string>;
  readonly isHere: boolean;
}

function LessonRow({ lesson, number, done, isHere }: RowProps) {
  const { course } = useWords();
  const { passed } = countChecks(lesson, done);
  // A lesson that was begun opens where it is to be gone on with.
  const step = passed === 0 ? undefined : resumeStep(lesson, done);
  return (
    <SiteLink
      href={`/lessons/${lesson.slug}${step === undefined ? '' : `#${step}`}`}
      className="group grid grid-cols-[2.5rem_1fr_auto] items-baseline gap-x-2 py-6 sm:grid-cols-[4rem_1fr_auto]"
    >
      <span className="font-mono text-lead tabular-nums">{number}</span>
      <span>
        <span className="text-xl font-medium tracking-tight group-hover:underline group-hover:decoration-lead group-hover:underline-offset-4">
          {lesson.title}
        </span>
        <span className="mt-1 block max-w-prose text-ink-soft">{lesson.summary}</span>
        <LessonState lesson={lesson} done={done} isHere={isHere} />
      </span>
      <span className="flex items-center gap-3 text-sm whitespace-nowrap text-ink-soft">
        <span className="hidden sm:inline">{course.minutes(lesson.minutes)}</span>
        <ArrowRight size={18} aria-hidden className="transition-transform group-hover:translate-x-1" />
      </span>
    </SiteLink>
  );
}

/** Nothing for a lesson that was not begun. */
function LessonState({ lesson, done, isHere }: Omit<RowProps, 'number'>) {
  const { progress: words } = useWords();
  const { passed, all } = countChecks(lesson, done);
  if (passed === 0 && !isHere) return null;
  if (passed === all) {
    return (
      <span className="mt-2 flex items-center gap-1.5 text-sm font-medium text-good">
        <Check size={15} aria-hidden /> {words.done}
      </span>
    );
  }
  return (
    <span className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      {isHere && <span className="font-medium text-lead">{words.here}</span>}
      <ProgressBar passed={passed} all={all} className="h-1 w-24" />
      <span className="tabular-nums">{words.passed(passed, all)}</span>
    </span>
  );
}
