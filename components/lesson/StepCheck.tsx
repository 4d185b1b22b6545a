'use client';

import { Check } from 'lucide-react';
import { useState } from 'react';
import { getSandbox } from '@/components/machine/sandbox.ts';
import { useBoot } from '@/components/machine/use-machine.ts';
import { Button } from '@/components/ui/Button.tsx';
import { runCheck, type CheckResult } from '@/lessons/run-check.ts';
import type { Condition } from '@/lessons/schema.ts';
import { markDone, useIsDone } from './progress.ts';

type Outcome = CheckResult | { readonly passed: undefined; readonly message: string };

interface StepCheckProps {
  readonly lesson: string;
  readonly step: string;
  readonly check: readonly Condition[];
}

/** Looks at the machine and says whether the step's effect is there. A passed step stays passed. */
export function StepCheck({ lesson, step, check }: StepCheckProps) {
  const isReady = useBoot().kind === 'ready';
  const isDone = useIsDone(lesson, step);
  const [outcome, setOutcome] = useState<Outcome>();
  const [isRunning, setRunning] = useState(false);

  const look = async () => {
    setRunning(true);
    try {
      const result = await runCheck(check, getSandbox().api);
      setOutcome(result);
      if (result.passed) markDone(lesson, step);
    } catch (error) {
      setOutcome({ passed: undefined, message: error instanceof Error ? error.message : String(error) });
    } finally {
      setRunning(false);
    }
  };

  const hint = outcome?.passed === false ? outcome.hint : outcome?.passed === undefined ? outcome?.message : undefined;
  return (
    <div className="mt-5">
      <div className="flex items-center gap-3">
        <Button
          size="small"
          look={isDone ? 'quiet' : 'primary'}
          disabled={!isReady || isRunning}
          onClick={() => void look()}
        >
          {isRunning ? 'Looking…' : isDone ? 'Check again' : 'Check'}
        </Button>
        <span role="status" className="text-sm">
          {isDone && hint === undefined && (
            <span className="flex items-center gap-1.5 font-medium text-good">
              <Check size={15} aria-hidden /> Done
            </span>
          )}
          {!isReady && !isDone && <span className="text-ink-soft">when the machine is running</span>}
        </span>
      </div>
      <div role="status">
        {hint !== undefined && (
          <p className="mt-3 border-l-2 border-lead pl-3 text-sm leading-relaxed text-ink-soft">{hint}</p>
        )}
      </div>
    </div>
  );
}
