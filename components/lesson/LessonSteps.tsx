'use client';

import { useWords } from '@/components/language/use-language.ts';
import { RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import type { Lesson } from '@/lessons/format/schema.ts';
import type { PlayableLesson } from '@/lessons/replay.ts';
import { CommandStep, commandKeys, useNextCommandKey } from './keyboard/command-keys.ts';
import { KeyboardHelp } from './keyboard/KeyboardHelp.tsx';
import { LessonProgress } from './LessonProgress.tsx';
import { LessonText } from './LessonText.tsx';
import { forgetDone } from './progress/progress-store.ts';
import { stepsOf } from './progress/resume.ts';
import { useResume } from './progress/use-resume.ts';
import { StepCheck } from './StepCheck.tsx';
import { takeAfter } from './step-checkpoints.ts';
import { StepPart } from './StepPart.tsx';
import { useLessonMachine, type Preparing } from './use-lesson-machine.ts';

interface Props {
  readonly lesson: Lesson;
  readonly playable: PlayableLesson;
}

/** The steps of a lesson, each of which the machine can be brought to. */
export function LessonSteps({ lesson, playable }: Props) {
  const { lesson: words, progress: progressWords, site } = useWords();
  const [asked, setAsked] = useState<{ readonly step: number; readonly isKept: boolean }>();
  const { slug, steps } = lesson;
  const outline = useMemo(() => stepsOf(steps), [steps]);
  const stepIds = useMemo(() => outline.map(({ id }) => id), [outline]);
  const { isReady, preparing, prepare, begin } = useLessonMachine(slug, stepIds, playable);
  const checked = outline.filter(({ isChecked }) => isChecked).map(({ id }) => id);
  const resume = useResume(slug, outline);
  useNextCommandKey(resume.steps);
  const canBegin = isReady && preparing.kind !== 'playing';

  const ask = async (step: number) => setAsked({ step, isKept: await prepare(step) });

  const beginAt = async (step: number) => {
    setAsked(undefined);
    if (!(await begin(step))) return;
    forgetDone(
      slug,
      steps.slice(step).map(({ id }) => id),
    );
    commandKeys.forget(stepIds[step]);
    document.getElementById(steps[step]!.id)?.scrollIntoView({ block: 'start' });
  };

  return (
    <>
      <LessonProgress lesson={slug} steps={checked}>
        <KeyboardHelp />
        <Button size="small" look="plain" disabled={!canBegin} onClick={() => void ask(0)}>
          <RotateCcw size={14} aria-hidden /> {words.startOver}
        </Button>
      </LessonProgress>
      <PreparingNotice preparing={preparing} />
      <LessonText source={lesson.introduction} />
      {steps.map((step, index) => (
        <section
          key={step.id}
          aria-labelledby={step.id}
          aria-current={step.id === resume.here ? 'step' : undefined}
          className="relative mt-14"
        >
          {step.id === resume.here && (
            // In the gap above: the server does not know of it, and nothing moves when it comes.
            <p className="absolute inset-x-0 -top-7 flex items-center gap-3 text-xs font-medium text-lead">
              {progressWords.here}
              <span aria-hidden className="h-px flex-1 bg-lead/40" />
            </p>
          )}
          <h2 id={step.id} className="flex scroll-mt-12 gap-3 text-xl font-semibold tracking-tight">
            <span className="font-mono font-normal text-lead tabular-nums">{index + 1}</span>
            {step.title}
          </h2>
          <CommandStep value={step.id}>
            {step.parts.map((part, at) => (
              <StepPart key={at} part={part} />
            ))}
          </CommandStep>
          {step.check.length > 0 && (
            <StepCheck lesson={slug} step={step} onFirstPass={() => takeAfter(slug, outline, step.id)}>
              <Button size="small" look="plain" disabled={!canBegin} onClick={() => void ask(index)}>
                {words.resetStep}
              </Button>
            </StepCheck>
          )}
        </section>
      ))}
      {asked !== undefined && (
        <ConfirmDialog
          title={asked.step === 0 ? words.startOverQuestion : words.goBackQuestion(asked.step + 1)}
          confirmLabel={asked.step === 0 ? words.startOver : words.goBack}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => void beginAt(asked.step)}
        >
          {asked.isKept ? (
            words.goesBack
          ) : (
            <>{[words.deletes, ...(asked.step > 0 ? [words.stepsDone] : []), words.elsewhere].join(site.between)}</>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}

function PreparingNotice({ preparing }: { preparing: Preparing }) {
  const { lesson: words, reason } = useWords();
  return (
    // Whoever resets a step is far down in the text.
    <div role="status" className="sticky top-0 z-10 bg-paper">
      {preparing.kind === 'playing' && (
        <p className="mb-6 truncate border-l-2 border-sea py-2 pl-3 text-sm text-ink-soft">
          {words.preparing}{' '}
          {preparing.script !== '' && <code className="text-xs">{preparing.script.split('\n')[0]}</code>}
        </p>
      )}
      {preparing.kind === 'failed' && (
        <p className="mb-6 border-l-2 border-lead py-2 pl-3 text-sm">{words.notPrepared(reason(preparing.reason))}</p>
      )}
    </div>
  );
}
