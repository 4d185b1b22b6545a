import type { Point } from './chart-points.ts';

interface Props {
  readonly title: string;
  /** What it is now. */
  readonly value: string;
  /** What that is to be compared with, such as a limit; '' for nothing. */
  readonly detail: string;
  readonly points: readonly Point[];
  /** The value at the upper edge, and how it is called there. */
  readonly top: number;
  readonly topName: string;
  /** Drawn as a line across when it lies below the upper edge. */
  readonly limit: number | undefined;
  readonly sinceName: string;
  readonly nowName: string;
  /** All of it in words. */
  readonly text: string;
}

const WIDTH = 200;
const HEIGHT = 48;

/** A value over the last minute. */
export function Chart(props: Props) {
  const { title, value, detail, points, top, topName, limit, sinceName, nowName, text } = props;
  const places = points.map(({ x, value: at }) => `${round(x * WIDTH)},${round(yOf(at, top))}`);
  const line = places.length === 0 ? '' : `M${places.join('L')}`;
  const firstX = round((points[0]?.x ?? 0) * WIDTH);
  const limitY = limit !== undefined && limit <= top ? yOf(limit, top) : undefined;
  return (
    <figure className="min-w-0">
      <figcaption className="flex flex-wrap items-baseline gap-x-2 text-[0.8125rem]">
        <span className="text-ink-soft">{title}</span>
        <span className="font-medium tabular-nums">{value}</span>
        {detail !== '' && <span className="text-xs text-ink-soft tabular-nums">{detail}</span>}
      </figcaption>
      <div className="relative mt-1.5">
        <svg
          role="img"
          aria-label={text}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-16 w-full overflow-hidden border-b border-line-strong bg-paper"
        >
          <path d={`M0,${HEIGHT / 2}H${WIDTH}`} className="stroke-line" vectorEffect="non-scaling-stroke" />
          {line !== '' && (
            <>
              <path d={`${line}L${WIDTH},${HEIGHT}L${firstX},${HEIGHT}Z`} className="fill-sea/15" />
              <path
                d={line}
                fill="none"
                strokeWidth={1.5}
                strokeLinejoin="round"
                className="stroke-sea"
                vectorEffect="non-scaling-stroke"
              />
            </>
          )}
          {limitY !== undefined && (
            <path
              d={`M0,${limitY}H${WIDTH}`}
              strokeWidth={1.5}
              strokeDasharray="4 3"
              className="stroke-lead"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        <span aria-hidden className="absolute top-0.5 left-1 bg-paper/80 text-[0.6875rem] text-ink-soft tabular-nums">
          {topName}
        </span>
      </div>
      <div aria-hidden className="mt-0.5 flex justify-between text-[0.6875rem] text-ink-soft">
        <span>{sinceName}</span>
        <span>{nowName}</span>
      </div>
    </figure>
  );
}

/** A line at either edge stays inside. */
function yOf(value: number, top: number): number {
  return 1 + (HEIGHT - 2) * (1 - Math.min(1, value / top));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
