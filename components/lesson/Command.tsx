'use client';

import { useWords } from '@/components/language/use-language.ts';
import { CornerDownLeft } from 'lucide-react';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { panes } from '@/components/workspace/panes.ts';

/** A command of the text: a click types it into the terminal that is shown. */
export function Command({ command, onRun }: { command: string; onRun?: () => void }) {
  const { lesson: words } = useWords();
  const run = () => {
    onRun?.();
    // On a narrow screen the terminal may be behind the editor.
    panes.show('terminal');
    void terminalTabs.run(command);
  };
  return (
    <button
      type="button"
      onClick={run}
      aria-label={words.runCommand(command)}
      className="group flex w-full items-baseline gap-2.5 px-3.5 py-2 text-left font-mono text-[0.8125rem] leading-6 transition-colors hover:bg-wash"
    >
      <span aria-hidden className="text-lead select-none">
        $
      </span>
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">{command}</span>
      <span
        aria-hidden
        className="flex items-center gap-1 self-center font-sans text-xs text-ink-soft group-hover:text-lead group-focus-visible:text-lead"
      >
        {words.run} <CornerDownLeft size={12} />
      </span>
    </button>
  );
}
