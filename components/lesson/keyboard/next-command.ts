import type { StepOutline } from '../progress/resume.ts';

/** A step with what of it can be run now. */
export interface RunnableStep extends StepOutline {
  readonly isDone: boolean;
  /** Commands (and questions that come before some) in the order of reading. */
  readonly commandCount: number;
}

/** What a key runs next: a command of a step by its number, or the step's check. */
export type Next =
  { readonly step: string; readonly command: number } | { readonly step: string; readonly check: true };

/**
 * What comes after the command that ran `last`: the next one of its step, then the step's check, then the first command
 * of the next step that is not done. Without `last`, from the step `from` on, or where the lesson is gone on with.
 */
export function nextOf(
  steps: readonly RunnableStep[],
  last: { readonly step: string; readonly command: number } | undefined,
  from?: string,
): Next | undefined {
  const begin = last?.step ?? from;
  let index = begin === undefined ? resumeIndex(steps) : steps.findIndex(({ id }) => id === begin);
  const current = last === undefined ? undefined : steps[index];
  if (last !== undefined && current !== undefined && !current.isDone) {
    if (last.command + 1 < current.commandCount) return { step: current.id, command: last.command + 1 };
    if (current.isChecked) return { step: current.id, check: true };
  }
  if (current !== undefined) index++;
  for (const { id, isDone, isChecked, commandCount } of steps.slice(Math.max(0, index))) {
    if (isDone) continue;
    if (commandCount > 0) return { step: id, command: 0 };
    if (isChecked) return { step: id, check: true };
  }
  return undefined;
}

/** The first step that is not done, or the explanation that leads to it (those are never done). */
function resumeIndex(steps: readonly RunnableStep[]): number {
  let index = steps.findIndex(({ isChecked, isDone }) => isChecked && !isDone);
  if (index < 0) return steps.length;
  while (index > 0 && !steps[index - 1]!.isChecked) index--;
  return index;
}
