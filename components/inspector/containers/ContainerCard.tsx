'use client';

import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { formatMemory } from '../format-memory.ts';
import type { Sample } from '../machine/kernel-watch.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import { CgroupCharts, percent } from './CgroupCharts.tsx';
import { cpuPoints } from './chart-points.ts';
import { countProcesses, type ContainerPicture } from './container-model.ts';
import { NamespaceList } from './NamespaceList.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { StateDot } from './StateDot.tsx';

interface Props {
  readonly container: ContainerPicture;
  readonly samples: readonly Sample[];
  readonly isOpen: boolean;
  onToggle(): void;
}

/** A container that is up: a line that says what it takes, and behind it what it is made of. */
export function ContainerCard({ container, samples, isOpen, onToggle }: Props) {
  const { inspector } = useInspectorWords();
  const words = inspector.containers;
  const id = useId();
  const { name, image, state, status, figures, processes, namespaces, cgroupPath, wasOomKilled } = container;
  const cpu = cpuPoints(samples).at(-1)?.value;
  return (
    <section aria-labelledby={`${id}-name`} className="border-b border-line">
      <h3 id={`${id}-name`}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
          className="flex w-full items-baseline gap-2 px-4 py-2.5 text-left -outline-offset-2 hover:bg-wash"
        >
          <ChevronRight
            aria-hidden
            size={14}
            className={`shrink-0 self-center text-ink-soft transition-transform ${isOpen ? 'rotate-90' : ''}`}
          />
          <StateDot state={state} />
          <span className="min-w-0 shrink truncate text-sm font-medium" title={name}>
            {name}
          </span>
          <span className="min-w-0 shrink-[3] truncate text-xs text-ink-soft" title={`${image} · ${status}`}>
            {image} · {status}
          </span>
          {figures !== undefined && (
            <span className="ml-auto shrink-0 text-xs whitespace-nowrap text-ink-soft tabular-nums">
              {formatMemory(figures.memoryBytes)}
              <span className="hidden @md:inline">{cpu !== undefined && ` · ${percent(cpu)} CPU`}</span>
            </span>
          )}
        </button>
      </h3>
      {(wasOomKilled || container.restarts > 0) && (
        <p className="-mt-1 flex gap-3 px-4 pb-2 pl-11 text-xs">
          {wasOomKilled && <span className="font-medium text-lead">{words.oomKilled}</span>}
          {container.restarts > 0 && <span className="text-amber">{words.restarts(container.restarts)}</span>}
        </p>
      )}
      {isOpen && (
        <div id={id} className="space-y-5 px-4 pt-1 pb-5">
          <Part title={words.processes(countProcesses(processes))}>
            {processes.length === 0 ? (
              <p className="text-xs text-ink-soft">
                {state === 'restarting' ? words.betweenStarts : inspector.loading}
              </p>
            ) : (
              <ProcessTable forest={processes} label={words.processesOf(name)} />
            )}
          </Part>
          {namespaces.length > 0 && (
            <Part title={words.namespaces}>
              <NamespaceList namespaces={namespaces} />
            </Part>
          )}
          {figures !== undefined && (
            <Part title={words.cgroup}>
              <CgroupCharts name={name} path={cgroupPath} figures={figures} samples={samples} />
            </Part>
          )}
        </div>
      )}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="lettering mb-2">{title}</h4>
      {children}
    </div>
  );
}
