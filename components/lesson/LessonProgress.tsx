'use client';

import { useWords } from '@/components/language/use-language.ts';
import type { ReactNode } from 'react';
import { useDoneCount } from './progress.ts';

/** How far the learner is, as a row of marks and in words. */
interface Props {
  readonly lesson: string;
  readonly steps: readonly string[];
  /** What can be done about it. */
  readonly children?: ReactNode;
}

export function LessonProgress({ lesson, steps, children }: Props) {
  const { lesson: words } = useWords();
  const done = useDoneCount(lesson, steps);
  return (
    <div className="mt-5 mb-8 flex items-center gap-3 border-b border-line pb-5 text-xs text-ink-soft">
      <span aria-hidden className="hidden gap-1 sm:flex">
        {steps.map((step, index) => (
          <span key={step} className={`h-1 w-6 ${index < done ? 'bg-good' : 'bg-line-strong/50'}`} />
        ))}
      </span>
      <span className="flex-1">{done === steps.length ? words.allPassed : words.passed(done, steps.length)}</span>
      {children}
    </div>
  );
}
