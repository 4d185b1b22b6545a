'use client';

import { CornerDownLeft } from 'lucide-react';
import { terminalTabs } from '@/components/terminal/tabs.ts';
import { panes } from '@/components/workspace/panes.ts';
import { useInspectorWords } from './use-inspector-words.ts';

/** A command that shows what a view tells: a click types it into the terminal. */
export function TerminalCommand({ command }: { command: string }) {
  const { timeline: words } = useInspectorWords();
  const run = () => {
    panes.show('terminal');
    void terminalTabs.run(command);
  };
  return (
    <button
      type="button"
      onClick={run}
      aria-label={words.runCommand(command)}
      className="group flex w-full items-baseline gap-2 rounded-sm px-2 py-1 pointer-coarse:items-center text-left font-mono text-xs leading-5 -outline-offset-2 transition-colors hover:bg-wash"
    >
      <span aria-hidden className="text-lead select-none">
        $
      </span>
      <span className="min-w-0 flex-1 break-words">{command}</span>
      <span
        aria-hidden
        className="flex items-center gap-1 self-center font-sans text-ink-soft group-hover:text-lead group-focus-visible:text-lead"
      >
        {words.run} <CornerDownLeft size={12} />
      </span>
    </button>
  );
}
