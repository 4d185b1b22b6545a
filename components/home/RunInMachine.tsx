'use client';

import { CornerDownLeft } from 'lucide-react';
import { useWords } from '@/components/language/use-language.ts';
import { terminalTabs } from '@/components/terminal/tabs.ts';

/** A command that a click runs in the home page's machine. */
export function RunInMachine({ command }: { command: string }) {
  const { lesson: words } = useWords();
  const run = () => {
    document.getElementById('machine')?.scrollIntoView({ block: 'center' });
    void terminalTabs.run(command);
  };
  return (
    <button
      type="button"
      onClick={run}
      aria-label={words.runCommand(command)}
      className="group flex items-baseline gap-3 self-start rounded-md border border-line bg-sheet px-4 py-2.5 text-left font-mono text-[0.8125rem] leading-6 transition-colors hover:border-line-strong"
    >
      <span aria-hidden className="text-lead">
        $
      </span>
      <span className="min-w-0 flex-1 break-words">{command}</span>
      <CornerDownLeft aria-hidden size={14} className="shrink-0 self-center text-ink-soft group-hover:text-lead" />
    </button>
  );
}
