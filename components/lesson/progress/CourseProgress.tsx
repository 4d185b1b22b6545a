'use client';

import { useWords } from '@/components/language/use-language.ts';
import { ContinueLink } from './ContinueLink.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import { ProgressTools } from './ProgressTools.tsx';
import { useProgress } from './progress-store.ts';
import { countChecks, type LessonOutline } from './resume.ts';

/** How far the learner is in all lessons, where to go on, and what can be done with that. */
export function CourseProgress({ lessons }: { lessons: readonly LessonOutline[] }) {
  const { progress: words } = useWords();
  const { done } = useProgress();
  const counts = lessons.map((lesson) => countChecks(lesson, done));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const all = counts.reduce((sum, count) => sum + count.all, 0);
  return (
    <section
      aria-labelledby="course-progress"
      className="mt-10 flex flex-wrap items-center gap-x-8 gap-y-5 border-l-2 border-line-strong py-1 pl-5"
    >
      <div className="min-w-[15rem] flex-1">
        <h2 id="course-progress" className="font-medium">
          {words.title}
        </h2>
        <div className="mt-2.5 flex items-center gap-3 text-sm text-ink-soft">
          <ProgressBar passed={passed} all={all} className="h-1 w-24 shrink-0 sm:w-40" />
          <span className="tabular-nums">{words.passed(passed, all)}</span>
        </div>
        <p className="mt-2 max-w-[56ch] text-sm text-ink-soft">{words.kept}</p>
        <ProgressTools />
      </div>
      <ContinueLink lessons={lessons} />
    </section>
  );
}
