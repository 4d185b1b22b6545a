import { getSandbox } from '@/components/machine/sandbox.ts';
import { StepCheckpoints } from '@/lessons/step-checkpoints.ts';
import type { StepOutline } from './progress/resume.ts';

/** Of this page's machine, over all lessons. */
export const stepCheckpoints = new StepCheckpoints();

/** A step's check has passed for the first time: what comes behind it begins with the machine as it is now. */
export function takeAfter(lesson: string, steps: readonly StepOutline[], step: string): void {
  const first = steps.findIndex(({ id }) => id === step) + 1;
  const next = steps.findIndex(({ isChecked }, index) => index >= first && isChecked);
  const begun = steps.slice(first, next < 0 ? steps.length : next + 1).map(({ id }) => id);
  // Without one the way back is longer, and the learner has nothing to do about it.
  stepCheckpoints.take(getSandbox(), lesson, begun).catch((error: unknown) => {
    console.warn('no checkpoint of the machine', error);
  });
}
