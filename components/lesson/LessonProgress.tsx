'use client';

import { useWords } from '@/components/language/use-language.ts';
import type { ReactNode } from 'react';
import { useProgress } from './progress/progress-store.ts';

/** How far the learner is, as a row of marks and in words. */
interface Props {
  readonly lesson: string;
  readonly steps: readonly string[];
  /** What can be done about it. */
  readonly children?: ReactNode;
}

export function LessonProgress({ lesson, steps, children }: Props) {
  const { lesson: words } = useWords();
  const keys = useProgress().done;
  const isDone = (step: string) => keys.has(`${lesson}/${step}`);
  const done = steps.filter(isDone).length;
  return (
    <div className="mt-5 mb-8 flex items-center gap-3 border-b border-line pb-5 text-xs text-ink-soft">
      <span aria-hidden className="hidden min-w-0 flex-1 gap-1 sm:flex">
        {steps.map((step) => (
          <span key={step} className={`h-1 max-w-6 flex-1 ${isDone(step) ? 'bg-good' : 'bg-line-strong/50'}`} />
        ))}
      </span>
      <span className="max-sm:flex-1 sm:whitespace-nowrap">
        {done === steps.length ? words.allPassed : words.passed(done, steps.length)}
      </span>
      {children}
    </div>
  );
}
