'use client';

import { formatMemory } from '../format-memory.ts';
import { useInspectorWords } from '../use-inspector-words.ts';
import type { ProcessNode } from './container-model.ts';

interface Row {
  readonly node: ProcessNode;
  readonly depth: number;
  readonly parent: ProcessNode | undefined;
}

/** Processes as a tree: what a process started stands below it, further in. */
export function ProcessTable({ forest, label }: { forest: readonly ProcessNode[]; label: string }) {
  const { inspector } = useInspectorWords();
  const words = inspector.containers;
  return (
    <table aria-label={label} className="w-full text-left text-xs break-keep">
      <thead className="text-ink-soft">
        <tr className="border-b border-line [&>th]:pb-1 [&>th]:font-normal">
          <th scope="col">{words.command}</th>
          <th scope="col" className="min-w-12 pl-3 text-right">
            {words.pidInside}
          </th>
          <th scope="col" className="min-w-12 pl-3 text-right">
            {words.pidOutside}
          </th>
          <th scope="col" className="min-w-12 pl-3 text-right">
            {words.memory}
          </th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(forest).map(({ node, depth, parent }) => (
          <tr key={node.process.pid} className="align-baseline [&>td]:py-1">
            <th scope="row" className="w-full max-w-0 py-1 font-normal" style={{ paddingLeft: `${depth * 0.875}rem` }}>
              <span className="flex items-baseline gap-1.5">
                {depth > 0 && (
                  <span
                    aria-hidden
                    className="-mt-1 h-2.5 w-2 shrink-0 self-start border-b border-l border-line-strong"
                  />
                )}
                <span className="truncate font-mono" title={node.command}>
                  {node.command}
                </span>
                {node.process.threads > 1 && <Mark>{words.threads(node.process.threads)}</Mark>}
                {node.isEntered && <Mark>{words.entered}</Mark>}
                {node.process.state === 'Z' && <Mark>{words.zombie}</Mark>}
                {node.differing.length > 0 && <Mark>{words.own(node.differing.join(', '))}</Mark>}
                {parent !== undefined && <span className="sr-only">{words.startedBy(parent.process.pid)}</span>}
              </span>
            </th>
            <td className="pl-3 text-right tabular-nums">{node.pidInside}</td>
            <td className="pl-3 text-right text-ink-soft tabular-nums">{node.process.pid}</td>
            <td className="pl-3 text-right whitespace-nowrap text-ink-soft tabular-nums">
              {formatMemory(node.process.rssBytes)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Mark({ children }: { children: React.ReactNode }) {
  return <span className="shrink-0 text-[0.6875rem] whitespace-nowrap text-sea">{children}</span>;
}

function rowsOf(forest: readonly ProcessNode[], depth = 0, parent?: ProcessNode): readonly Row[] {
  // Deeper than this the command would have no room.
  return forest.flatMap((node) => [
    { node, depth: Math.min(depth, 8), parent },
    ...rowsOf(node.children, depth + 1, node),
  ]);
}
