'use client';

import { useInspectorWords } from '../use-inspector-words.ts';
import { formatMemory } from '../format-memory.ts';
import type { CgroupFigures } from '../machine/kernel-report.ts';
import type { Sample } from '../machine/kernel-watch.ts';
import { Chart } from './Chart.tsx';
import { cpuPoints, memoryPoints, roundCeiling, type Point } from './chart-points.ts';

const MIB = 1024 * 1024;

interface Props {
  readonly name: string;
  readonly path: string;
  readonly figures: CgroupFigures;
  readonly samples: readonly Sample[];
}

/** What a container takes of the machine, and how much of it it may take: its cgroup. */
export function CgroupCharts({ name, path, figures, samples }: Props) {
  const { inspector } = useInspectorWords();
  const words = inspector.containers;
  const memory = memoryPoints(samples);
  const cpu = cpuPoints(samples);
  const { memoryBytes, memoryLimitBytes, memoryPeakBytes, cpuLimit, pids, pidsLimit, oomKills, throttledUs } = figures;
  const [memoryLow, memoryHigh] = range(memory);
  const [cpuLow, cpuHigh] = range(cpu);
  const memoryTop = memoryLimitBytes ?? roundCeiling(memoryHigh * 1.1, MIB, 2);
  const cpuTop = Math.max(1, cpuLimit ?? 0, roundCeiling(cpuHigh, 1));
  const cpuNow = cpu.at(-1)?.value;
  const memoryDetail = memoryLimitBytes === undefined ? words.noLimit : words.ofLimit(formatMemory(memoryLimitBytes));
  const cpuDetail = cpuLimit === undefined ? words.noLimit : words.ofLimit(percent(cpuLimit));
  return (
    <div>
      <div className="grid gap-x-6 gap-y-4 @lg:grid-cols-2">
        <Chart
          title={words.memory}
          value={formatMemory(memoryBytes)}
          detail={memoryDetail}
          points={memory}
          top={memoryTop}
          topName={formatMemory(memoryTop)}
          limit={memoryLimitBytes}
          sinceName={words.minuteAgo}
          nowName={words.now}
          text={words.memoryText(
            name,
            formatMemory(memoryBytes),
            memoryDetail,
            formatMemory(memoryLow),
            formatMemory(memoryHigh),
          )}
        />
        <Chart
          title={words.cpu}
          value={cpuNow === undefined ? '…' : percent(cpuNow)}
          detail={cpuDetail}
          points={cpu}
          top={cpuTop}
          topName={percent(cpuTop)}
          limit={cpuLimit}
          sinceName={words.minuteAgo}
          nowName={words.now}
          text={words.cpuText(
            name,
            cpuNow === undefined ? words.notYet : percent(cpuNow),
            cpuDetail,
            percent(cpuLow),
            percent(cpuHigh),
          )}
        />
      </div>
      <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-xs">
        <Figure name={words.pids}>{pidsLimit === undefined ? pids : words.of(pids, pidsLimit)}</Figure>
        {memoryPeakBytes !== undefined && <Figure name={words.peak}>{formatMemory(memoryPeakBytes)}</Figure>}
        {throttledUs > 0 && <Figure name={words.throttled}>{words.seconds(throttledUs / 1_000_000)}</Figure>}
        <Figure name={words.oomKills}>
          <span className={oomKills > 0 ? 'font-medium text-lead' : ''}>{oomKills}</span>
        </Figure>
      </dl>
      <p className="lettering mt-2 text-[0.6875rem] break-all">/sys/fs/cgroup{path}</p>
    </div>
  );
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

/** Of what lies within the chart; 0 and 0 for no points. */
function range(points: readonly Point[]): readonly [number, number] {
  const values = points.filter(({ x }) => x >= 0).map(({ value }) => value);
  return values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];
}

/** Of one processor. */
export function percent(value: number): string {
  const hundredths = value * 100;
  return `${hundredths > 0 && hundredths < 10 ? Math.round(hundredths * 10) / 10 : Math.round(hundredths)} %`;
}
