'use client';

import { useEffect, useMemo } from 'react';
import { markOpened, readProgress, useProgress } from './progress-store.ts';
import { resumeStep, type StepOutline } from './resume.ts';

/**
 * The steps with what is done of them, and where the learner goes on; undefined when nothing or everything is done. The
 * page opens there, unless its address names a place.
 */
export function useResume(slug: string, steps: readonly StepOutline[]) {
  const { done } = useProgress();
  useEffect(() => {
    markOpened(slug);
    const here = placeToShow(slug, steps, readProgress().done);
    if (here === undefined || location.hash !== '') return;
    document.getElementById(here)?.scrollIntoView({ block: 'start', behavior: 'instant' });
    // Only when the lesson is opened: later it is the learner who scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [slug]);
  return useMemo(
    () => ({
      here: placeToShow(slug, steps, done),
      steps: steps.map((step) => ({ ...step, isDone: done.has(`${slug}/${step.id}`) })),
    }),
    [slug, steps, done],
  );
}

/** Undefined where the beginning is the place. */
function placeToShow(slug: string, steps: readonly StepOutline[], done: ReadonlySet<string>): string | undefined {
  const step = resumeStep({ slug, steps }, done);
  return step === steps[0]?.id ? undefined : step;
}
