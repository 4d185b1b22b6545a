'use client';

import { TerminalCommand } from '../TerminalCommand.tsx';
import { formatDuration } from '../format-time.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import { ViewMessage } from '../ViewMessage.tsx';
import { RunRequests } from './RunRequests.tsx';
import { stepsOf } from './run-steps.ts';
import type { RunSummary, RunView } from './runs-api.ts';
import { ScaleTicks } from './StepBars.tsx';
import { StepRow } from './StepRow.tsx';
import { timeScale } from './time-scale.ts';
import { useRuns } from './use-runs.ts';

/** What the engine did for the last `docker run`, step by step, as it was measured. */
export function TimelineView() {
  const { inspector, timeline: words } = useInspectorWords();
  const { list, run, chosen, choose } = useRuns();
  if (list === undefined) return <ViewMessage>{inspector.loading}</ViewMessage>;
  if (list.length === 0) {
    return (
      <ViewMessage title={words.empty}>
        <p>{words.emptyHint}</p>
        <div className="mt-3 -ml-2">
          <TerminalCommand command="docker run --rm busybox echo hello" />
        </div>
      </ViewMessage>
    );
  }
  return (
    <div>
      <header className="border-b border-line px-4 pt-3.5 pb-3">
        <h2 className="sr-only">{words.title}</h2>
        {/* One alone needs no choice, but the words are its title. */}
        <select
          aria-label={words.choose}
          value={chosen ?? 'newest'}
          onChange={({ target }) => choose(target.value === 'newest' ? undefined : Number(target.value))}
          className="-ml-1 w-full max-w-full truncate rounded-sm border-0 bg-transparent py-0.5 pl-1 font-mono text-[0.8125rem] text-ink hover:bg-wash"
        >
          {list.map((one, index) => (
            <option key={one.Number} value={index === 0 ? 'newest' : one.Number}>
              {commandText(one)}
            </option>
          ))}
        </select>
        {run && <RunLine run={run} />}
      </header>
      {run && <RunSteps run={run} />}
    </div>
  );
}

function RunLine({ run }: { run: RunView }) {
  const { timeline: words } = useInspectorWords();
  const began = run.Spans.find(({ Name: name }) => name === 'guest.begin')?.EndMs ?? undefined;
  const ended = run.Spans.find(({ Name: name }) => name === 'guest.exit')?.EndMs ?? undefined;
  const parts: string[] = [];
  if (began !== undefined) {
    parts.push(words.untilStarted(formatDuration(began)));
    if (ended !== undefined) parts.push(words.programRan(formatDuration(ended - began)));
    else if (run.State === 'running') parts.push(words.programRuns(formatDuration(run.NowMs - began)));
  }
  return (
    <p className="mt-1 text-[0.8125rem] leading-relaxed text-ink-soft tabular-nums">
      <span role="status">{words.states[run.State]}</span>
      {parts.map((part) => ` · ${part}`).join('')}
    </p>
  );
}

function RunSteps({ run }: { run: RunView }) {
  const { timeline: words } = useInspectorWords();
  const steps = stepsOf(run);
  const spans = steps.flatMap((step) => step.spans);
  const work = spans.filter(({ name }) => name !== 'guest.exit');
  const scale = timeScale(work, Math.max(0, ...spans.map(({ endMs }) => endMs)));
  return (
    <>
      <div className="px-4 pt-2.5 pl-10">
        <ScaleTicks scale={scale} skipped={words.skipped} />
      </div>
      <ol className="px-4">
        {steps.map((step, index) => (
          <StepRow key={step.name} step={step} number={index + 1} run={run} scale={scale} />
        ))}
      </ol>
      {scale.parts.some(({ isFolded }) => isFolded) && (
        <p className="px-4 pb-3 pl-10 text-xs text-ink-soft">{words.scale}</p>
      )}
      <RunRequests run={run} />
    </>
  );
}

/** 'docker run --rm busybox', as it was typed; of a client that does not say, what it made. */
function commandText({ Command: command, Kind: kind, Image: image, ContainerName: name }: RunSummary): string {
  const text = command && `docker ${command.map(quoted).join(' ')}`;
  // One command may start several.
  if (text) return command[0] === 'compose' && name !== '' ? `${text} (${name})` : text;
  return kind === 'start' ? name : `${image}${name === '' ? '' : ` (${name})`}`;
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
