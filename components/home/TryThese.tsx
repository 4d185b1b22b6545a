'use client';

import { CornerDownLeft } from 'lucide-react';
import { terminalTabs } from '@/components/terminal/tabs.ts';

const PROOFS = [
  {
    claim: 'It is a kernel, not a list of canned answers.',
    command: 'uname -a && head -n 5 /proc/cpuinfo',
    note: 'Linux 6.1, built from Debian’s source, on an emulated PC.',
  },
  {
    claim: 'Containers are processes with a process list of their own.',
    command: 'docker run --rm busybox ps',
    note: 'The command is process 1 of its container, and all there is.',
  },
  {
    claim: 'They are kept apart by Linux namespaces.',
    command: 'ls -l /proc/self/ns && docker run --rm busybox ls -l /proc/self/ns',
    note: 'The same names, other numbers.',
  },
  {
    claim: 'Their root is a stack of image layers.',
    command: 'docker run --rm busybox grep overlay /proc/mounts',
    note: 'Read-only layers below, one that can be written on top.',
  },
] as const;

/** Claims, each with the command by which anybody can check it in the machine above. */
export function TryThese() {
  const run = (command: string) => {
    document.getElementById('machine')?.scrollIntoView({ block: 'center' });
    void terminalTabs.run(command);
  };
  return (
    <ol className="mt-10 border-t border-line">
      {PROOFS.map(({ claim, command, note }) => (
        <li key={command} className="grid gap-x-10 gap-y-3 border-b border-line py-6 lg:grid-cols-[1fr_1.25fr]">
          <div>
            <p className="font-medium">{claim}</p>
            <p className="mt-1 text-sm text-ink-soft">{note}</p>
          </div>
          <button
            type="button"
            onClick={() => run(command)}
            aria-label={`Run ${command}`}
            className="group flex items-baseline gap-3 self-start rounded-md border border-line bg-sheet px-4 py-2.5 text-left font-mono text-[0.8125rem] leading-6 transition-colors hover:border-line-strong"
          >
            <span aria-hidden className="text-lead">
              $
            </span>
            <span className="min-w-0 flex-1 break-words">{command}</span>
            <CornerDownLeft
              aria-hidden
              size={14}
              className="shrink-0 self-center text-ink-soft group-hover:text-lead"
            />
          </button>
        </li>
      ))}
    </ol>
  );
}
