'use client';

import { ChevronRight } from 'lucide-react';
import { useInspectorWords } from '../use-inspector-words.ts';
import { NAMESPACES, type KernelReport } from '../machine/kernel-report.ts';
import { countProcesses, processForest } from './container-model.ts';
import { ProcessTable } from './ProcessTable.tsx';

/** What runs in the machine outside of containers, and its own namespaces: what containers are compared with. */
export function MachineProcesses({ report }: { report: KernelReport }) {
  const { inspector } = useInspectorWords();
  const words = inspector.containers;
  const processes = report.groups
    .filter(({ path }) => !path.startsWith('/docker/'))
    .flatMap((group) => group.processes);
  const forest = processForest(
    processes,
    processes.find(({ pid }) => pid === 1),
  );
  return (
    <details className="group border-b border-line">
      <summary className="flex cursor-pointer list-none items-baseline gap-2 px-4 py-2.5 text-sm -outline-offset-2 hover:bg-wash [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={14}
          className="shrink-0 self-center text-ink-soft transition-transform group-open:rotate-90"
        />
        <span className="font-medium">{words.machine}</span>
        <span className="text-xs text-ink-soft">{words.processes(countProcesses(forest))}</span>
      </summary>
      <div className="space-y-4 px-4 pt-1 pb-5">
        <ProcessTable forest={forest} label={words.processesOf(words.machine)} />
        {report.leftOut > 0 && <p className="text-xs text-ink-soft">{words.moreProcesses(report.leftOut)}</p>}
        <div>
          <h4 className="lettering mb-2">{words.namespaces}</h4>
          <dl className="grid grid-cols-2 gap-x-4 gap-y-1.5 text-xs @md:grid-cols-4">
            {NAMESPACES.map((kind) => (
              <div key={kind} className="flex gap-1.5">
                <dt className="font-mono">{kind}</dt>
                <dd className="text-ink-soft tabular-nums">{report.namespaces[kind]}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </details>
  );
}
