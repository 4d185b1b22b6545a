'use client';

import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { useLanguage, useWords } from '@/components/language/use-language.ts';
import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { Button } from '@/components/ui/Button.tsx';
import type { CheckResult } from '@/lessons/checks/run-check.ts';
import type { LessonStep } from '@/lessons/format/schema.ts';
import { markDone, useProgress } from './progress/progress-store.ts';
import { StepHints } from './StepHints.tsx';
import { Words } from './Words.tsx';

/** `hints`: those that fit the machine as it was then. */
type Outcome =
  | Extract<CheckResult, { passed: true }>
  | (Extract<CheckResult, { passed: false }> & { readonly hints: readonly string[] })
  | { readonly passed: undefined; readonly reason: Reason };

interface Props {
  readonly lesson: string;
  readonly step: LessonStep;
  /** The step was not done before. */
  onFirstPass(): void;
  /** Beside the button. */
  readonly children?: ReactNode;
}

/** Looks at the machine and says whether the step's effect is there, or what is missing. A passed step stays passed. */
export function StepCheck({ lesson, step, onFirstPass, children }: Props) {
  const language = useLanguage();
  const { lesson: words } = useWords();
  const isReady = useBoot().kind === 'ready';
  const isDone = useProgress().done.has(`${lesson}/${step.id}`);
  const [outcome, setOutcome] = useState<Outcome>();
  const [isRunning, setRunning] = useState(false);

  const look = async () => {
    setRunning(true);
    try {
      // With the schemas of all kinds of conditions: only for those who check.
      const { hintsNow, runCheck } = await import('@/lessons/checks/run-check.ts');
      const result = await runCheck(step.check, getSandbox(), language);
      setOutcome(result.passed ? result : { ...result, hints: await hintsNow(step.hints, getSandbox(), language) });
      if (!result.passed || isDone) return;
      markDone(lesson, step.id);
      onFirstPass();
    } catch (error) {
      setOutcome({ passed: undefined, reason: reasonOf(error) });
    } finally {
      setRunning(false);
    }
  };

  return (
    <div className="mt-5">
      <div className="flex items-center gap-3">
        <Button
          size="small"
          data-step-check
          look={isDone ? 'quiet' : 'primary'}
          disabled={!isReady || isRunning}
          onClick={() => void look()}
        >
          {isRunning ? words.looking : isDone ? words.checkAgain : words.check}
        </Button>
        <span role="status" className="flex-1 text-sm">
          {isDone && (outcome === undefined || outcome.passed) && (
            <span className="flex items-center gap-1.5 font-medium text-good">
              <Check size={15} aria-hidden /> {words.done}
            </span>
          )}
          {!isReady && !isDone && <span className="text-ink-soft">{words.whenRunning}</span>}
        </span>
        {children}
      </div>
      <div role="status">{outcome !== undefined && !outcome.passed && <Missing outcome={outcome} />}</div>
      {outcome?.passed === false && <StepHints key={outcome.why} hints={outcome.hints} solution={step.solution} />}
    </div>
  );
}

function Missing({ outcome }: { outcome: Exclude<Outcome, { passed: true }> }) {
  const { lesson: words, reason, site } = useWords();
  return (
    <p className="mt-3 border-l-2 border-lead pl-3 text-sm leading-relaxed">
      {outcome.passed === undefined ? (
        words.notChecked(reason(outcome.reason))
      ) : (
        <>
          {outcome.why}
          {outcome.hint !== undefined && (
            <span className="text-ink-soft">
              {site.between}
              <Words source={outcome.hint} />
            </span>
          )}
        </>
      )}
    </p>
  );
}
