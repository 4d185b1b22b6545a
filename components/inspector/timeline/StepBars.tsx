import { formatDuration } from '../format-time.ts';
import type { Measured, Step } from './run-steps.ts';
import type { TimeScale } from './time-scale.ts';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

/** What was measured in a step, as bars on the scale that all steps share. */
export function StepBars({ step, scale, label }: { step: Step; scale: TimeScale; label: string }) {
  return (
    <svg role="img" aria-label={label} className="block h-3.5 w-full overflow-visible" preserveAspectRatio="none">
      <title>{label}</title>
      <line x1="0" x2="100%" y1="7" y2="7" stroke="var(--line)" />
      {scale.ticks.map(({ ms, at }) => (
        <line key={ms} x1={percent(at)} x2={percent(at)} y1="3" y2="11" stroke="var(--line)" />
      ))}
      {step.spans.map((span, index) => (
        <Bar key={index} span={span} scale={scale} hasFailed={span.error !== '' || step.state === 'failed'} />
      ))}
    </svg>
  );
}

function Bar({ span, scale, hasFailed }: { span: Measured; scale: TimeScale; hasFailed: boolean }) {
  const from = scale.at(span.startMs);
  const to = scale.at(span.endMs);
  const isProgram = span.name === 'guest.exit';
  const fill = hasFailed ? 'var(--lead)' : isProgram ? 'var(--good)' : 'var(--sea)';
  const folded = scale.parts.filter((part) => part.isFolded && part.from < to && part.to > from);
  return (
    <g fill={fill} opacity={isProgram || hasFailed ? 1 : 0.85}>
      {/* However short: what happened can be seen. */}
      <rect x={percent(from)} y={isProgram ? 4.5 : 2} height={isProgram ? 5 : 10} width={percent(to - from)} rx="1" />
      <rect x={percent(from)} y={isProgram ? 4.5 : 2} height={isProgram ? 5 : 10} width="2" rx="1" />
      {folded.map((part) => (
        <rect
          key={part.fromMs}
          x={percent((part.from + part.to) / 2)}
          y="0"
          width="5"
          height="14"
          fill="var(--sheet)"
          transform="skewX(-18)"
          style={{ transformBox: 'fill-box', transformOrigin: 'center' }}
        />
      ))}
    </g>
  );
}

/** The scale's times, above the bars. */
export function ScaleTicks({ scale, skipped }: { scale: TimeScale; skipped: (time: string) => string }) {
  // What would run into the one before, or over the edge, is left out.
  const ticks = scale.ticks.filter(({ at }, index) => at - (scale.ticks[index - 1]?.at ?? -1) >= 0.13 && at <= 0.94);
  return (
    <div className="relative h-4 text-[0.6875rem] text-ink-soft tabular-nums">
      <div aria-hidden>
        {ticks.map(({ ms, at }) => (
          <span key={ms} className="absolute top-0 pr-1 whitespace-nowrap" style={{ left: percent(at) }}>
            {formatDuration(ms)}
          </span>
        ))}
      </div>
      {scale.parts
        .filter(({ isFolded }) => isFolded)
        .map((part) => (
          <span key={part.fromMs} className="sr-only">
            {skipped(formatDuration(part.toMs - part.fromMs))}
          </span>
        ))}
    </div>
  );
}
