import { Check, ChevronRight, Circle, CircleDot, Minus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { WithCode } from '@/components/language/WithCode.tsx';
import { formatDuration } from '../format-time.ts';
import { TerminalCommand } from '../TerminalCommand.tsx';
import { useInspectorWords } from '../use-inspector-words.ts';
import type { Step, StepState } from './run-steps.ts';
import type { RunView } from './runs-api.ts';
import { StepBars } from './StepBars.tsx';
import { commandsOf, objectsOf, sentencesOf } from './step-text.ts';
import type { TimeScale } from './time-scale.ts';

const MARKS: Readonly<Record<StepState, { Mark: typeof Check; colour: string }>> = {
  done: { Mark: Check, colour: 'text-good' },
  failed: { Mark: X, colour: 'text-lead' },
  running: { Mark: CircleDot, colour: 'text-sea' },
  waiting: { Mark: Circle, colour: 'text-line-strong' },
  none: { Mark: Minus, colour: 'text-ink-soft' },
};

/** One of the seven steps: what happened this time, how long it took, and on request what it really was. */
export function StepRow({ step, number, run, scale }: { step: Step; number: number; run: RunView; scale: TimeScale }) {
  const { timeline: words } = useInspectorWords();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const { Mark, colour } = MARKS[step.state];
  const commands = commandsOf(step, run);
  const objects = objectsOf(step);
  const measured = step.spans.filter(({ name }) => name !== 'image.layer');
  const hasDetails = measured.length > 0 || commands.length > 0;
  const title = words.steps[step.name];
  const first = step.spans[0];
  const isDim = step.state === 'waiting' || step.state === 'none';
  return (
    <li className="border-t border-line py-3 first:border-t-0" data-step={step.name} data-state={step.state}>
      <div className="flex items-baseline gap-2.5">
        <Mark size={14} aria-hidden className={`shrink-0 translate-y-0.5 ${colour}`} />
        <h3 className={`min-w-0 flex-1 text-sm font-medium ${isDim ? 'text-ink-soft' : ''}`}>
          <span className="mr-1.5 font-mono text-xs font-normal text-ink-soft tabular-nums">{number}</span>
          {title}
          <span className="sr-only">: {words.stepStates[step.state]}</span>
        </h3>
        {step.durationMs !== undefined && (
          <span className="shrink-0 font-mono text-xs text-ink-soft tabular-nums">
            {formatDuration(step.durationMs)}
          </span>
        )}
      </div>
      <div className="pl-6">
        {sentencesOf(step, run, words).map((sentence) => (
          <p
            key={sentence}
            className="mt-1 text-[0.8125rem] leading-relaxed text-pretty break-words text-ink-soft [&_code]:font-mono [&_code]:text-xs [&_code]:text-ink"
          >
            <WithCode text={sentence} />
          </p>
        ))}
        {step.state === 'failed' && run.Error !== '' && (
          <p role="alert" className="mt-1.5 border-l-2 border-lead pl-2.5 font-mono text-xs leading-5 break-words">
            {run.Error}
          </p>
        )}
        {first && (
          <div className="mt-2">
            <StepBars
              step={step}
              scale={scale}
              label={`${title}: ${words.bar(formatDuration(first.startMs), formatDuration(step.durationMs ?? 0))}`}
            />
          </div>
        )}
        {hasDetails && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            onClick={() => setOpen(!isOpen)}
            className="mt-1 -ml-1 flex items-center gap-0.5 rounded-sm px-1 py-0.5 text-xs text-ink-soft hover:text-ink"
          >
            <ChevronRight
              size={13}
              aria-hidden
              className={`transition-transform motion-reduce:transition-none ${isOpen ? 'rotate-90' : ''}`}
            />
            {words.details}
            <span className="sr-only">: {title}</span>
          </button>
        )}
        {isOpen && hasDetails && (
          <div id={detailsId} className="mt-1.5 flex flex-col gap-2">
            {measured.length > 0 && (
              <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 text-xs">
                {measured.map((span, index) => (
                  <div key={index} className="contents">
                    <dt className="text-ink-soft">{words.spans[span.name] ?? span.name}</dt>
                    <dd className="text-right font-mono tabular-nums">{formatDuration(span.endMs - span.startMs)}</dd>
                  </div>
                ))}
              </dl>
            )}
            {objects.map((object) => (
              <p key={object} className="bg-wash px-2 py-1.5 font-mono text-xs leading-5 break-all">
                {object}
              </p>
            ))}
            {commands.length > 0 && (
              <div>
                <p className="px-2 text-xs text-ink-soft">{words.seeYourself}</p>
                {commands.map((command) => (
                  <TerminalCommand key={command} command={command} />
                ))}
              </div>
            )}
          </div>
        )}
      </div>
    </li>
  );
}
